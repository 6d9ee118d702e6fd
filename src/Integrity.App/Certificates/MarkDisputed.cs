using Integrity.App.Acts;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

/// <summary>A documented dispute, an agreed condition that is not met, or a supervision finding sets its amount aside, and nothing else: the undisputed part flows.</summary>
/// <param name="Contract">Under which it is owed.</param>
/// <param name="Amount">That amount and no more.</param>
/// <param name="Certificate">The certificate it is about, or null.</param>
/// <param name="FromRetention">Defect costs out of retention that is not due (O-4).</param>
/// <param name="Ground">The facts.</param>
/// <param name="Document">SHA-256 of the paper, hexadecimal.</param>
/// <param name="Kind">Which of the three.</param>
/// <param name="Clause">The agreed clause, of an unmet condition.</param>
/// <remarks>Rules: O-8 (3), (4), (6), O-4. Effect: that amount stands as Disputed, its certificate and due day unchanged; a finding ends by itself after 30 days.</remarks>
[May(Duty.PrepareCertificates), Said("登记争议、条件未满足或督查发现的款项", "Set a disputed amount aside")]
public sealed record MarkDisputed(ContractId Contract, Money Amount, CertificateId? Certificate, bool FromRetention, string Ground, string Document,
    EarmarkKind Kind = EarmarkKind.Dispute, string Clause = "") : IAct<EarmarkId>;

public sealed class MarkDisputedHandler(IntegrityDb db, Books books) : IHandle<MarkDisputed, EarmarkId>
{
    public async Task<Outcome<EarmarkId>> Handle(MarkDisputed act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var contract = await db.BooksOf(act.Contract, context.Today, cancel);
        if (contract is null) return CertificateRefusals.ContractUnknown();
        if (act.Certificate is { } named && !await db.Certificates.AnyAsync(c => c.Id == named && c.Contract == act.Contract, cancel)) return ActRefusals.NotFound();
        var earlier = act.Kind != EarmarkKind.SupervisionFinding ? []
            : (await db.Earmarks.AsNoTracking().Where(e => e.Contract == act.Contract && e.Kind == EarmarkKind.SupervisionFinding).ToListAsync(cancel)).ToDictionary(e => e.Id.Value);

        // Decide.
        var dispute = Earmark.Dispute(await context.NewId<EarmarkId>(cancel), act.Contract, act.Kind, act.Clause, act.Amount, act.Certificate, act.FromRetention,
            act.Document, act.Ground, context.Actor, context.Now);
        if (!dispute.IsDone) return dispute.Refusal;
        var entry = EarmarkRule.Dispute(contract.Balance, dispute.Value);
        if (!entry.IsDone) return entry.Refusal;
        // Laid anew under the same paper, or on the same certificate's money, thirty days would be for ever.
        var taken = contract.Postings.Where(p => p.Standing == Standing.Disputed && earlier.ContainsKey(p.Subject)).Select(p => p.Tranche).ToHashSet();
        if (earlier.Values.Any(e => e.Document == dispute.Value.Document) || entry.Value.Postings.Any(p => taken.Contains(p.Tranche))) return CertificateRefusals.FindingLaidAlready();

        // Keep.
        db.Earmarks.Add(dispute.Value);
        context.Touch(act.Contract.Value);
        await books.Post(context, "dispute", contract.Totals, entry.Value.Postings, cancel, document: dispute.Value.Document);
        return dispute.Value.Id;
    }
}

/// <summary>A dispute ends for the contractor, wholly or for an amount: it is due at its original day, and interest is his remedy. What he lost is lowered by a correction; cash that a round reserved for it goes back to the fund.</summary>
/// <remarks>Rules: O-8 (3), R-5, O-7.</remarks>
[May(Duty.PrepareCertificates, Duty.ApproveCertificates), Said("结束争议", "End a dispute")]
public sealed record EndDispute(EarmarkId Earmark, Money? Amount, string Ground, string Document, long Seen) : IAct<Done>, IOnExisting
{
    public long Subject() => Earmark.Value;
}

public sealed class EndDisputeHandler(IntegrityDb db, Books books, StandingOrders orders, IReservesForEarmarks reserves) : IHandle<EndDispute, Done>
{
    public async Task<Outcome<Done>> Handle(EndDispute act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var dispute = await db.Earmarks.SingleOrDefaultAsync(e => e.Id == act.Earmark, cancel);
        if (dispute is null) return ActRefusals.NotFound();
        var contract = (await db.BooksOf(dispute.Contract, context.Today, cancel))!;

        // Decide.
        var entry = EarmarkRule.GiveBack(contract.Balance, dispute, act.Amount);
        if (!entry.IsDone) return entry.Refusal;
        var rest = EarmarkRule.Standing(contract.BalanceWith(entry.Value), dispute).Any();
        if (dispute.EndDispute(act.Document, act.Ground, rest, context.Actor, context.Now) is { } refusal) return refusal;

        // Keep.
        context.Touch(dispute.Contract.Value);
        if (!entry.Value.IsEmpty)
            contract = contract.With(entry.Value, await books.Post(context, "dispute-ended", contract.Totals, entry.Value.Postings, cancel, document: dispute.EndDocument));
        await reserves.Ended(context, dispute, await orders.Freeze(context, contract, cancel), cancel);
        return new Done();
    }
}

/// <summary>A supervision finding ends by itself after its last day: its amount is due at its original day again.</summary>
/// <remarks>Rules: O-8 (6).</remarks>
[May, Said("督查留存到期", "A supervision finding lapses")]
public sealed record LapseFinding(EarmarkId Earmark) : IAct<EarmarkId>;

public sealed class LapseFindingHandler(IntegrityDb db, Books books, StandingOrders orders, IReservesForEarmarks reserves) : IHandle<LapseFinding, EarmarkId>
{
    public async Task<Outcome<EarmarkId>> Handle(LapseFinding act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var finding = await db.Earmarks.SingleOrDefaultAsync(e => e.Id == act.Earmark, cancel);
        if (finding is null) return ActRefusals.NotFound();
        var contract = (await db.BooksOf(finding.Contract, context.Today, cancel))!;

        // Decide.
        if (finding.Lapse(context.Today, context.Now) is { } refusal) return refusal;
        var entry = EarmarkRule.GiveBack(contract.Balance, finding);
        if (!entry.IsDone) return entry.Refusal;

        // Keep.
        context.Touch(finding.Id.Value);
        context.Touch(finding.Contract.Value);
        if (!entry.Value.IsEmpty) contract = contract.With(entry.Value, await books.Post(context, "dispute-ended", contract.Totals, entry.Value.Postings, cancel, document: finding.Document));
        await reserves.Ended(context, finding, await orders.Freeze(context, contract, cancel), cancel);
        return finding.Id;
    }
}

/// <summary>The findings whose last day has passed, for the clock.</summary>
[May]
public sealed record DueFindings : IAsk<IReadOnlyList<EarmarkId>>;

public sealed class DueFindingsAnswer(IntegrityDb db) : IAnswer<DueFindings, IReadOnlyList<EarmarkId>>
{
    public async Task<Outcome<IReadOnlyList<EarmarkId>>> Answer(DueFindings ask, AskContext context, CancellationToken cancel)
    {
        var running = await db.Earmarks.AsNoTracking().Where(e => e.State == EarmarkState.InForce && e.Kind == EarmarkKind.SupervisionFinding).OrderBy(e => e.Id).ToListAsync(cancel);
        return running.Where(e => e.LastDay < context.Today).Select(e => e.Id).ToArray();
    }
}
