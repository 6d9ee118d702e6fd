using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

/// <summary>The unpaid labour part of one certificate (O-5).</summary>
public readonly record struct WageLine(long Contract, long Certificate, DateOnly Due, Money Amount);

/// <summary>Which wages a sum of money pays: oldest certificate first, whole lines (O-5).</summary>
/// <param name="Paid">In the order in which they are paid.</param>
/// <param name="Unpaid">From the first line that the money does not cover whole; none is skipped for a smaller one behind it.</param>
/// <remarks>No ratio step while anything is unpaid. Source: 保障农民工工资支付条例 arts 24, 29.</remarks>
public sealed record WageAllocation(IReadOnlyList<WageLine> Paid, IReadOnlyList<WageLine> Unpaid)
{
    public Money PaidAmount => Paid.Sum(line => line.Amount);

    /// <summary>The alarm: wages that the money does not cover.</summary>
    public Money Uncovered => Unpaid.Sum(line => line.Amount);

    public bool IsShort => Unpaid.Count > 0;

    public static WageAllocation Of(IEnumerable<WageLine> lines, Money money)
    {
        var sorted = lines.OrderBy(line => line.Certificate).ThenBy(line => line.Due).ThenBy(line => line.Contract).ToList();
        var left = money;
        var count = 0;
        while (count < sorted.Count && sorted[count].Amount <= left) left -= sorted[count++].Amount;
        return new(sorted[..count], sorted[count..]);
    }

    /// <summary>The wages of a contract that still need money; a returned wage has its cash already .</summary>
    public static IEnumerable<WageLine> Needed(ContractBalance balance) => balance.Standing(Standing.Wage, subject: 0)
        .Select(t => new WageLine(balance.Contract, t.Certificate, t.Due, t.Amount));
}
