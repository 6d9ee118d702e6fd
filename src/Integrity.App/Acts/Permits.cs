using System.Reflection;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Acts;

/// <summary>A caller who may: the person behind him, where there is one, and in whose place he acts, if only so.</summary>
public sealed record Permit(Official? Official, Official? For = null);

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
        if (may.Public || may.AnyPerson) return new Permit(official);
        if (may.Duties.Any(d => official.Has(d) && InScope(caller, d))) return new Permit(official);
        return may.Duties.Any(d => Substitution.Duties.Contains(d) && InScope(caller, d)) && await AbsentFor(official, may.Duties, cancel) is { } absent
            ? new Permit(official, absent) : await NotPermitted(official, may.Duties, cancel);
    }

    /// <summary>Names who could, to whoever works at the bureau.</summary>
    private async Task<Refusal> NotPermitted(Official official, IReadOnlyList<Duty> duties, CancellationToken cancel)
    {
        if (official.Party is not null) return ActRefusals.NotPermitted();
        var staff = await db.Set<Official>().AsNoTracking().Where(o => o.Party == null && o.Active).OrderBy(o => o.Id).ToListAsync(cancel);
        var able = staff.Where(o => duties.Any(o.Has)).Select(o => o.Name).ToList();
        return able.Count == 0 ? ActRefusals.NotPermitted() : ActRefusals.NotPermitted(string.Join('、', able.Take(MostNames)) + (able.Count > MostNames ? "…" : ""));
    }

    private static bool InScope(Caller caller, Duty duty) => caller.Scope is null || caller.Scope.Contains(duty);

    /// <summary>In whose place the person acts today: one who could do it himself.</summary>
    private async Task<Official?> AbsentFor(Official person, IReadOnlyList<Duty> duties, CancellationToken cancel) =>
        (await db.AbsentFor(person.Id, BureauTime.DayOf(clock.GetUtcNow().UtcDateTime), cancel)).FirstOrDefault(absent => duties.Any(d => Substitution.Duties.Contains(d) && absent.Has(d)));
}

public static class StandIns
{
    extension(IntegrityDb db)
    {
        /// <summary>Those in whose place a person may run cases on a day, in the order of their appointment.</summary>
        public async Task<IReadOnlyList<Official>> AbsentFor(OfficialId person, DateOnly day, CancellationToken cancel) =>
            await (from substitution in db.Set<Substitution>().AsNoTracking()
                   where substitution.Substitute == person && substitution.FromDay <= day && substitution.UntilDay >= day
                   join official in db.Set<Official>().AsNoTracking() on substitution.Absent equals official.Id
                   orderby substitution.Id
                   select official).ToListAsync(cancel);
    }
}
