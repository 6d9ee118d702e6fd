using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Journal;
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

public sealed record InstructionRow(
    long Id, string EndToEndId, long Contract, string ContractNumber, string Party, InstructionKind Kind, Money Amount, InstructionState State, long Replaces);

/// <summary>The instructions of a run by number, a page at a time; or only those of one state.</summary>
[May(Duty.ReadBusiness), Said("支付指令名单", "The instructions of a run")]
public sealed record ListInstructions(long Run, InstructionState? State, string? Cursor) : IAsk<Listed<InstructionRow>>;

public sealed class ListInstructionsAnswer(IntegrityDb db) : IAnswer<ListInstructions, Listed<InstructionRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<InstructionRow>>> Answer(ListInstructions ask, AskContext context, CancellationToken cancel)
    {
        var after = Cursor.Read(ask.Cursor)?.Id ?? 0;
        var instructions = db.Instructions.AsNoTracking().Where(i => i.Run == ask.Run && i.Id > after);
        if (await db.LinesClosedTo(context.Caller.Official, cancel) is { Count: > 0 } closed) instructions = instructions.Where(i => !closed.Contains(i.Contract));
        // Named in the statement itself, or the indexes of what came back could not serve it.
        if (ask.State is { } state) instructions = instructions.Where(i => i.State == EF.Constant(state));
        var page = await instructions.OrderBy(i => i.Id).Take(PageSize + 1).ToListAsync(cancel);
        var names = await db.NamesOfInstructions(page, cancel);
        return Cursor.Page(page.ConvertAll(i => new InstructionRow(i.Id, EndToEndId.Of(i.Id), i.Contract, names[i.Id].Number, names[i.Id].Party, i.Kind, new(i.Fen), i.State, i.Replaces)),
            PageSize, last => Cursor.Write("", last.Id));
    }
}

/// <summary>One ledger entry that moved the instruction's money.</summary>
public sealed record InstructionEntry(long Entry, DateOnly Day, string Kind, string Document);

/// <param name="Version">0 for an instruction on which no act was done yet.</param>
/// <param name="File">The file in which it went to the bank, or null.</param>
/// <param name="ReplacedBy">The instruction by which it is paid again, or null.</param>
public sealed record InstructionDetail(
    long Id, long Version, string EndToEndId, long Run, string RunZh, string RunEn, RunSort Sort, long Contract, string ContractNumber, string Party, InstructionKind Kind,
    Money Amount, InstructionState State, string? AccountHolder, string? AccountNumber, string? BankName, string? File, long Replaces, long? ReplacedBy,
    ReturnedView? Returned, IReadOnlyList<InstructionEntry> Entries) : IVersioned;

/// <summary>One instruction: whom it pays, how it stands, and the entries that say so.</summary>
[May(Duty.ReadBusiness), Said("一条支付指令", "One instruction")]
public sealed record ShowInstruction(long Instruction) : IAsk<InstructionDetail>;

public sealed class ShowInstructionAnswer(IntegrityDb db) : IAnswer<ShowInstruction, InstructionDetail>
{
    public async Task<Outcome<InstructionDetail>> Answer(ShowInstruction ask, AskContext context, CancellationToken cancel)
    {
        var i = await db.Instructions.AsNoTracking().SingleOrDefaultAsync(one => one.Id == ask.Instruction, cancel);
        if (i is null || await Runs.NameOf(db, i.Run, cancel) is not { } run) return ActRefusals.NotFound();
        if ((await db.LinesClosedTo(context.Caller.Official, cancel)).Contains(i.Contract)) return DecisionRefusals.PapersClosedToRecused();
        var (number, party) = (await db.NamesOfInstructions([i], cancel))[i.Id];
        var account = await db.PayeeAccounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == Domain.Parties.AccountId.From(i.Account), cancel);
        var line = await db.ReturnedLines.AsNoTracking().SingleOrDefaultAsync(r => r.Instruction == i.Id, cancel);
        var file = line is { WasSent: false } ? null : await db.InstructionFiles.AsNoTracking()
            .Where(f => f.Run == i.Run && f.FirstInstruction <= i.Id && f.LastInstruction >= i.Id).Select(f => f.MessageId).SingleOrDefaultAsync(cancel);
        var entries = await db.Postings.AsNoTracking().Where(p => p.Owner == i.Contract && p.Subject == i.Id).Select(p => new { p.Entry, p.Day }).Distinct().OrderBy(p => p.Entry).ToListAsync(cancel);
        var shown = new List<InstructionEntry>();
        foreach (var entry in entries)
        {
            var range = await db.LedgerRanges.AsNoTracking().Where(r => r.FirstEntry <= entry.Entry).OrderByDescending(r => r.FirstEntry).FirstAsync(cancel);
            shown.Add(new(entry.Entry, entry.Day, range.Kind, range.Document));
        }
        return new InstructionDetail(i.Id, await db.VersionOf(i.Id, cancel), EndToEndId.Of(i.Id), i.Run, run.Zh, run.En, run.Sort, i.Contract, number, party,
            i.Kind, new(i.Fen), i.State, account?.Holder, account?.Number, account?.BankName, file, i.Replaces, line?.Again,
            line is null ? null : await ReturnedView.Of(db, line, context, cancel), shown);
    }
}
