using Integrity.App.Acts;
using Integrity.App.Journal;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Contracts;

/// <summary>A second person confirms with the proof that what was entered during an exclusion was signed before it; from the next snapshot the contract takes part again.</summary>
/// <remarks>Rules: P-8, C-5.</remarks>
[May(Duty.ConfirmRegistrations), Said("确认签订日", "Confirm the day of signature")]
public sealed record ConfirmSigning(ContractId Contract, string Evidence, long Seen) : IAct<ContractId>, IOnExisting
{
    public long Subject() => Contract.Value;
}

public sealed class ConfirmSigningHandler(IntegrityDb db) : IHandle<ConfirmSigning, ContractId>
{
    public async Task<Outcome<ContractId>> Handle(ConfirmSigning act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        if (!await db.WorksContracts.AnyAsync(c => c.Id == act.Contract, cancel)) return ActRefusals.NotFound();
        var unproved = await db.UnprovedSignings(context.Today, act.Contract, cancel);
        var things = unproved.Select(u => u.Agreement?.Value ?? u.Contract.Value).ToList();
        var entries = await db.JournalSubjects.Where(s => things.Contains(s.Subject)).GroupBy(s => s.Subject).Select(g => g.Min(s => s.Entry)).ToListAsync(cancel);
        var enteredBy = await db.JournalEntries.Where(e => entries.Contains(e.Number)).Select(e => e.Actor).ToListAsync(cancel);

        // Decide.
        if (unproved.Count == 0) return ContractRefusals.NoSigningToProve();
        if (context.IsOneOf(enteredBy.Select(Caller.OfficialBehind))) return ContractRefusals.SecondPersonNeeded();
        if (!Digest.TryParse(act.Evidence, out var proof)) return ContractRefusals.EvidenceMissing();

        // Keep.
        foreach (var one in unproved) db.SigningProofs.Add(SigningProof.Of(await context.NewId<SigningProofId>(cancel), one.Contract, one.Agreement, proof, context.Actor, context.Today));
        return act.Contract;
    }
}

/// <summary>Something that was entered while an exclusion of its party ran, with a day of signature before it, and that no second person has confirmed.</summary>
/// <param name="Agreement">The extension or subcontract; null for the contract itself.</param>
public sealed record UnprovedSigning(ContractId Contract, AgreementId? Agreement);

public static class UnprovedSigningReading
{
    private sealed record Signed(ContractId Contract, AgreementId? Agreement, CounterpartyId Party, DateOnly SignedOn, DateOnly EnteredOn)
    {
        /// <summary>Numbers are given in the order of entry: what has a smaller one than an exclusion was there before it.</summary>
        public long Number => Agreement?.Value ?? Contract.Value;
    }

    extension(IntegrityDb db)
    {
        /// <summary>What counts as agreed inside an exclusion that is in force on the day because it was entered then; what a workbook brings in is confirmed by two people anyway (C-9).</summary>
        /// <param name="day">The cut-off, or today.</param>
        /// <param name="only">One contract; null for all.</param>
        /// <param name="cancel">Stops it.</param>
        public async Task<IReadOnlyList<UnprovedSigning>> UnprovedSignings(DateOnly day, ContractId? only, CancellationToken cancel)
        {
            var live = (await db.LiveExclusions(day).AsNoTracking().ToListAsync(cancel)).ToLookup(x => x.Party);
            var parties = live.Select(one => one.Key).ToList();
            if (parties.Count == 0) return [];
            var contracts = db.WorksContracts.AsNoTracking().Where(c => !c.Unsplit && (only == null || c.Id == only));
            var members = db.ConsortiumMembers.AsNoTracking().Where(m => parties.Contains(m.Party));
            var agreements = db.ContractAgreements.AsNoTracking().Where(a => only == null || a.Contract == only);
            var signed = await contracts.Where(c => parties.Contains(c.Party)).Select(c => new Signed(c.Id, null, c.Party, c.SignedOn, c.RegisteredOn)).ToListAsync(cancel);
            signed.AddRange(await (from c in contracts join m in members on c.Id equals m.Contract select new Signed(c.Id, null, m.Party, c.SignedOn, c.RegisteredOn)).ToListAsync(cancel));
            signed.AddRange(await agreements.Where(a => parties.Contains(a.Party)).Select(a => new Signed(a.Contract, a.Id, a.Party, a.SignedOn, a.RegisteredOn)).ToListAsync(cancel));
            signed.AddRange(await (from a in agreements
                                   where a.Kind == AgreementKind.Extension
                                   join m in members on a.Contract equals m.Contract
                                   select new Signed(a.Contract, a.Id, m.Party, a.SignedOn, a.RegisteredOn)).ToListAsync(cancel));
            var late = signed.Where(s => live[s.Party].Any(x => x.IsOn(s.EnteredOn) && s.SignedOn < x.StartsOn && x.Id.Value < s.Number)).Select(s => new UnprovedSigning(s.Contract, s.Agreement)).Distinct().ToList();
            if (late.Count == 0) return [];
            var found = late.Select(one => one.Contract).Distinct().ToList();
            var proved = (await db.SigningProofs.AsNoTracking().Where(p => found.Contains(p.Contract)).ToListAsync(cancel)).Select(p => new UnprovedSigning(p.Contract, p.Agreement)).ToHashSet();
            return [.. late.Where(one => !proved.Contains(one))];
        }
    }
}
