using System.Reflection;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Acts;

/// <summary>A caller who may: the person behind him, where there is one.</summary>
/// <param name="Official">Null for the clock, the operator and the public.</param>
/// <param name="Absents">Those in whose place he may do it today, in the order of their appointment.</param>
/// <param name="Himself">He may do it for himself; else only in another's place.</param>
public sealed record Permit(Official? Official, IReadOnlyList<Official> Absents, bool Himself = true)
{
    public Permit(Official? official) : this(official, []) { }

    /// <summary>In whose place he does it, where he may not himself.</summary>
    public Official? For => Himself ? null : Absents[0];
}

/// <summary>Says whether a caller may do an act or ask a question, from what the act declares and the database says now.</summary>
public sealed class Permits(IntegrityDb db, TimeProvider clock)
{
    private const int MostNames = 5;

    public async Task<Outcome<Permit>> Check(Type act, Caller caller, CancellationToken cancel)
    {
        var may = act.GetCustomAttribute<MayAttribute>() ?? throw new InvalidOperationException($"{act.Name} does not declare who may.");
        switch (caller.Kind)
        {
            case CallerKind.System: return new Permit(null);
            case CallerKind.Operator: return may.Operator || may.Public ? new Permit(null) : ActRefusals.NotPermitted();
            case CallerKind.Anonymous: return may.Public ? new Permit(null) : ActRefusals.SignInNeeded();
        }
        var official = await db.Set<Official>().AsNoTracking().SingleOrDefaultAsync(o => o.Id == caller.Official, cancel);
        if (official is not { Active: true }) return may.Public ? new Permit(null) : ActRefusals.SignInNeeded();
        // The attacker is an administrator who signs in with the password that he gave to another.
        if (!official.OwnPassword && !may.BeforeOwnPassword) return may.Public ? new Permit(null) : IdentityRefusals.OwnPasswordFirst();
        official = official.Within(caller.Scope);
        if (may.Public || may.AnyPerson) return new Permit(official);
        var himself = may.Duties.Any(official.Has);
        var lent = may.InPerson ? [] : may.Duties.Where(Substitution.Duties.Contains).ToList();
        var absents = lent.Count == 0 ? [] : await db.AbsentFor(official, BureauTime.DayOf(clock.GetUtcNow().UtcDateTime), cancel);
        var permit = new Permit(official, [.. absents.Where(absent => lent.Any(absent.Has))], himself);
        return himself || permit.Absents.Count > 0 ? permit : await NotPermitted(official, may.Duties, cancel);
    }

    /// <summary>Names who could, to whoever works at the bureau.</summary>
    private async Task<Refusal> NotPermitted(Official official, IReadOnlyList<Duty> duties, CancellationToken cancel)
    {
        if (official.Party is not null) return ActRefusals.NotPermitted();
        var staff = await db.Set<Official>().AsNoTracking().Where(o => o.Party == null && o.Active).OrderBy(o => o.Id).ToListAsync(cancel);
        var able = staff.Where(o => duties.Any(o.Has)).ToList();
        if (able.Count == 0) return ActRefusals.NotPermitted();
        var standIns = duties.Any(Substitution.Duties.Contains) ? await db.StandIns(BureauTime.DayOf(clock.GetUtcNow().UtcDateTime), cancel) : [];
        var (named, more) = (able.Take(MostNames).Select(o => o.NameWith(standIns.ContainsKey(o.Id), standIns.GetValueOrDefault(o.Id) is { } by ? staff.Find(other => other.Id == by)?.Name : null)).ToList(), able.Count > MostNames);
        return ActRefusals.NotPermitted(string.Join('、', named.Select(n => n.Zh)) + (more ? "等" : ""), string.Join(", ", named.Select(n => n.En)) + (more ? " and others" : ""));
    }
}

public static class Substitutes
{
    extension(IntegrityDb db)
    {
        /// <summary>Those in whose place a person may run cases on a day, in the order of their appointment.</summary>
        public async Task<IReadOnlyList<Official>> AbsentFor(Official person, DateOnly day, CancellationToken cancel)
        {
            ArgumentNullException.ThrowIfNull(person);
            if (!Substitution.MayStandIn(person)) return [];
            var absents = await (from substitution in db.Set<Substitution>().AsNoTracking()
                                 where substitution.Substitute == person.Id && substitution.FromDay <= day && substitution.UntilDay >= day
                                 join official in db.Set<Official>().AsNoTracking() on substitution.Absent equals official.Id
                                 orderby substitution.Id
                                 select official).ToListAsync(cancel);
            return absents.ConvertAll(person.Limiting);
        }

        /// <summary>Who stands in for whom on a day, by the number of the one who is away.</summary>
        /// <remarks>Nobody is the substitute where a duty that he got since keeps him from it.</remarks>
        public async Task<Dictionary<OfficialId, OfficialId?>> StandIns(DateOnly day, CancellationToken cancel)
        {
            var standing = await (from substitution in db.Set<Substitution>().AsNoTracking()
                                  where substitution.FromDay <= day && substitution.UntilDay >= day
                                  join official in db.Set<Official>().AsNoTracking() on substitution.Substitute equals official.Id
                                  select new { substitution.Absent, Substitute = official }).ToListAsync(cancel);
            return standing.ToDictionary(s => s.Absent, s => Substitution.MayStandIn(s.Substitute) ? s.Substitute.Id : (OfficialId?)null);
        }
    }

    /// <summary>A person by name, whether he is away, and who stands in for him; null for nobody who could.</summary>
    public static (string Zh, string En) NameWith(this Official person, bool away, string? standIn)
    {
        ArgumentNullException.ThrowIfNull(person);
        return !away ? (person.Name, person.Name)
            : standIn is null ? ($"{person.Name}（公出）", $"{person.Name} (away)") : ($"{person.Name}（公出，由{standIn}代）", $"{person.Name} (away; {standIn} stands in)");
    }
}
