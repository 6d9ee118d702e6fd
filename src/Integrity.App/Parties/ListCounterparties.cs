using Integrity.App.Acts;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Parties;

public sealed record CounterpartyRow(CounterpartyId Id, CounterpartyKind Kind, string Name, string Code, bool IsPerson, PayeeTypeId PayeeType, DateOnly RegisteredOn);

/// <summary>The counterparties by name, a page at a time.</summary>
[May(Duty.ReadBusiness), Said("相对方名单", "The counterparties")]
public sealed record ListCounterparties(string? Search, string? Cursor) : IAsk<Listed<CounterpartyRow>>;

public sealed class ListCounterpartiesAnswer(IntegrityDb db) : IAnswer<ListCounterparties, Listed<CounterpartyRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<CounterpartyRow>>> Answer(ListCounterparties ask, AskContext context, CancellationToken cancel)
    {
        var rows = db.Counterparties.AsNoTracking();
        var after = Cursor.Read(ask.Cursor);
        if (ask.Search is { Length: > 0 } search)
        {
            var found = await db.Find(SearchKind.Counterparty, search, [], after?.Id ?? 0, PageSize + 1, cancel);
            var ids = found.Select(CounterpartyId.From).ToList();
            var matches = await Rows(rows.Where(p => ids.Contains(p.Id)).OrderBy(p => p.Id)).ToListAsync(cancel);
            return Cursor.Page(matches, PageSize, last => Cursor.Write("", last.Id.Value));
        }
        if (after is { } from)
            rows = rows.Where(p => string.Compare(p.Name, from.Text) >= 0 && (string.Compare(p.Name, from.Text) > 0 || p.Id.CompareTo(CounterpartyId.From(from.Id)) > 0));
        var page = await Rows(rows.OrderBy(p => p.Name).ThenBy(p => p.Id).Take(PageSize + 1)).ToListAsync(cancel);
        return Cursor.Page(page, PageSize, last => Cursor.Write(last.Name, last.Id.Value));
    }

    private static IQueryable<CounterpartyRow> Rows(IQueryable<Counterparty> parties) =>
        parties.Select(p => new CounterpartyRow(p.Id, p.Kind, p.Name, p.Code, p.IsPerson, p.PayeeType, p.RegisteredOn));
}

public sealed record PersonRow(string Name, PartyRole Role);

public sealed record ExclusionRow(ExclusionId Id, string Ground, string Scope, DateOnly StartsOn, DateOnly EndsOn, DateOnly? LiftedOn, bool InForce);

public sealed record CounterpartyDetail(
    CounterpartyId Id, long Version, CounterpartyKind Kind, string Name, string Code, bool IsPerson, string? CodeOverrideReason,
    string PayeeTypeZh, string PayeeTypeEn, bool SmallOrMedium, DateOnly RegisteredOn, IReadOnlyList<PersonRow> People,
    IReadOnlyList<ExclusionRow> Exclusions) : IVersioned;

/// <summary>One counterparty; a contractor sees only his own, and another's looks like none.</summary>
[May(Duty.ReadBusiness, Duty.ActAsContractor), Said("一个相对方", "One counterparty")]
public sealed record ShowCounterparty(CounterpartyId Counterparty) : IAsk<CounterpartyDetail>;

public sealed class ShowCounterpartyAnswer(IntegrityDb db) : IAnswer<ShowCounterparty, CounterpartyDetail>
{
    public async Task<Outcome<CounterpartyDetail>> Answer(ShowCounterparty ask, AskContext context, CancellationToken cancel)
    {
        if (context.OwnParty is { } own && own != ask.Counterparty.Value) return ActRefusals.NotFound();
        var party = await db.Counterparties.AsNoTracking().SingleOrDefaultAsync(p => p.Id == ask.Counterparty, cancel);
        if (party is null) return ActRefusals.NotFound();
        var type = await db.PayeeTypes.AsNoTracking().SingleAsync(t => t.Id == party.PayeeType, cancel);
        var people = await db.PartyPeople.AsNoTracking().Where(p => p.Party == party.Id).OrderBy(p => p.Id).Select(p => new PersonRow(p.Name, p.Role)).ToListAsync(cancel);
        var exclusions = await db.MarketExclusions.AsNoTracking().Where(x => x.Party == party.Id).OrderBy(x => x.Id).ToListAsync(cancel);
        return new CounterpartyDetail(party.Id, await db.VersionOf(party.Id.Value, cancel), party.Kind, party.Name, party.Code, party.IsPerson,
            party.CodeOverrideReason, type.NameZh, type.NameEn, party.SmallOrMedium, party.RegisteredOn, people,
            exclusions.ConvertAll(x => new ExclusionRow(x.Id, x.Ground, x.Scope, x.StartsOn, x.EndsOn, x.LiftedOn, x.IsOn(context.Today))));
    }
}
