using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Parties;
using Integrity.App.Projects;
using Integrity.App.Storage;
using Integrity.Domain.Contracts;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Domain.Projects;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>Which contracts a round is about, and why one takes no part in its ratio step (C-5, C-9, C-7, P-8).</summary>
public static class RoundScopes
{
    public static async Task<RoundScope> Read(IntegrityDb db, FundScope scope, DateOnly cutOff, CancellationToken cancel)
    {
        var contracts = db.WorksContracts.AsNoTracking().Where(c => c.SignedOn <= cutOff);
        if (scope.Kind == FundScopeKind.Project)
        {
            var project = ProjectId.From(scope.Subject);
            contracts = contracts.Where(c => c.Project == project);
        }
        else if (scope.Kind == FundScopeKind.Purpose)
        {
            var (purpose, kinds) = ((ProjectKind)scope.Subject, db.Projects);
            contracts = contracts.Where(c => kinds.Any(p => p.Id == c.Project && p.Kind == purpose));
        }
        var live = db.LiveIntegrityBindings(cutOff);
        var facts = contracts.OrderBy(c => c.Id).Select(c => new
        {
            c.Id,
            c.PayeeType,
            c.Project,
            c.OpeningConfirmed,
            Unclear = c.SuccessionUnclearSince != null,
            HasAccount = c.PayeeAccount != null,
            IsBound = live.Any(b => b.Contract == c.Id),
        });
        var inside = await AgreedInside(db, cutOff, cancel);
        var (ids, types, projects, leftOut) = (new List<long>(), new List<long>(), new List<long>(), new List<LeftOutGround>());
        await foreach (var c in facts.AsAsyncEnumerable().WithCancellation(cancel))
        {
            ids.Add(c.Id.Value);
            types.Add(c.PayeeType.Value);
            projects.Add(c.Project.Value);
            leftOut.Add(!c.IsBound ? LeftOutGround.NoLiveIntegrityContract
                : !c.OpeningConfirmed ? LeftOutGround.OpeningNotConfirmed
                : inside.Contains(c.Id) ? LeftOutGround.SignedInsideExclusion
                : c.Unclear ? LeftOutGround.SuccessionUnclear
                : !c.HasAccount ? LeftOutGround.AccountUnverified
                : 0);
        }
        return new([.. ids], [.. types], [.. projects], [.. leftOut]);
    }

    /// <summary>
    /// What was signed, extended or subcontracted inside an exclusion that is in force at the cut-off; what was running before is paid as usual (P-8).
    /// Excluded is one member of a consortium: what the others signed with it inside is left out as a whole, for it has one payee; what was running is not.
    /// </summary>
    private static async Task<HashSet<ContractId>> AgreedInside(IntegrityDb db, DateOnly cutOff, CancellationToken cancel)
    {
        var live = (await db.LiveExclusions(cutOff).AsNoTracking().ToListAsync(cancel)).ToLookup(x => x.Party);
        var parties = live.Select(one => one.Key).ToList();
        if (parties.Count == 0) return [];
        // A day of signature is easily written back: until it is proved, what was entered inside was agreed inside.
        var entered = (await db.UnprovedSignings(cutOff, only: null, cancel)).Select(one => one.Contract);
        var agreed = await db.AgreedWith().Where(a => parties.Contains(a.Party)).ToListAsync(cancel);
        return [.. agreed.Where(one => live[one.Party].Any(x => x.IsOn(one.SignedOn))).Select(one => one.Contract), .. entered];
    }

    /// <summary>The evidence that the parties of a round were looked up among the excluded, for each with an exclusion on record.</summary>
    public static async Task Screen(IntegrityDb db, ActContext context, PaymentRoundId round, RoundScope scope, DateOnly cutOff, CancellationToken cancel)
    {
        var onRecord = (await db.MarketExclusions.AsNoTracking().OrderBy(x => x.Id).ToListAsync(cancel)).ToLookup(x => x.Party);
        var parties = onRecord.Select(one => one.Key).ToList();
        if (parties.Count == 0) return;
        var contracts = await db.WorksContracts.Where(c => parties.Contains(c.Party)).Select(c => new { c.Id, c.Party })
            .Concat(db.ConsortiumMembers.Where(m => parties.Contains(m.Party)).Select(m => new { Id = m.Contract, m.Party })).ToListAsync(cancel);
        foreach (var party in contracts.Where(c => Array.BinarySearch(scope.Contract, c.Id.Value) >= 0).Select(c => c.Party).Distinct().Order())
            db.PartyScreenings.Add(PartyScreening.AtPayment(party, round.Value, cutOff, context.Number, [.. onRecord[party]]));
    }
}
