using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

/// <summary>One contract in one round: every payee can check it alone with a calculator .</summary>
/// <remarks>
/// Unit: fen. Invariant: 4. Rounding: Entitlement and Pay are floored, SetAside is their difference and is never computed by itself.
/// </remarks>
public readonly record struct RoundLine(long Contract, Money Free, Money SetAsideDue, Ratio Ratio)
{
    public Money E => Free + SetAsideDue;

    /// <summary><c>floor(E × ratio / 10⁶)</c>.</summary>
    public Money Entitlement => E.Times(Ratio);

    /// <summary><c>floor(Free × ratio / 10⁶)</c>.</summary>
    public Money Pay => Free.Times(Ratio);

    /// <summary>Cash reserved for the contract, case and round: <c>Entitlement − Pay</c>.</summary>
    public Money SetAside => Entitlement - Pay;

    public static RoundLine Of(SnapshotLine line, Ratio ratio) => new(line.Contract, line.Free, line.SetAsideDue, ratio);

    /// <summary>What each assignee gets, <c>floor(his part × ratio)</c>; the contractor gets the rest of Pay .</summary>
    /// <remarks>Rounding: a fen of the rest for which nothing of the contractor's own is due goes to the assignees, one each, the first first.</remarks>
    public IReadOnlyList<AssignedPart> AssigneesPay(IReadOnlyList<AssignedPart> assigned)
    {
        var parts = new List<AssignedPart>(assigned.Count);
        foreach (var part in assigned) parts.Add(part with { Amount = part.Amount.Times(Ratio) });
        var own = Free - assigned.Sum(part => part.Amount);
        var without = Pay - parts.Sum(part => part.Amount) - own;
        for (var i = 0; i < parts.Count && without.IsPositive; i++)
        {
            if (parts[i].Amount == assigned[i].Amount) continue;
            parts[i] = parts[i] with { Amount = parts[i].Amount + new Money(1) };
            without -= new Money(1);
        }
        return parts;
    }

    /// <summary>SetAside by case or order. One alone has all of it; several are taken one after another, so that their parts add up to SetAside to the fen.</summary>
    public IReadOnlyList<SetAsideDue> SetAsideParts(IReadOnlyList<SetAsideDue> dues)
    {
        var parts = new List<SetAsideDue>(dues.Count);
        var reached = Free;
        foreach (var due in dues)
        {
            var before = reached.Times(Ratio);
            reached += due.Amount;
            parts.Add(due with { Amount = reached.Times(Ratio) - before });
        }
        return parts;
    }
}
