using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

/// <summary>One person records an order of a court or authority exactly as served; when another confirms it, that amount is frozen.</summary>
/// <param name="Contract">The contract under which it is owed.</param>
/// <param name="Amount">As served.</param>
/// <param name="Authority">The court or authority.</param>
/// <param name="Number">The paper's own number.</param>
/// <param name="Ground">What it rests on.</param>
/// <param name="Document">SHA-256 of the paper, hexadecimal.</param>
/// <param name="Account">The authority's confirmed account when the order demands payment: the next round pays it before any ratio. Without one it only freezes.</param>
/// <remarks>Rules: O-8 (2), R-2, C-7.</remarks>
[May(Duty.PrepareCertificates), Said("登记协助执行文书", "Record an order of an authority")]
public sealed record RecordAuthorityOrder(ContractId Contract, Money Amount, string Authority, string Number, string Ground, string Document, AccountId? Account = null) : IAct<EarmarkId>;

public sealed class RecordAuthorityOrderHandler(IntegrityDb db) : IHandle<RecordAuthorityOrder, EarmarkId>
{
    public async Task<Outcome<EarmarkId>> Handle(RecordAuthorityOrder act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var contract = await db.WorksContracts.AsNoTracking().SingleOrDefaultAsync(c => c.Id == act.Contract, cancel);
        if (contract is null) return CertificateRefusals.ContractUnknown();

        // Decide.
        if (act.Account is { } named && !await Earmarking.IsConfirmed(db, named, AccountKind.Court, contract.Party, cancel)) return CertificateRefusals.AuthorityAccountUnconfirmed();
        var order = Earmark.Order(await context.NewId<EarmarkId>(cancel), act.Contract, act.Amount, act.Authority, act.Number, act.Account, act.Document, act.Ground,
            context.Actor, context.Now);
        if (!order.IsDone) return order.Refusal;

        // Keep.
        db.Earmarks.Add(order.Value);
        context.Touch(act.Contract.Value);
        return order.Value.Id;
    }
}

/// <summary>One person records that the contractor assigned an amount; when another confirms it, the assignee is paid in the contractor's place.</summary>
/// <remarks>Rules: R-3, C-7: the assignee's account is confirmed by two people first.</remarks>
[May(Duty.PrepareCertificates), Said("登记债权转让", "Record an assignment")]
public sealed record Assign(ContractId Contract, Money Amount, string Assignee, AccountId Account, string Ground, string Document) : IAct<EarmarkId>;

public sealed class AssignHandler(IntegrityDb db) : IHandle<Assign, EarmarkId>
{
    public async Task<Outcome<EarmarkId>> Handle(Assign act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var contract = await db.WorksContracts.AsNoTracking().SingleOrDefaultAsync(c => c.Id == act.Contract, cancel);
        if (contract is null) return CertificateRefusals.ContractUnknown();

        // Decide.
        if (!await Earmarking.IsConfirmed(db, act.Account, AccountKind.Assignee, contract.Party, cancel)) return CertificateRefusals.AssigneeAccountUnconfirmed();
        var assignment = Earmark.Assign(await context.NewId<EarmarkId>(cancel), act.Contract, act.Amount, act.Assignee, act.Account, act.Document, act.Ground,
            context.Actor, context.Now);
        if (!assignment.IsDone) return assignment.Refusal;

        // Keep.
        db.Earmarks.Add(assignment.Value);
        context.Touch(act.Contract.Value);
        return assignment.Value.Id;
    }
}
