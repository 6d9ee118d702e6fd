using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Domain.Cases;

/// <summary>The amount a percentage is taken of: what is owed under the named contract, held amounts counted back in (P-4).</summary>
/// <remarks>
/// <c>V = Due + NotYetDue + Returned + Held</c>: without wages, retention that is not due, disputed, frozen, assigned and instructed amounts.
/// Taken at the flag for the hold, and again when the notice is served; then it is frozen.
/// </remarks>
public static class PenaltyBase
{
    public static Money Of(ContractBalance balance) => Of(balance.Buckets);

    public static Money Of(Buckets buckets) => buckets.Due + buckets.NotYetDue + buckets.Returned + buckets.Held;
}
