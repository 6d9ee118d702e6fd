using Integrity.App.Acts;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

/// <summary>One person says how a contract that was taken over divides: labour, retention, due days, advance, and the clauses for later certificates.</summary>
/// <remarks>Rules: C-9, O-4. Until another confirms it the contract is left out of the ratio step.</remarks>
[May(Duty.ImportLedger, Duty.PrepareCertificates), Said("编制期初拆分", "Prepare the split of an opening")]
public sealed record PrepareOpeningSplit(
    ContractId Contract, Money Labour, Money Retention, DateOnly? RetentionDue, Money Advance, IReadOnlyList<DuePart> Parts,
    ContractTerms Terms, string Document) : IAct<OpeningSplitId>;

public sealed class PrepareOpeningSplitHandler(IntegrityDb db) : IHandle<PrepareOpeningSplit, OpeningSplitId>
{
    public async Task<Outcome<OpeningSplitId>> Handle(PrepareOpeningSplit act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var contract = await db.BooksOf(act.Contract, context.Today, cancel);
        if (contract is null) return CertificateRefusals.ContractUnknown();
        if (await Opening.Of(db, contract, cancel) is not { } opening) return CertificateRefusals.OpeningNone();
        if (await db.OpeningSplits.AnyAsync(s => s.Contract == act.Contract && s.State == OpeningSplitState.Prepared, cancel)) return CertificateRefusals.SplitWaits();

        // Decide. What could not be confirmed today is refused today.
        var split = OpeningSplit.Prepare(await context.NewId<OpeningSplitId>(cancel), act.Contract,
            new(act.Labour, act.Retention, act.RetentionDue, act.Advance, act.Parts), act.Terms, act.Document, context.Actor, context.Now);
        if (!split.IsDone) return split.Refusal;
        if (Opening.Check(contract, opening, split.Value) is { IsDone: false } no) return no.Refusal;

        // Keep.
        db.OpeningSplits.Add(split.Value);
        context.Touch(act.Contract.Value);
        return split.Value.Id;
    }
}

/// <summary>A second person confirms the split: what is open of the opening becomes wages, retention and amounts by due day.</summary>
/// <remarks>Rules: C-9, O-4, O-5, C-6. Effect: one entry dated today; certified and paid stay as they are.</remarks>
[May(Duty.ConfirmRegistrations, Duty.ApproveCertificates), Said("确认期初拆分", "Confirm the split of an opening")]
public sealed record ConfirmOpeningSplit(OpeningSplitId Split, long Seen) : IAct<Done>, IOnExisting
{
    public long Subject() => Split.Value;
}

public sealed class ConfirmOpeningSplitHandler(IntegrityDb db, Books books) : IHandle<ConfirmOpeningSplit, Done>
{
    public async Task<Outcome<Done>> Handle(ConfirmOpeningSplit act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var split = await db.OpeningSplits.SingleOrDefaultAsync(s => s.Id == act.Split, cancel);
        if (split is null) return ActRefusals.NotFound();
        var contract = (await db.BooksOf(split.Contract, context.Today, cancel))!;
        if (await Opening.Of(db, contract, cancel) is not { } opening) return CertificateRefusals.OpeningNone();

        // Decide.
        if (split.Confirm(context.Actor, context.Now) is { } refusal) return refusal;
        var entry = Opening.Check(contract, opening, split);
        if (!entry.IsDone) return entry.Refusal;
        contract.Contract.ConfirmOpening(split.Terms());
        opening.Split(split.Labour, split.Retention);

        // Keep.
        context.Touch(split.Contract.Value);
        context.Touch(opening.Id.Value);
        if (!entry.Value.IsEmpty) await books.Post(context, "opening-split", contract.Totals, entry.Value.Postings, cancel, document: split.Document);
        return new Done();
    }
}

/// <summary>The second person does not confirm the split, with the reason; another can be prepared.</summary>
[May(Duty.ConfirmRegistrations, Duty.ApproveCertificates, Duty.ImportLedger, Duty.PrepareCertificates), Said("退回期初拆分", "Send the split of an opening back")]
public sealed record RefuseOpeningSplit(OpeningSplitId Split, string Reason, long Seen) : IAct<Done>, IOnExisting
{
    public long Subject() => Split.Value;
}

public sealed class RefuseOpeningSplitHandler(IntegrityDb db) : IHandle<RefuseOpeningSplit, Done>
{
    public async Task<Outcome<Done>> Handle(RefuseOpeningSplit act, ActContext context, CancellationToken cancel)
    {
        var split = await db.OpeningSplits.SingleOrDefaultAsync(s => s.Id == act.Split, cancel);
        if (split is null) return ActRefusals.NotFound();
        if (split.Refuse(context.Actor, context.Now, act.Reason) is { } refusal) return refusal;
        context.Touch(split.Contract.Value);
        return new Done();
    }
}

internal static class Opening
{
    /// <summary>The certificate that stands for the contract's opening, while it is not split; null otherwise.</summary>
    public static async Task<Certificate?> Of(IntegrityDb db, ContractBooks contract, CancellationToken cancel) => contract.Contract.OpeningMissing
        ? await db.Certificates.SingleOrDefaultAsync(c => c.Contract == contract.Contract.Id && c.Kind == CertificateKind.Opening, cancel)
        : null;

    public static Outcome<Domain.Ledger.LedgerEntry> Check(ContractBooks contract, Certificate opening, OpeningSplit split) =>
        split.Terms().Check(contract.SmallOrMedium) is { } terms ? terms
        : OpeningRule.Split(contract.Balance, opening.Id.Value, split.Figures(), opening.PeriodUntil!.Value);
}
