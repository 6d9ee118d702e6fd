using Integrity.App.Acts;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Certificates;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

/// <summary>One person records that an authority's order or an assignment has ended, with its paper; when another confirms it, what is left returns to its due day.</summary>
/// <remarks>Rules: O-8 (2), R-3.</remarks>
[May(Duty.PrepareCertificates), Said("提请解除协助执行或债权转让", "Ask to end an order or assignment")]
public sealed record ReleaseEarmark(EarmarkId Earmark, string Ground, string Document, long Seen) : IAct<Done>, IOnExisting
{
    public long Subject() => Earmark.Value;
}

public sealed class ReleaseEarmarkHandler(IntegrityDb db) : IHandle<ReleaseEarmark, Done>
{
    public async Task<Outcome<Done>> Handle(ReleaseEarmark act, ActContext context, CancellationToken cancel)
    {
        var earmark = await db.Earmarks.SingleOrDefaultAsync(e => e.Id == act.Earmark, cancel);
        if (earmark is null) return ActRefusals.NotFound();
        if (earmark.PrepareEnd(act.Document, act.Ground, context.Actor) is { } refusal) return refusal;
        context.Touch(earmark.Contract.Value);
        return new Done();
    }
}

/// <summary>Who reserved cash because of an earmark hears in the same act when it ends, wholly or in part .</summary>
public interface IReservesForEarmarks
{
    /// <param name="context">The act.</param>
    /// <param name="earmark">What ends; its paper is behind what follows.</param>
    /// <param name="contract">The contract with every posting up to now, those of this act included.</param>
    /// <param name="cancel">Stops it.</param>
    Task Ended(ActContext context, Earmark earmark, ContractBooks contract, CancellationToken cancel);
}

/// <summary>A second person confirms the end: what was frozen or assigned and is not paid stands open again, at its own due day.</summary>
/// <remarks>Rules: O-8 (2), R-3, R-5. Effect: what an order kept out of past rounds is caught up at once.</remarks>
[May(Duty.ApproveCertificates), Said("确认解除协助执行或债权转让", "Confirm the end of an order or assignment")]
public sealed record ConfirmRelease(EarmarkId Earmark, long Seen) : IAct<Done>, IOnExisting
{
    public long Subject() => Earmark.Value;
}

public sealed class ConfirmReleaseHandler(IntegrityDb db, Books books, StandingOrders orders, IReservesForEarmarks reserves) : IHandle<ConfirmRelease, Done>
{
    public async Task<Outcome<Done>> Handle(ConfirmRelease act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var earmark = await db.Earmarks.SingleOrDefaultAsync(e => e.Id == act.Earmark, cancel);
        if (earmark is null) return ActRefusals.NotFound();
        var contract = (await db.BooksOf(earmark.Contract, context.Today, cancel))!;

        // Decide.
        if (earmark.ConfirmEnd(context.Actor, context.Now) is { } refusal) return refusal;
        var entry = EarmarkRule.GiveBack(contract.Balance, earmark);
        if (!entry.IsDone) return entry.Refusal;

        // Keep.
        context.Touch(earmark.Contract.Value);
        if (!entry.Value.IsEmpty)
            contract = contract.With(entry.Value, await books.Post(context, Earmarking.KindOf(earmark) + "-ended", contract.Totals, entry.Value.Postings, cancel, document: earmark.EndDocument));
        await reserves.Ended(context, earmark, await orders.Freeze(context, contract, cancel), cancel);
        return new Done();
    }
}
