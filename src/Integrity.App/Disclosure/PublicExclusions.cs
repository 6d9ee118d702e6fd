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
public sealed record PublicExclusion(ExclusionId Id, string CaseNumber, string Party, string Scope, DateOnly StartsOn, DateOnly EndsOn, DateOnly? LiftedOn, bool InForce);

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
        return new Listed<PublicExclusion>([.. page.Items.Select(d => (d.CaseNumber, bars[d.Id].Bar, Party: PublicRounds.Masked(bars[d.Id].Name, bars[d.Id].IsPerson)))
            .Select(d => new PublicExclusion(d.Bar.Id, d.CaseNumber, d.Party, d.Bar.Scope, d.Bar.StartsOn, d.Bar.EndsOn, d.Bar.LiftedOn, d.Bar.IsOn(context.Today)))], page.Next);
    }

    private sealed record Decided(long Id, string CaseNumber);
}
