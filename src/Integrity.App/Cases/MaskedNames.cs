using System.Text.RegularExpressions;
using Integrity.App.Identity;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>What a published text about a case must not show: the people of the party and of its contract's party, the bureau's own, those of a staff matter, and the accounts (V-1, P-11).</summary>
public sealed partial class MaskedNames(IntegrityDb db, IDataProtectionProvider protection)
{
    public async Task<IReadOnlyList<string>> Of(PenaltyCase @case, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(@case);
        var holder = await db.Set<WorksContract>().Where(c => c.Id == @case.Contract).Select(c => c.Party).SingleAsync(cancel);
        var people = await db.PartyPeople.Where(p => p.Party == @case.Party || p.Party == holder).Select(p => p.Name).ToListAsync(cancel);
        var persons = await db.Counterparties.Where(p => (p.Id == @case.Party || p.Id == holder) && p.IsPerson).Select(p => p.Name).ToListAsync(cancel);
        var accounts = await db.PayeeAccounts.Where(a => a.Party == @case.Party || a.Party == holder).Select(a => a.Number).ToListAsync(cancel);
        // With everybody's name refused, a refusal tells nobody whose name is sealed. Who only looks after the program takes part in no case, and his account may be named by a plain word.
        var officials = (await db.Officials.Where(o => o.Party == null).ToListAsync(cancel)).Where(o => !o.IsAdministrator).Select(o => o.Name);
        var sealedNames = await db.Matters.Where(m => m.PenaltyCase == @case.Id && m.Kind == MatterKind.StaffMatter && m.SealedNames != null).Select(m => m.SealedNames!).ToListAsync(cancel);
        var staff = sealedNames.Select(names => protection.CreateProtector(SealStaffNamesHandler.Purpose).Unprotect(names)).SelectMany(text => Apart().Split(Aside().Replace(text, " ")));
        return [.. people.Concat(persons).Concat(accounts).Concat(officials).Concat(staff).Select(name => name.Trim()).Where(name => name.Length > 1).Distinct()];
    }

    /// <summary>What stands beside a name in brackets: a post, an office.</summary>
    [GeneratedRegex(@"[（(][^）)]*[）)]")]
    private static partial Regex Aside();

    [GeneratedRegex(@"[\s、，,；;。]+")]
    private static partial Regex Apart();
}
