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
/// <remarks>Rules: O-8 (2), R-2.</remarks>
[May(Duty.PrepareCertificates), Said("登记协助执行文书", "Record an order of an authority")]
public sealed record RecordAuthorityOrder(ContractId Contract, Money Amount, string Authority, string Number, string Ground, string Document) : IAct<EarmarkId>;

public sealed class RecordAuthorityOrderHandler(IntegrityDb db) : IHandle<RecordAuthorityOrder, EarmarkId>
{
    public async Task<Outcome<EarmarkId>> Handle(RecordAuthorityOrder act, ActContext context, CancellationToken cancel)
    {
        if (!await Earmarking.Exists(db, act.Contract, cancel)) return CertificateRefusals.ContractUnknown();
        var order = Earmark.Order(await context.NewId<EarmarkId>(cancel), act.Contract, act.Amount, act.Authority, act.Number, act.Document, act.Ground,
            context.Actor, context.Now);
        if (!order.IsDone) return order.Refusal;
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
        var account = await db.PayeeAccounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == act.Account, cancel);

        // Decide.
        if (account is not { Kind: AccountKind.Assignee, State: AccountState.Confirmed } || account.Party != contract.Party)
            return CertificateRefusals.AssigneeAccountUnconfirmed();
        var assignment = Earmark.Assign(await context.NewId<EarmarkId>(cancel), act.Contract, act.Amount, act.Assignee, act.Account, act.Document, act.Ground,
            context.Actor, context.Now);
        if (!assignment.IsDone) return assignment.Refusal;

        // Keep.
        db.Earmarks.Add(assignment.Value);
        context.Touch(act.Contract.Value);
        return assignment.Value.Id;
    }
}
