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
/// <typeparam name="TAsk">The question that it answers; a part is asked in turn by the same kind of question.</typeparam>
/// <param name="AsOf">The day from which it is seen, where that matters.</param>
/// <param name="Rule">The rules it follows.</param>
/// <param name="Next">More parts than a page holds: the cursor of the next; what is not shown is one part.</param>
/// <param name="Contracts">Where contracts are counted: how many; the parts are those contracts.</param>
public sealed record Explanation<TAsk>(
    DateOnly? AsOf, Money Amount, string Rule, string FormulaZh, string FormulaEn, IReadOnlyList<ExplainedPart<TAsk>> Parts, string? Next = null, int? Contracts = null) where TAsk : class;

/// <summary>Figures that are the sum of their parts.</summary>
public static class Explained
{
    /// <summary>The explanation by parts; those that come to nothing are left out.</summary>
    public static Explanation<TAsk> By<TAsk>((string Rule, string Zh, string En) words, IEnumerable<ExplainedPart<TAsk>> parts, DateOnly? asOf = null) where TAsk : class
    {
        var all = parts.Where(part => !part.Amount.IsZero).ToList();
        return new(asOf, all.Sum(part => part.Amount), words.Rule, words.Zh, words.En, all);
    }
}

/// <summary>A part of a figure: an entry with its act, person, time, document and due day, or a narrower question.</summary>
/// <param name="Into">What to ask next, where the part is not an entry.</param>
public sealed record ExplainedPart<TAsk>(string Zh, string En, Money Amount, ExplainedEntry? Entry = null, TAsk? Into = null) where TAsk : class;

/// <param name="Entry">The ledger entry, or 0 for an act that posts nothing.</param>
/// <param name="Posting">The posting by which it is opened, or 0.</param>
/// <param name="Act">The journal entry of the act.</param>
/// <param name="Document">SHA-256 of the paper behind it, or empty.</param>
public sealed record ExplainedEntry(
    long Entry, long Posting, DateOnly Day, long Act, string ActZh, string ActEn, string Person, DateTime At, string Document,
    CertificateId? Certificate, string CertificateNumber, DateOnly? Due);

/// <summary>Explains a figure of what is owed, as of any day.</summary>
/// <param name="Certificate">Of a contract's figure only what comes from this certificate; <paramref name="DueOn"/>, <paramref name="Standing"/> and <paramref name="Subject"/> narrow it to one tranche.</param>
/// <remarks>Rules: O-1, O-3. A contract is explained by its entries, a party by its contracts, a type by projects, a project by types, both by contracts, all by types.</remarks>
[May(Duty.ReadBusiness, Duty.ActAsContractor), Said("应付数字的由来", "Explain a figure of what is owed")]
public sealed record Explain(
    Figure Figure, ContractId? Contract, CounterpartyId? Party, ProjectId? Project, PayeeTypeId? Type, DateOnly? AsOf, string? Cursor,
    CertificateId? Certificate = null, DateOnly? DueOn = null, Standing? Standing = null, long? Subject = null) : IAsk<Explanation<Explain>>
{
    public static Explain Of(Figure figure, ContractId contract, DateOnly? asOf = null) => new(figure, contract, null, null, null, asOf, null);

    public static Explain Of(Figure figure, OwedScope scope, DateOnly? asOf) => new(figure, scope.Contract, scope.Party, scope.Project, scope.Type, asOf, null);

    internal OwedScope Scope => new(Contract, Party, Project, Type);
}

public sealed class ExplainAnswer(IntegrityDb db, OwnEntries own) : IAnswer<Explain, Explanation<Explain>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Explanation<Explain>>> Answer(Explain ask, AskContext context, CancellationToken cancel)
    {
        var scope = await ask.Scope.For(context, db, cancel, isShared: ask.Figure == Figure.ContractAmount);
        if (!scope.IsDone) return scope.Refusal;
        var day = OwedScope.Day(ask.AsOf, context);
        if (!day.IsDone) return day.Refusal;
        var asOf = day.Value;
        var words = FigureWords.Of(ask.Figure);
        if (scope.Value.Contract is { } contract)
        {
            // A contract that is not within all that is named: nothing.
            if (!await scope.Value.Contracts(db).AnyAsync(cancel)) return Explained.By<Explain>(words, [], asOf);
            return await own.For(context, Explained.By<Explain>(words, ask.Figure switch
            {
                Figure.InterestAccrued or Figure.InterestPerDay => await new InterestExplained(db).Of(contract, ask.Figure, asOf, cancel),
                Figure.ContractAmount => await new AmountExplained(db).Of(contract, isOwn: context.OwnParty is not null, cancel),
                _ => await new EntriesExplained(db).Of(ask with { Contract = contract }, asOf, cancel),
            }, asOf), cancel);
        }
        if (!scope.Value.IsOfContracts && !DayTotalSums.Know(ask.Figure)) return CertificateRefusals.FigureOfContractsOnly();
        if (scope.Value.Party is not null || (scope.Value.Project is not null && scope.Value.Type is not null))
            return await ByContract(scope.Value, ask, asOf, context, cancel);

        var totals = await DayTotalSums.Read(db, scope.Value, asOf, cancel);
        var byProject = scope.Value.Type is not null;
        var names = byProject
            ? await db.Projects.AsNoTracking().Select(p => new { Id = p.Id.Value, Zh = p.Name, En = p.Name }).ToDictionaryAsync(p => p.Id, p => (p.Zh, p.En), cancel)
            : await db.PayeeTypes.AsNoTracking().Select(t => new { Id = t.Id.Value, Zh = t.NameZh, En = t.NameEn }).ToDictionaryAsync(t => t.Id, t => (t.Zh, t.En), cancel);
        return Explained.By<Explain>(words, totals.GroupBy(t => byProject ? t.Project : t.PayeeType).OrderBy(g => g.Key).Select(g =>
        {
            var (zh, en) = names.GetValueOrDefault(g.Key, ("其他", "Other"));
            return new ExplainedPart<Explain>(zh, en, g.Sum(t => t.Part(ask.Figure, asOf)), Into: byProject ? ask with { Project = ProjectId.From(g.Key) } : ask with { Type = PayeeTypeId.From(g.Key) });
        }), asOf);
    }

    /// <summary>The contracts within what is named, a party or a type in a project, a page at a time; the contracts not on the page are one part, and those closed to the reader are one (D-4).</summary>
    private async Task<Explanation<Explain>> ByContract(OwedScope scope, Explain ask, DateOnly asOf, AskContext context, CancellationToken cancel)
    {
        var words = FigureWords.Of(ask.Figure);
        var contracts = scope.Contracts(db);
        var from = contracts;
        if (Cursor.Read(ask.Cursor) is { } after) from = contracts.Where(c => string.Compare(c.Number, after.Text) > 0);
        var page = Cursor.Page(await from.OrderBy(c => c.Number).Take(PageSize + 1).Select(c => new { c.Id, c.Number, c.Name }).ToListAsync(cancel),
            PageSize, last => Cursor.Write(last.Number, last.Id.Value));
        var amounts = await Amounts(page.Items.Select(c => c.Id), ask.Figure, asOf, cancel);
        var closed = await db.ContractsClosedTo(context, cancel);
        var parts = page.Items.Where(c => amounts.GetValueOrDefault(c.Id.Value) is { IsZero: false } && !closed.Contains(c.Id))
            .Select(c => new ExplainedPart<Explain>($"{c.Number} {c.Name}", $"{c.Number} {c.Name}", amounts[c.Id.Value], Into: Explain.Of(ask.Figure, c.Id, ask.AsOf))).ToList();
        if (page.Items.Where(c => closed.Contains(c.Id)).Sum(c => amounts.GetValueOrDefault(c.Id.Value)) is { IsZero: false } kept) parts.Add(new("您回避的合同", "Contracts from which you are recused", kept));
        var shown = parts.Sum(p => p.Amount);
        var all = page.Next is null && ask.Cursor is null ? shown
            : scope.Party is null ? (await DayTotalSums.Read(db, scope, asOf, cancel)).Sum(t => t.Part(ask.Figure, asOf))
            : (await Amounts(await contracts.Select(c => c.Id).ToListAsync(cancel), ask.Figure, asOf, cancel)).Values.Sum();
        if (all != shown) parts.Add(new("未在本页列出的合同", "Contracts not on this page", all - shown));
        return new(asOf, all, words.Rule, words.Zh, words.En, parts, page.Next);
    }

    /// <summary>The figure of each of some contracts.</summary>
    private async Task<Dictionary<long, Money>> Amounts(IEnumerable<ContractId> contracts, Figure figure, DateOnly asOf, CancellationToken cancel)
    {
        var ids = contracts.ToList();
        var terms = await db.WorksContracts.AsNoTracking().Where(c => ids.Contains(c.Id))
            .Select(c => new { c.Id, c.OverdueDailyRate, Amount = c.Amount.Fen + c.ApprovedVariations.Fen }).ToListAsync(cancel);
        if (figure == Figure.ContractAmount) return terms.ToDictionary(c => c.Id.Value, c => new Money(c.Amount));
        var owners = ids.ConvertAll(id => id.Value);
        var rows = (await db.Postings.AsNoTracking().Where(p => owners.Contains(p.Owner) && p.Day <= asOf).ToListAsync(cancel)).ToLookup(p => p.Owner, p => p.ToPosting());
        return terms.ToDictionary(c => c.Id.Value, c => figure switch
        {
            Figure.InterestAccrued => Accrued(c.Id.Value, asOf, c.OverdueDailyRate),
            Figure.InterestPerDay => Accrued(c.Id.Value, asOf.AddDays(1), c.OverdueDailyRate) - Accrued(c.Id.Value, asOf, c.OverdueDailyRate),
            _ => new Money(rows[c.Id.Value].Sum(p => FigureRule.Part(figure, p, asOf))),
        });

        Money Accrued(long contract, DateOnly day, Ratio? daily) => OverdueInterest.At(contract, rows[contract], day, daily).Accrued;
    }
}
