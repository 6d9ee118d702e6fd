using Integrity.App.Acts;
using Integrity.App.Cases.Documents;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>What a contractor may do until a day.</summary>
/// <param name="TitleZh">For example 陈述申辩期.</param>
/// <param name="TitleEn">The same in English.</param>
/// <param name="LastDay">The last day on which he may.</param>
/// <param name="WorkingDaysLeft">After today, the last day counted; zero on the last day.</param>
/// <param name="Provisional">It reaches into a year whose calendar is not yet published (P-10).</param>
public sealed record MyPeriod(string TitleZh, string TitleEn, DateOnly LastDay, int WorkingDaysLeft, bool Provisional);

/// <summary>A case against one of the contractor's contracts: where it stands, its papers, and until when he may say something.</summary>
/// <param name="HearingWaits">He asked for a hearing and it was not held yet.</param>
/// <param name="Hearing">When and where it is held, once it is appointed.</param>
public sealed record MyMatter(
    CaseId Case, string Number, ContractId Contract, string ContractNumber, string Act, string StateZh, string StateEn, bool Ended, Money Held, Money Deducted,
    IReadOnlyList<CaseDocumentRow> Documents, IReadOnlyList<MyPeriod> Periods,
    IReadOnlyList<InstalmentRow> Instalments, bool HearingWaits, HearingShown? Hearing);

/// <summary>The contractor's own cases from the day their notice was served, the newest first, each with its papers and last days.</summary>
/// <remarks>Rules: P-6, P-10.</remarks>
[May(Duty.ActAsContractor), Said("我的案件", "My own cases")]
public sealed record MyMatters(string? Cursor) : IAsk<Listed<MyMatter>>;

public sealed class MyMattersAnswer(IntegrityDb db) : IAnswer<MyMatters, Listed<MyMatter>>
{
    private const int PageSize = 10;

    public async Task<Outcome<Listed<MyMatter>>> Answer(MyMatters ask, AskContext context, CancellationToken cancel)
    {
        var party = CounterpartyId.From(context.OwnParty ?? 0);
        var cases = db.PenaltyCases.AsNoTracking().Where(c => c.Party == party && c.NoticePaper != null);
        if (Cursor.Read(ask.Cursor) is { } after) cases = cases.Where(c => c.Id.CompareTo(CaseId.From(after.Id)) < 0);
        var page = Cursor.Page(await cases.OrderByDescending(c => c.Id).Select(c => c.Id).Take(PageSize + 1).ToListAsync(cancel), PageSize, last => Cursor.Write("", last.Value));
        var matters = new List<MyMatter>();
        foreach (var id in page.Items)
        {
            var readable = (await db.ReadableDocuments(id, context, cancel))!;
            var file = (await db.CaseFileOf(id, context.Today, cancel))!;
            var state = CaseFile.StateOf(file.Case, file.Definition);
            matters.Add(new(id, file.Case.Number, file.Case.Contract, file.Books.Contract.Number, file.Case.Act, state.Zh, state.En, file.Case.Ended, file.Held, file.Case.Deducted,
                [.. readable.Rows], Periods(file, readable.Facts, context.Today),
                InstalmentRow.Of(file, context.Today), !file.Case.Ended && CaseRequirements.HearingOwed(file), HearingShown.Of(file)));
        }
        return new Listed<MyMatter>(matters, page.Next);
    }

    /// <summary>What he may still do: the running periods that are his, a statement as long as it is taken, and the request for a hearing while none was made.</summary>
    private static List<MyPeriod> Periods(CaseFile file, DocumentFacts facts, DateOnly today)
    {
        MyPeriod Until(string zh, string en, DateOnly last, bool provisional) => new(zh, en, last, last < today ? 0 : file.Calendar.WorkingDaysBetween(today, last), provisional);
        var periods = file.Deadlines.Where(d => d is { IsRunning: true, DueOn: not null, Name: "statementPeriod" or "reviewPeriod" })
            .Select(d => (d, file.Definition.Deadlines[d.Name].Title)).Select(d => Until(d.Title.Zh, d.Title.En, d.d.DueOn!.Value, d.d.Provisional)).ToList();
        // Asking for a hearing takes the case to another step, and nothing from his period for a statement.
        if (facts.StatementLast is { } last && CaseRequirements.MayState(file, today) && !file.Deadlines.Exists(d => d is { IsRunning: true, Name: "statementPeriod" }))
            periods.Add(Until(file.Definition.Deadlines["statementPeriod"].Title.Zh, file.Definition.Deadlines["statementPeriod"].Title.En, last.Day, last.IsProvisional));
        if (facts.HearingAskLast is { } ask && CaseRequirements.MayAskForHearing(file, today))
            periods.Add(Until("申请听证", "Ask for a hearing", ask.Day, ask.IsProvisional));
        return periods;
    }
}
