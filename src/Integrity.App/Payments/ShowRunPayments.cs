using Integrity.App.Acts;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

public sealed record StateTotal(InstructionState State, int Instructions, Money Amount);

public sealed record InstructionFileRow(InstructionFileId Id, string MessageId, int Instructions, Money Amount, DateTime MadeAt);

/// <param name="ToExport">Instructions that have not gone to the bank yet.</param>
/// <param name="MayClose">Every line is settled, ended, or carried as set aside.</param>
public sealed record RunPayments(
    long Run, long Version, string RunZh, string RunEn, RunSort Sort, IReadOnlyList<StateTotal> States, int ToExport, IReadOnlyList<InstructionFileRow> Files, bool MayClose) : IVersioned;

/// <summary>How the payments of a run stand: by state, what has gone to the bank, and whether the run has come to its end.</summary>
[May(Duty.ReadBusiness), Said("一次支付的状况", "How the payments of a run stand")]
public sealed record ShowRunPayments(long Run) : IAsk<RunPayments>;

public sealed class ShowRunPaymentsAnswer(IntegrityDb db) : IAnswer<ShowRunPayments, RunPayments>
{
    public async Task<Outcome<RunPayments>> Answer(ShowRunPayments ask, AskContext context, CancellationToken cancel)
    {
        if (await Runs.NameOf(db, ask.Run, cancel) is not { } run) return ActRefusals.NotFound();
        var states = await db.Instructions.AsNoTracking().Where(i => i.Run == ask.Run).GroupBy(i => i.State)
            .Select(g => new { State = g.Key, Instructions = g.Count(), Fen = g.Sum(i => i.Fen) }).ToListAsync(cancel);
        var files = await db.InstructionFiles.AsNoTracking().Where(f => f.Run == ask.Run).OrderBy(f => f.Id).ToListAsync(cancel);
        var last = files.Count == 0 ? 0 : files.Max(f => f.LastInstruction);
        var toExport = await db.Instructions.AsNoTracking().CountAsync(i => i.Run == ask.Run && i.Id > last && i.State == InstructionState.InFlight, cancel);
        return new RunPayments(ask.Run, await db.VersionOf(ask.Run, cancel), run.Zh, run.En, run.Sort,
            [.. states.OrderBy(s => s.State).Select(s => new StateTotal(s.State, s.Instructions, new(s.Fen)))], toExport,
            [.. files.Select(f => new InstructionFileRow(f.Id, f.MessageId, f.Instructions, f.Amount, f.MadeAt))],
            states.Count > 0 && await RoundClosing.CanClose(db, ask.Run, cancel) is null);
    }
}

public sealed record BankImportRow(BankImportId Id, string File, string Document, string Source, DateOnly ImportedOn, int Settled, int Returned, int Refused);

/// <summary>The bank's answers that were taken, the latest first.</summary>
[May(Duty.ReadBusiness), Said("已导入的银行回单", "The bank's answers that were taken")]
public sealed record ListBankImports(string? Cursor) : IAsk<Listed<BankImportRow>>;

public sealed class ListBankImportsAnswer(IntegrityDb db) : IAnswer<ListBankImports, Listed<BankImportRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<BankImportRow>>> Answer(ListBankImports ask, AskContext context, CancellationToken cancel)
    {
        var imports = db.BankImports.AsNoTracking();
        if (Cursor.Read(ask.Cursor) is { } after) imports = imports.Where(i => i.Id.CompareTo(BankImportId.From(after.Id)) < 0);
        var page = await imports.OrderByDescending(i => i.Id).Take(PageSize + 1)
            .Select(i => new BankImportRow(i.Id, i.File, i.Document, i.Source, i.ImportedOn, i.Settled, i.Returned, i.Refused)).ToListAsync(cancel);
        return Cursor.Page(page, PageSize, last => Cursor.Write("", last.Id.Value));
    }
}
