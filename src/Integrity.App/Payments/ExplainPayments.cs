using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Ledger;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>Explains what a run pays by its instructions, each with the entry that put it on its way: all, those of a state, of a file for the bank, or one.</summary>
/// <remarks>Rules, O-2.</remarks>
[May(Duty.ReadBusiness), Said("支付数字的由来", "Explain a figure of the payments")]
public sealed record ExplainPayments(long Run, InstructionState? State, InstructionFileId? File, long? Instruction, string? Cursor) : IAsk<Explanation<ExplainPayments>>;

public sealed class ExplainPaymentsAnswer(IntegrityDb db) : IAnswer<ExplainPayments, Explanation<ExplainPayments>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Explanation<ExplainPayments>>> Answer(ExplainPayments ask, AskContext context, CancellationToken cancel)
    {
        if (await Runs.NameOf(db, ask.Run, cancel) is null) return ActRefusals.NotFound();
        var closed = await db.LinesClosedTo(context.Caller.Official, cancel);
        var all = db.Instructions.AsNoTracking().Where(i => i.Run == ask.Run);
        if (ask.State is { } state) all = all.Where(i => i.State == EF.Constant(state));
        if (ask.Instruction is { } one)
        {
            all = all.Where(i => i.Id == one);
            if (await all.AnyAsync(i => closed.Contains(i.Contract), cancel)) return DecisionRefusals.PapersClosedToRecused();
        }
        if (ask.File is { } id)
        {
            if (await db.InstructionFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id && f.Run == ask.Run, cancel) is not { } file) return ActRefusals.NotFound();
            // What waits for another account was passed over by the file.
            all = all.Where(i => i.Id >= file.FirstInstruction && i.Id <= file.LastInstruction && !db.Set<ReturnedLine>().Any(r => r.Instruction == i.Id && !r.WasSent));
        }
        var after = Cursor.Read(ask.Cursor)?.Id ?? 0;
        var page = Cursor.Page(await all.Where(i => i.Id > after && !closed.Contains(i.Contract)).OrderBy(i => i.Id).Take(PageSize + 1).ToListAsync(cancel), PageSize, last => Cursor.Write("", last.Id));
        var parts = await Parts(ask.Run, page.Items, cancel);
        var sum = new Money(await all.SumAsync(i => i.Fen, cancel));
        var hidden = closed.Count == 0 ? Money.Zero : new Money(await all.Where(i => closed.Contains(i.Contract)).SumAsync(i => i.Fen, cancel));
        if (!hidden.IsZero) parts.Add(new("您回避的各行", "Lines from which you are recused", hidden));
        if (sum - parts.Sum(p => p.Amount) is { IsZero: false } rest) parts.Add(new("未在本页列出的指令", "Instructions not on this page", rest));
        return new Explanation<ExplainPayments>(null, sum, "R-7, R-8", "各条支付指令之和", "The sum of the instructions", parts, page.Next);
    }

    private async Task<List<ExplainedPart<ExplainPayments>>> Parts(long run, IReadOnlyList<Instruction> page, CancellationToken cancel)
    {
        var (owners, ids) = (page.Select(i => i.Contract).Distinct().ToList(), page.Select(i => i.Id).ToList());
        var names = (await db.NamesOfInstructions(page, cancel)).ToDictionary(n => n.Key, n => $"{n.Value.Number} {n.Value.Party}");
        var first = (await db.Postings.AsNoTracking().Where(p => owners.Contains(p.Owner) && ids.Contains(p.Subject)).ToListAsync(cancel))
            .GroupBy(p => p.Subject).ToDictionary(g => g.Key, g => g.MinBy(p => p.Id)!);
        var explained = new EntriesExplained(db);
        var entries = await explained.Entries([.. first.Values], cancel);
        // An advance is in the books when the bank has confirmed it; until then the list that was voted stands behind it (C-6).
        var voted = await db.DecidedRuns.AsNoTracking().Where(r => r.Id == DecidedRunId.From(run)).Select(r => r.Digest).SingleOrDefaultAsync(cancel);
        var list = voted is null ? null : (await explained.Acts([(run, voted)], cancel)).GetValueOrDefault(run);
        return [.. page.Select(i => new ExplainedPart<ExplainPayments>($"{EndToEndId.Of(i.Id)} {names[i.Id]}", $"{EndToEndId.Of(i.Id)} {names[i.Id]}", new(i.Fen),
            first.TryGetValue(i.Id, out var posting) ? entries[posting.Id] : list))];
    }
}
