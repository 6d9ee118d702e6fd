using System.Reflection;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Acts;

/// <summary>A caller who may: the person behind him, where there is one.</summary>
public sealed record Permit(Official? Official);

/// <summary>Says whether a caller may do an act or ask a question, from what the act declares and the database says now.</summary>
public sealed class Permits(IntegrityDb db)
{
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
        if (may.Public || may.AnyPerson) return new Permit(official);
        return may.Duties.Any(d => official.Has(d) && (caller.Scope is null || caller.Scope.Contains(d))) ? new Permit(official) : ActRefusals.NotPermitted();
    }
}
