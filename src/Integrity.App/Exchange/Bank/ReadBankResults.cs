using System.Globalization;
using System.Security.Cryptography;
using Integrity.App.Acts;
using Integrity.App.Exchange.Tables;
using Integrity.App.Payments;
using Integrity.App.Storage;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Exchange.Bank;

/// <summary>A row of the bank's answer, and whether it would be taken.</summary>
/// <param name="Why">Why it is not taken, or null.</param>
public sealed record BankResultVerdict(BankAnswer Answer, long? Run, Refusal? Why);

/// <summary>A row that could not be read.</summary>
/// <param name="EndToEndId">Where the row names one, whichever cell is at fault; else empty.</param>
/// <param name="Column">The faulty cell's title in the file.</param>
/// <param name="Value">What stands there.</param>
public sealed record UnreadResult(int Row, string EndToEndId, string Column, string Value, Refusal Why);

/// <summary>A bank's answer as read, before anything is kept.</summary>
/// <param name="Document">SHA-256 of the file, hexadecimal.</param>
/// <param name="Pending">Rows that are no news yet.</param>
/// <param name="Unreadable">Rows that could not be read.</param>
public sealed record BankResultsPreview(string Source, string Document, int Settled, int Returned, int Pending, IReadOnlyList<BankResultVerdict> Rows, IReadOnlyList<UnreadResult> Unreadable)
{
    public int Refused => Rows.Count(r => r.Why is not null) + Unreadable.Count;

    /// <summary>The act that takes it; each row is judged once more.</summary>
    public ImportBankResults AsImport(string file) => new(file, Document, Source, [.. Rows.Select(r => r.Answer)], [.. Unreadable.Select(r => new RefusedResult(r.Row, r.EndToEndId, r.Why))]);
}

/// <summary>Reads a bank's answer and says of each row whether it would be taken; keeps nothing.</summary>
/// <remarks>Rules: R-8, O-2. pain.002, camt.054 or our own sheet, known by its content.</remarks>
[May(Duty.ExecutePayments)]
public sealed record ReadBankResults(byte[] File) : IAsk<BankResultsPreview>;

public sealed class ReadBankResultsAnswer(IntegrityDb db, BankAnswers answers) : IAnswer<ReadBankResults, BankResultsPreview>
{
    public async Task<Outcome<BankResultsPreview>> Answer(ReadBankResults ask, AskContext context, CancellationToken cancel)
    {
        var read = BankFile.Read(ask.File);
        if (!read.IsDone) return read.Refusal;
        var report = read.Value;
        foreach (var account in report.Accounts)
            if (!await db.PayingAccounts.AnyAsync(own => own.Number == account, cancel)) return BankRefusals.AccountNotOurs(account);
        var future = report.Results.Where(r => r.Day > context.Today).ToList();
        var rows = report.Results.Except(future).Where(r => r.Status != BankResultStatus.Pending)
            .Select(r => new BankAnswer(r.Row, r.EndToEndId, WordOf(r.Status), r.Amount, r.ReasonCode, r.ReasonText)).ToList();
        var pending = report.Results.Count - future.Count - rows.Count;
        if (report.Whole is { } whole)
        {
            var all = await Whole(whole, cancel);
            if (!all.IsDone) return all.Refusal;
            if (whole.Status == BankResultStatus.Pending) pending += all.Value.Count;
            else rows.AddRange(all.Value);
        }
        var judged = await answers.Judge(rows, cancel);
        return new BankResultsPreview(report.Source, Convert.ToHexStringLower(SHA256.HashData(ask.File)),
            judged.Count(j => j.Why is null && j.Answer.Word == BankWord.Settled), judged.Count(j => j.Why is null && j.Answer.Word == BankWord.Returned), pending,
            [.. judged.Select(j => new BankResultVerdict(j.Answer, j.Instruction?.Run, j.Why))],
            [.. report.Refused.Select(r => new UnreadResult(r.Row, report.Ids.GetValueOrDefault(r.Row, ""), r.Column, r.Value, r.Why)),
                .. future.Select(r => new UnreadResult(r.Row, r.EndToEndId, "BookgDt", $"{r.Day:yyyy-MM-dd}", BankRefusals.BookedInFuture()))]);
    }

    // One word for a whole message is a word for each of its instructions that has none yet.
    private async Task<Outcome<IReadOnlyList<BankAnswer>>> Whole(BankWholeResult whole, CancellationToken cancel)
    {
        var file = await db.InstructionFiles.AsNoTracking().SingleOrDefaultAsync(f => f.MessageId == whole.MessageId, cancel);
        if (file is null) return BankRefusals.MessageUnknown(whole.MessageId);
        // Where the bank says what it got, it is what was sent, or its word is about something else.
        if (whole.Counts.Any(count => count != file.Instructions.ToString(CultureInfo.InvariantCulture)) || whole.Sums.Any(sum => AmountText.Read(sum, unitFen: 100) is var said && (said.Refusal is not null || said.Value != file.Amount)))
            return BankRefusals.MessageTotalsDiffer(file.Instructions, file.Amount, string.Join(" / ", whole.Counts.DefaultIfEmpty("—")), string.Join(" / ", whole.Sums.DefaultIfEmpty("—")));
        var instructions = await db.Instructions.AsNoTracking()
            .Where(i => i.Run == file.Run && i.Id >= file.FirstInstruction && i.Id <= file.LastInstruction && i.State == InstructionState.InFlight)
            .OrderBy(i => i.Id).Select(i => new { i.Id, i.Fen }).ToListAsync(cancel);
        return instructions.Select((i, n) => new BankAnswer(n + 1, EndToEndId.Of(i.Id), WordOf(whole.Status), new(i.Fen), whole.ReasonCode, whole.ReasonText)).ToList();
    }

    private static BankWord WordOf(BankResultStatus status) => status == BankResultStatus.Settled ? BankWord.Settled : BankWord.Returned;
}
