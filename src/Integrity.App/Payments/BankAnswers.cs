using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Contracts;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>What the bank says of one instruction: confirmed, or sent back (a rejected one was never paid, which comes to the same).</summary>
public enum BankWord
{
    Settled = 1,
    Returned = 2,
}

/// <summary>One row of the bank's answer.</summary>
/// <param name="Row">Its place in the file.</param>
/// <param name="Amount">Null where the message leaves it out.</param>
/// <param name="ReasonCode">The bank's code, or empty.</param>
/// <param name="ReasonText">The bank's words, or empty.</param>
public sealed record BankAnswer(int Row, string EndToEndId, BankWord Word, Money? Amount, string ReasonCode, string ReasonText);

/// <summary>A row with its instruction, or with the reason why it is not taken.</summary>
public sealed record JudgedAnswer(BankAnswer Answer, Instruction? Instruction, Refusal? Why);

/// <summary>Matches the bank's answer with the instructions by end-to-end id, and posts what is right of it.</summary>
/// <remarks>Rules: O-2, R-8. Unknown, doubled and differing rows are refused one by one; the good ones are kept.</remarks>
public sealed class BankAnswers(IntegrityDb db, Books books)
{
    private const int AtOnce = 500;

    /// <summary>Judges every row; changes nothing.</summary>
    public async Task<IReadOnlyList<JudgedAnswer>> Judge(IReadOnlyList<BankAnswer> answers, CancellationToken cancel)
    {
        var instructions = await Instructions(answers, cancel);
        var sent = await LastSent(instructions.Values.Select(i => i.Run).Distinct(), cancel);
        var neverSent = await NotPassed(instructions.Values.Where(i => i.State is not (InstructionState.InFlight or InstructionState.Settled)), cancel);
        var twice = answers.GroupBy(a => (a.EndToEndId, a.Word)).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
        var states = instructions.Values.ToDictionary(i => i.Id, i => i.State);
        var judged = new Dictionary<BankAnswer, JudgedAnswer>(ReferenceEqualityComparer.Instance);
        // One id may be settled and then returned in one file, in either order of its rows.
        foreach (var answer in answers.OrderBy(a => a.Word))
        {
            var known = EndToEndId.TryParse(answer.EndToEndId, out var id) ? instructions.GetValueOrDefault(id) : null;
            var why = known is null ? BankRefusals.InstructionUnknown(answer.EndToEndId)
                : known.Id > sent.GetValueOrDefault(known.Run) || neverSent.Contains(known.Id) ? BankRefusals.InstructionNotSent(answer.EndToEndId)
                : twice.Contains((answer.EndToEndId, answer.Word)) ? BankRefusals.ResultTwiceInFile(answer.EndToEndId)
                : answer.Amount is { } amount && amount.Fen != known.Fen ? BankRefusals.ResultAmountDiffers(new(known.Fen), amount)
                : Follows(states[known.Id], answer);
            judged[answer] = new(answer, known, why);
            if (why is null) states[known!.Id] = answer.Word == BankWord.Settled ? InstructionState.Settled : InstructionState.Returned;
        }
        return [.. answers.Select(a => judged[a])];
    }

    /// <summary>Posts rows that <see cref="Judge"/> found right: what is confirmed leaves the run's cash, what came back keeps it. Call it last in Keep.</summary>
    /// <param name="context">The act; returned instructions and their contracts are touched.</param>
    /// <param name="good">Only rows without a refusal.</param>
    /// <param name="document">SHA-256 of the file, hexadecimal.</param>
    /// <param name="wasSent">False when a line comes back before it was ever sent.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task Post(ActContext context, IReadOnlyList<JudgedAnswer> good, string document, bool wasSent, CancellationToken cancel)
    {
        var settled = new List<(TotalsOf, IReadOnlyList<Posting>)>();
        var returned = new List<(TotalsOf, IReadOnlyList<Posting>)>();
        var ordered = good.OrderBy(j => j.Answer.Word).ToList();
        foreach (var chunk in ordered.Select(j => j.Instruction!.Contract).Distinct().Chunk(AtOnce))
        {
            var contracts = await Contracts(chunk, cancel);
            var postings = await Postings(chunk, cancel);
            foreach (var (answer, instruction, _) in ordered.Where(j => contracts.ContainsKey(j.Instruction!.Contract)))
            {
                var own = postings[instruction!.Contract];
                var entry = Apply(instruction, answer.Word, own, context.Today);
                own.AddRange(entry.Postings);
                var contract = contracts[instruction.Contract];
                var of = new TotalsOf(contract.PayeeType.Value, contract.Project.Value);
                if (answer.Word == BankWord.Settled) settled.Add((of, entry.Postings));
                else
                {
                    if (!entry.IsEmpty) returned.Add((of, entry.Postings));
                    Note(context, contract, instruction, answer, document, wasSent);
                }
                instruction.State = answer.Word == BankWord.Settled ? InstructionState.Settled : InstructionState.Returned;
                context.Touch(instruction.Run);
            }
        }
        if (settled.Count > 0) await books.Post(context, "bank_settled", settled, cancel, document: document);
        if (returned.Count > 0) await books.Post(context, wasSent ? "bank_returned" : good[0].Answer.ReasonCode == ReturnedLine.NotPassed ? "lines_not_passed" : "lines_kept_back", returned, cancel, document: document);
    }

    private static LedgerEntry Apply(Instruction instruction, BankWord word, List<Posting> own, DateOnly today)
    {
        var balance = ContractBalance.At(instruction.Contract, own, today);
        var paid = Paid(instruction, own);
        var entry = word == BankWord.Settled ? InstructionLife.Settle(balance, paid) : InstructionLife.Return(balance, paid, instruction.State == InstructionState.Settled);
        // The rows' states and the books say the same, or something is broken.
        return entry.IsDone ? entry.Value : throw new InvalidOperationException($"Instruction {instruction.Id} is {instruction.State}, but: {entry.Refusal.En}");
    }

    internal static PaidInstruction Paid(Instruction instruction, IReadOnlyList<Posting> own) => new(
        new(instruction.Id, instruction.Run, (PaymentKind)(short)instruction.Kind, PaidInstruction.SubjectOf(own, instruction.Id)), new(instruction.Fen), own);

    private void Note(ActContext context, WorksContract contract, Instruction instruction, BankAnswer answer, string document, bool wasSent)
    {
        db.ReturnedLines.Add(ReturnedLine.Of(instruction.Id, instruction.Run, instruction.Contract, instruction.Kind, new(instruction.Fen),
            new(answer.ReasonCode, answer.ReasonText, document, instruction.State == InstructionState.Settled, wasSent), context.Today));
        if (contract.ClosedOn is not null) contract.Reopen();
        context.Touch(instruction.Id);
        context.Touch(instruction.Contract);
    }

    private static Refusal? Follows(InstructionState state, BankAnswer answer) => (state, answer.Word) switch
    {
        (InstructionState.InFlight, _) or (InstructionState.Settled, BankWord.Returned) => null,
        (InstructionState.Settled, _) => BankRefusals.ResultKnownAlready(answer.EndToEndId),
        (_, BankWord.Returned) => BankRefusals.ResultKnownAlready(answer.EndToEndId),
        _ => BankRefusals.ResultAfterReturn(answer.EndToEndId),
    };

    private async Task<Dictionary<long, Instruction>> Instructions(IReadOnlyList<BankAnswer> answers, CancellationToken cancel)
    {
        var found = new Dictionary<long, Instruction>();
        foreach (var chunk in answers.Select(a => EndToEndId.TryParse(a.EndToEndId, out var id) ? id : 0).Distinct().Chunk(AtOnce))
            foreach (var instruction in await db.Instructions.Where(i => chunk.Contains(i.Id)).ToListAsync(cancel)) found.Add(instruction.Id, instruction);
        return found;
    }

    private async Task<Dictionary<long, long>> LastSent(IEnumerable<long> runs, CancellationToken cancel)
    {
        var last = new Dictionary<long, long>();
        foreach (var run in runs)
            last[run] = await db.InstructionFiles.Where(f => f.Run == run).MaxAsync(f => (long?)f.LastInstruction, cancel) ?? 0;
        return last;
    }

    /// <summary>Those that were kept back before the file was made, because the others did not pass their lines (D-4).</summary>
    private async Task<HashSet<long>> NotPassed(IEnumerable<Instruction> instructions, CancellationToken cancel)
    {
        var found = new HashSet<long>();
        foreach (var chunk in instructions.Select(i => i.Id).Chunk(AtOnce))
            found.UnionWith(await db.ReturnedLines.AsNoTracking().Where(l => chunk.Contains(l.Instruction) && !l.WasSent).Select(l => l.Instruction).ToListAsync(cancel));
        return found;
    }

    private async Task<Dictionary<long, WorksContract>> Contracts(long[] chunk, CancellationToken cancel)
    {
        var ids = chunk.Select(ContractId.From).ToList();
        return await db.WorksContracts.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id.Value, cancel);
    }

    private async Task<Dictionary<long, List<Posting>>> Postings(long[] chunk, CancellationToken cancel)
    {
        var rows = await db.Postings.AsNoTracking().Where(p => chunk.Contains(p.Owner)).OrderBy(p => p.Id).ToListAsync(cancel);
        var own = chunk.ToDictionary(c => c, _ => new List<Posting>());
        foreach (var row in rows) own[row.Owner].Add(row.ToPosting());
        return own;
    }
}
