using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Ledger;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

/// <summary>A second person confirms an order of an authority or an assignment: from now on the amount stands so.</summary>
/// <remarks>Rules: O-8 (2), R-3. Effect: open amounts move, the oldest due day first, certificate and due day unchanged; never wages.</remarks>
[May(Duty.ApproveCertificates), Said("确认协助执行或债权转让", "Confirm an order or assignment")]
public sealed record ConfirmEarmark(EarmarkId Earmark, long Seen) : IAct<Done>, IOnExisting
{
    public long Subject() => Earmark.Value;
}

public sealed class ConfirmEarmarkHandler(IntegrityDb db, Books books) : IHandle<ConfirmEarmark, Done>
{
    public async Task<Outcome<Done>> Handle(ConfirmEarmark act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var earmark = await db.Earmarks.SingleOrDefaultAsync(e => e.Id == act.Earmark, cancel);
        if (earmark is null) return ActRefusals.NotFound();
        var contract = (await db.BooksOf(earmark.Contract, context.Today, cancel))!;

        // Decide.
        if (earmark.Confirm(context.Actor, context.Now) is { } refusal) return refusal;
        var entry = earmark.Kind == EarmarkKind.Assignment
            ? EarmarkRule.Assign(contract.Balance, earmark)
            : EarmarkRule.Freeze(contract.Balance, earmark, takenEver: Money.Zero);
        if (!entry.IsDone) return entry.Refusal;

        // Keep.
        context.Touch(earmark.Contract.Value);
        if (!entry.Value.IsEmpty)
            await books.Post(context, Earmarking.KindOf(earmark), contract.Totals, entry.Value.Postings, cancel, document: earmark.Document);
        return new Done();
    }
}

/// <summary>The second person does not confirm it, with the reason; nothing has moved.</summary>
[May(Duty.ApproveCertificates, Duty.PrepareCertificates), Said("退回协助执行或债权转让", "Send an order or assignment back")]
public sealed record RefuseEarmark(EarmarkId Earmark, string Reason, long Seen) : IAct<Done>, IOnExisting
{
    public long Subject() => Earmark.Value;
}

public sealed class RefuseEarmarkHandler(IntegrityDb db) : IHandle<RefuseEarmark, Done>
{
    public async Task<Outcome<Done>> Handle(RefuseEarmark act, ActContext context, CancellationToken cancel)
    {
        var earmark = await db.Earmarks.SingleOrDefaultAsync(e => e.Id == act.Earmark, cancel);
        if (earmark is null) return ActRefusals.NotFound();
        if (earmark.Refuse(context.Actor, context.Now, act.Reason) is { } refusal) return refusal;
        context.Touch(earmark.Contract.Value);
        return new Done();
    }
}

internal static class Earmarking
{
    /// <summary>Whether two people confirmed the account, for the party, as one of this kind (C-7).</summary>
    public static Task<bool> IsConfirmed(IntegrityDb db, AccountId account, AccountKind kind, CounterpartyId party, CancellationToken cancel) =>
        db.PayeeAccounts.AnyAsync(a => a.Id == account && a.Kind == kind && a.State == AccountState.Confirmed && a.Party == party, cancel);

    public static string KindOf(Earmark earmark) => earmark.Kind == EarmarkKind.Assignment ? "assignment" : "order";
}
