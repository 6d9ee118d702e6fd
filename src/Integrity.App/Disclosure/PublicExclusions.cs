using Integrity.App.Acts;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Disclosure;

/// <param name="Party">A firm's name in full, a person's with only the family name.</param>
/// <param name="EndsOn">The last day.</param>
/// <param name="LiftedOn">The first day without it, where it ended early.</param>
/// <param name="Follows">Whose exclusion it continues, because the party took its place (C-8); null where the decision names the party itself.</param>
public sealed record PublicExclusion(
    ExclusionId Id, string CaseNumber, string Party, string Scope, DateOnly StartsOn, DateOnly EndsOn, DateOnly? LiftedOn, bool InForce, PublicPredecessor? Follows);

/// <param name="Party">The predecessor, as every party is shown here.</param>
/// <param name="ExcludedFrom">The day from which the decision excluded the party that it names.</param>
public sealed record PublicPredecessor(string Party, DateOnly ExcludedFrom);

/// <summary>Exclusions from the bureau's market and their ends: of those cases whose decision was published.</summary>
/// <remarks>Rules: V-1, P-8. A successor's exclusion names the same decision (C-8).</remarks>
[May(Public = true), Said("公示：禁入和期满", "In public: exclusions and their ends")]
public sealed record ListPublicExclusions(string? Cursor) : IAsk<Listed<PublicExclusion>>;

public sealed class ListPublicExclusionsAnswer(IntegrityDb db) : IAnswer<ListPublicExclusions, Listed<PublicExclusion>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<PublicExclusion>>> Answer(ListPublicExclusions ask, AskContext context, CancellationToken cancel)
    {
        var before = Cursor.Read(ask.Cursor)?.Id ?? long.MaxValue;
        // Decisions hold what they are about as a bare number.
        var decided = await db.Database.SqlQuery<Decided>($"""
            SELECT e.id AS "Id", c.number AS "CaseNumber" FROM market_exclusions e JOIN decision_items i ON i.id = e.decision JOIN penalty_cases c ON c.id = i.about
            WHERE c.published_on IS NOT NULL AND e.id < {before} ORDER BY e.id DESC LIMIT {PageSize + 1}
            """).ToListAsync(cancel);
        var page = Cursor.Page(decided, PageSize, last => Cursor.Write("", last.Id));
        var ids = page.Items.Select(d => ExclusionId.From(d.Id)).ToList();
        var bars = await db.MarketExclusions.AsNoTracking().Where(x => ids.Contains(x.Id))
            .Join(db.Counterparties, x => x.Party, p => p.Id, (x, p) => new { Bar = x, p.Name, p.IsPerson }).ToDictionaryAsync(x => x.Bar.Id.Value, cancel);
        var followed = new Dictionary<long, PublicPredecessor>();
        foreach (var (id, one) in bars)
            if (await Predecessor(one.Bar, cancel) is { } predecessor) followed[id] = predecessor;
        return new Listed<PublicExclusion>([.. page.Items.Select(d => (d.CaseNumber, bars[d.Id].Bar, Party: PublicRounds.Masked(bars[d.Id].Name, bars[d.Id].IsPerson)))
            .Select(d => new PublicExclusion(d.Bar.Id, d.CaseNumber, d.Party, d.Bar.Scope, d.Bar.StartsOn, d.Bar.EndsOn, d.Bar.LiftedOn, d.Bar.IsOn(context.Today), followed.GetValueOrDefault(d.Bar.Id.Value)))], page.Next);
    }

    /// <summary>The nearest party before this one whose exclusion it continues; what only begins again on the same party has none.</summary>
    private async Task<PublicPredecessor?> Predecessor(MarketExclusion bar, CancellationToken cancel)
    {
        CounterpartyId? before = null;
        var first = bar;
        while (first.Follows is { } id)
        {
            first = await db.MarketExclusions.AsNoTracking().SingleAsync(x => x.Id == id, cancel);
            if (before is null && first.Party != bar.Party) before = first.Party;
        }
        if (before is not { } party) return null;
        var named = await db.Counterparties.AsNoTracking().SingleAsync(p => p.Id == party, cancel);
        return new(PublicRounds.Masked(named.Name, named.IsPerson), first.StartsOn);
    }

    private sealed record Decided(long Id, string CaseNumber);
}
