using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Storage;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>What rounds reserved because of an order or a dispute: when an order ends, past votes pay what they would have paid; what nothing needs any more goes back to the fund.</summary>
/// <remarks>Rules: a dispute ends without a catch-up, its amount is Due at its original day and interest is the remedy.</remarks>
public sealed class EarmarkReserves(IntegrityDb db, CatchUps catchUps) : IReservesForEarmarks
{
    public async Task Ended(ActContext context, Earmark earmark, ContractBooks contract, CancellationToken cancel)
    {
        if (earmark.Kind == EarmarkKind.AuthorityOrder) contract = (await catchUps.Run(context, contract, cancel)).Contract;
        var unused = earmark.Kind == EarmarkKind.AuthorityOrder
            ? ReserveReturn.Unused(contract.Balance, earmark.Id.Value)
            : ReserveReturn.Beyond(contract.Balance, earmark.Id.Value);
        await catchUps.Return(context, contract, unused, earmark.EndDocument, cancel);
        context.Touch(earmark.Contract.Value);
    }

    /// <summary>Orders of these contracts that ended between the snapshot of a list and its execution are caught up by the act that executes it.</summary>
    public async Task Executed(ActContext context, IReadOnlySet<long> contracts, CancellationToken cancel)
    {
        var ended = await db.Earmarks.AsNoTracking().Where(e => e.Kind == EarmarkKind.AuthorityOrder && e.State == EarmarkState.Ended).OrderBy(e => e.Id).ToListAsync(cancel);
        foreach (var order in ended.Where(e => contracts.Contains(e.Contract.Value)))
            await Ended(context, order, (await db.BooksOf(order.Contract, context.Today, cancel))!, cancel);
    }
}
