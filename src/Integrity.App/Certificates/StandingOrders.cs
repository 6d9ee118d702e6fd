using Integrity.App.Acts;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Certificates;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

/// <summary>Orders of a court or authority are kept exactly as served: what was short at first is frozen out of whatever of the contract becomes open later.</summary>
/// <remarks>Rules: O-8 (2), R-2. To be run in every act by which money of a contract becomes open: a release, an end, a reversal.</remarks>
public sealed class StandingOrders(IntegrityDb db, Books books)
{
    /// <param name="context">The act.</param>
    /// <param name="contract">The contract with every posting up to now, those of this act included.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The contract with what was frozen.</returns>
    public async Task<ContractBooks> Freeze(ActContext context, ContractBooks contract, CancellationToken cancel)
    {
        foreach (var order in await db.OrdersInForce(contract.Contract.Id, cancel))
        {
            var entry = EarmarkRule.Freeze(contract.Balance, order, EarmarkRule.TakenEver(contract.Postings, order));
            if (entry.IsEmpty) continue;
            context.Touch(order.Id.Value);
            contract = contract.With(entry, await books.Post(context, "order", contract.Totals, entry.Postings, cancel, document: order.Document));
        }
        return contract;
    }
}
