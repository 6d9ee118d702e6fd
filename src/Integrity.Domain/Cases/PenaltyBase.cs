using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Domain.Cases;

/// <summary>The amount a percentage is taken of: what is owed under the named contract, held amounts counted back in (P-4).</summary>
/// <remarks>
/// <c>V = Due + NotYetDue + Returned + Held</c>: without wages, retention that is not due, disputed, frozen, assigned and instructed amounts.
/// Taken at the flag for the hold, and again when the notice is served; then it is frozen.
/// Against one member of a consortium it is his share of it: <c>floor(V × share / 10⁶)</c> (C-3).
/// </remarks>
public static class PenaltyBase
{
    public static Money Of(ContractBalance balance) => Of(balance.Buckets);

    /// <param name="balance">The contract's balance.</param>
    /// <param name="share">Of the member whose violation it is; null where it is the contract's own party's.</param>
    public static Money Of(ContractBalance balance, Ratio? share) => OfShare(Of(balance), share);

    public static Money OfShare(Money v, Ratio? share) => share is { } part ? v.Times(part) : v;

    public static Money Of(Buckets buckets) => buckets.Due + buckets.NotYetDue + buckets.Returned + buckets.Held;
}
