using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <param name="DueOn">The next last day that somebody has to heed, missed ones included; null where there is none.</param>
/// <param name="MissedOn">The first last day of the present step that went by without the step; null where none did.</param>
public sealed record CaseRow(
    CaseId Id, string Number, ContractId Contract, string ContractNumber, string Party, string Act, string State, string StateZh, string StateEn, bool Ended, DateOnly FlaggedOn, DateOnly? DueOn,
    Money Deducted, DateOnly? MissedOn);

/// <summary>The cases, the newest first; a contractor sees his own from the day the notice was served.</summary>
[May(Duty.ReadBusiness, Duty.ActAsContractor), Said("案件名单", "The cases")]
public sealed record ListCases(string? Cursor) : IAsk<Listed<CaseRow>>;

public sealed class ListCasesAnswer(IntegrityDb db) : IAnswer<ListCases, Listed<CaseRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<CaseRow>>> Answer(ListCases ask, AskContext context, CancellationToken cancel)
    {
        var cases = db.PenaltyCases.AsNoTracking();
        if (context.OwnParty is { } own)
        {
            var party = CounterpartyId.From(own);
            cases = cases.Where(c => c.Party == party && c.NoticePaper != null);
        }
        // Whoever keeps away for his own interest or kin sees nothing of it (D-4).
        else if (await db.ClosedTo(context.Caller.Official, cancel) is { Count: > 0 } away)
        {
            var closed = away.ConvertAll(CaseId.From);
            cases = cases.Where(c => !closed.Contains(c.Id));
        }
        if (Cursor.Read(ask.Cursor) is { } after) cases = cases.Where(c => c.Id.CompareTo(CaseId.From(after.Id)) < 0);
        var page = Cursor.Page(await cases.OrderByDescending(c => c.Id).Take(PageSize + 1).ToListAsync(cancel), PageSize, last => Cursor.Write("", last.Id.Value));
        var contracts = page.Items.Select(c => c.Contract).Distinct().ToList();
        var parties = page.Items.Select(c => c.Party).Distinct().ToList();
        var numbers = await db.WorksContracts.AsNoTracking().Where(c => contracts.Contains(c.Id)).Select(c => new { c.Id, c.Number }).ToDictionaryAsync(c => c.Id, c => c.Number, cancel);
        var names = await db.Counterparties.AsNoTracking().Where(p => parties.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        var running = page.Items.Where(c => !c.Ended).Select(c => (ProcessId)c.Id).ToList();
        var due = (await db.CaseDeadlines.AsNoTracking().Where(d => running.Contains(d.Process) && d.Standing != DeadlineStanding.Ended).ToListAsync(cancel)).ToLookup(d => d.Process);
        var rows = new List<CaseRow>();
        foreach (var one in page.Items)
        {
            var definition = (await db.MachineOf(one.DefinitionHash, cancel)).Definition;
            var state = CaseFile.StateOf(one, definition);
            rows.Add(new(one.Id, one.Number, one.Contract, numbers[one.Contract], names[one.Party], one.Act, one.State, state.Zh, state.En, one.Ended, one.FlaggedOn,
                ProcessFile.Heeded(due[one.Id], definition, one.State).Min(d => d.DueOn), one.Deducted,
                ProcessFile.MissedOn(due[one.Id], definition, one.State, context.Today)));
        }
        return new Listed<CaseRow>(rows, page.Next);
    }
}
