using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Ledger;
using Integrity.App.Parties;
using Integrity.App.Projects;
using Integrity.App.Storage;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

/// <summary>Why a number is so: parts that add up to it.</summary>
/// <param name="Amount">The figure; the parts shown add up to it, or to <paramref name="FenDays"/> where that is given.</param>
/// <param name="FenDays">For accrued interest: amount times days overdue, of which the figure is the floored share.</param>
/// <param name="Rule">The rules it follows.</param>
/// <param name="Next">More contracts than a page holds: the cursor of the next; what is not shown is one part.</param>
public sealed record Explanation(
    Figure Figure, DateOnly AsOf, Money Amount, long? FenDays, string Rule, string FormulaZh, string FormulaEn, IReadOnlyList<ExplainedPart> Parts, string? Next);

/// <summary>A part of a figure: a ledger entry with its act, person, time, document and due day, or a narrower scope that can be asked in turn.</summary>
/// <param name="Amount">Unit: fen, or fen-days.</param>
/// <param name="Entry">The entry, and the posting by which it is opened.</param>
/// <param name="Scope">What to ask next, where the part is not an entry.</param>
public sealed record ExplainedPart(string Zh, string En, long Amount, ExplainedEntry? Entry, OwedScope? Scope);

/// <param name="Act">The journal entry of the act that posted it.</param>
/// <param name="Document">SHA-256 of the paper behind it, or empty.</param>
public sealed record ExplainedEntry(
    long Entry, long Posting, DateOnly Day, long Act, string ActZh, string ActEn, string Person, DateTime At, string Document,
    CertificateId? Certificate, string CertificateNumber, DateOnly? Due);

/// <summary>Explains a figure of what is owed, as of any day.</summary>
/// <remarks>Rules: O-1, O-3. A contract is explained by its entries, a party by its contracts, a type by projects, a project by types, both by contracts, all by types.</remarks>
[May(Duty.ReadBusiness, Duty.ActAsContractor)]
public sealed record Explain(
    Figure Figure, ContractId? Contract, CounterpartyId? Party, ProjectId? Project, PayeeTypeId? Type, DateOnly? AsOf, string? Cursor) : IAsk<Explanation>;

public sealed class ExplainAnswer(IntegrityDb db) : IAnswer<Explain, Explanation>
{
    private const int PageSize = 50;

    public async Task<Outcome<Explanation>> Answer(Explain ask, AskContext context, CancellationToken cancel)
    {
        var scope = await new OwedScope(ask.Contract, ask.Party, ask.Project, ask.Type).For(context, db, cancel);
        if (!scope.IsDone) return scope.Refusal;
        var asOf = ask.AsOf ?? context.Today;
        var words = FigureWords.Of(ask.Figure);
        if (scope.Value.Contract is { } contract)
            return ask.Figure == Figure.InterestAccrued
                ? await new InterestExplained(db).Of(contract, asOf, cancel)
                : await new EntriesExplained(db).Of(contract, ask.Figure, asOf, cancel);
        if (!scope.Value.IsOfContracts && !DayTotalSums.Know(ask.Figure)) return CertificateRefusals.FigureOfContractsOnly();
        if (scope.Value.Party is not null || (scope.Value.Project is not null && scope.Value.Type is not null))
            return await ByContract(scope.Value, ask, asOf, cancel);

        var totals = await DayTotalSums.Read(db, scope.Value, asOf, cancel);
        var byProject = scope.Value.Type is not null;
        var names = byProject
            ? await db.Projects.AsNoTracking().Select(p => new { Id = p.Id.Value, Zh = p.Name, En = p.Name }).ToDictionaryAsync(p => p.Id, p => (p.Zh, p.En), cancel)
            : await db.PayeeTypes.AsNoTracking().Select(t => new { Id = t.Id.Value, Zh = t.NameZh, En = t.NameEn }).ToDictionaryAsync(t => t.Id, t => (t.Zh, t.En), cancel);
        var parts = totals.GroupBy(t => byProject ? t.Project : t.PayeeType)
            .Select(g => (g.Key, Amount: g.Sum(t => t.Part(ask.Figure, asOf))))
            .Where(g => !g.Amount.IsZero).OrderBy(g => g.Key)
            .Select(g => new ExplainedPart(names.GetValueOrDefault(g.Key, ("其他", "Other")).Item1, names.GetValueOrDefault(g.Key, ("其他", "Other")).Item2, g.Amount.Fen, null,
                byProject ? scope.Value with { Project = ProjectId.From(g.Key) } : scope.Value with { Type = PayeeTypeId.From(g.Key) }))
            .ToList();
        return new Explanation(ask.Figure, asOf, new(parts.Sum(p => p.Amount)), null, words.Rule, words.Zh, words.En, parts, null);
    }

    /// <summary>The contracts of a party, or of a type in a project, a page at a time; the contracts not on the page are one part.</summary>
    private async Task<Explanation> ByContract(OwedScope scope, Explain ask, DateOnly asOf, CancellationToken cancel)
    {
        var words = FigureWords.Of(ask.Figure);
        var contracts = db.WorksContracts.AsNoTracking()
            .Where(c => scope.Party != null ? c.Party == scope.Party : c.Project == scope.Project && c.PayeeType == scope.Type);
        var from = contracts;
        if (Cursor.Read(ask.Cursor) is { } after) from = contracts.Where(c => string.Compare(c.Number, after.Text) > 0);
        var page = Cursor.Page(await from.OrderBy(c => c.Number).Take(PageSize + 1).Select(c => new { c.Id, c.Number, c.Name }).ToListAsync(cancel),
            PageSize, last => Cursor.Write(last.Number, last.Id.Value));
        var ids = page.Items.Select(c => c.Id.Value).ToList();
        var rows = await db.Postings.AsNoTracking().Where(p => ids.Contains(p.Owner) && p.Day <= asOf).ToListAsync(cancel);
        var amounts = ask.Figure == Figure.InterestAccrued
            ? await InterestExplained.PerContract(db, ids, rows, asOf, cancel)
            : rows.GroupBy(p => p.Owner).ToDictionary(g => g.Key, g => g.Sum(p => FigureRule.Part(ask.Figure, p.ToPosting(), asOf)));
        var parts = page.Items.Where(c => amounts.GetValueOrDefault(c.Id.Value) != 0)
            .Select(c => new ExplainedPart($"{c.Number} {c.Name}", $"{c.Number} {c.Name}", amounts[c.Id.Value], null, new(c.Id, null, null, null))).ToList();
        var shown = parts.Sum(p => p.Amount);
        var all = page.Next is null && ask.Cursor is null ? shown : await Total(scope, ask.Figure, asOf, cancel);
        if (all != shown) parts.Add(new("未在本页列出的合同", "Contracts not on this page", all - shown, null, null));
        return new(ask.Figure, asOf, new(all), null, words.Rule, words.Zh, words.En, parts, page.Next);
    }

    private async Task<long> Total(OwedScope scope, Figure figure, DateOnly asOf, CancellationToken cancel)
    {
        if (scope.Party is null) return (await DayTotalSums.Read(db, scope, asOf, cancel)).Sum(t => t.Part(figure, asOf)).Fen;
        var ids = await db.WorksContracts.Where(c => c.Party == scope.Party).Select(c => c.Id.Value).ToListAsync(cancel);
        var rows = await db.Postings.AsNoTracking().Where(p => ids.Contains(p.Owner) && p.Day <= asOf).ToListAsync(cancel);
        return figure == Figure.InterestAccrued
            ? (await InterestExplained.PerContract(db, ids, rows, asOf, cancel)).Values.Sum()
            : rows.Sum(p => FigureRule.Part(figure, p.ToPosting(), asOf));
    }
}
