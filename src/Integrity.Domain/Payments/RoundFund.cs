using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

/// <summary>What a round is about, and what a receipt may be restricted to: everything, one project, or one purpose (F-1).</summary>
public readonly record struct FundScope(FundScopeKind Kind, long Subject = 0)
{
    public static readonly FundScope All = new(FundScopeKind.All);
}

public enum FundScopeKind
{
    All = 0,
    Project = 1,
    Purpose = 2,
}

/// <summary>A confirmed fund receipt and what of it is free.</summary>
/// <param name="Free">Negative when it proved wrong after its money was used: a visible deficit, first claim on the next receipt (F-1).</param>
/// <param name="Projects">The projects of its purpose, where it is restricted to one.</param>
public readonly record struct FundReceipt(long Id, DateOnly ConfirmedOn, FundScope Restriction, Money Free, IReadOnlySet<long>? Projects = null)
{
    /// <summary>Whether it is usable for every contract of the scope: money for a purpose also for a single project of that purpose.</summary>
    public bool Covers(FundScope scope) => Restriction.Kind == FundScopeKind.All || Restriction == scope
        || (scope.Kind == FundScopeKind.Project && Projects?.Contains(scope.Subject) == true);
}

/// <summary>Money that a run took from one receipt.</summary>
public readonly record struct Drawn(long Receipt, Money Amount);

/// <summary>Which receipts a round may use, in which order, and where unused money returns to (F-1).</summary>
public static class RoundFund
{
    /// <summary>The receipts usable for every contract in scope, oldest first.</summary>
    public static IReadOnlyList<FundReceipt> Usable(IEnumerable<FundReceipt> receipts, FundScope scope) =>
        [.. receipts.Where(r => r.Free.IsPositive && r.Covers(scope)).OrderBy(r => r.ConfirmedOn).ThenBy(r => r.Id)];

    /// <summary>What a round of the scope can use: its receipts less the deficits that come first.</summary>
    public static Money Available(IReadOnlyList<FundReceipt> receipts, FundScope scope) =>
        Money.Max(Money.Zero, Usable(receipts, scope).Sum(r => r.Free) - Deficit(receipts));

    /// <summary>Money already paid out of receipts that proved wrong.</summary>
    public static Money Deficit(IEnumerable<FundReceipt> receipts) => receipts.Where(r => r.Free.IsNegative).Sum(r => -r.Free);

    /// <summary>Takes the amount from the usable receipts, oldest first.</summary>
    /// <remarks>Errors: refuses more than is available.</remarks>
    public static Outcome<IReadOnlyList<Drawn>> Draw(IReadOnlyList<FundReceipt> receipts, FundScope scope, Money amount)
    {
        var available = Available(receipts, scope);
        if (amount > available) return PaymentRefusals.FundNotEnough(amount, available);
        var drawn = new List<Drawn>();
        foreach (var receipt in Usable(receipts, scope))
        {
            var part = Money.Min(receipt.Free, amount);
            if (part.IsPositive) drawn.Add(new(receipt.Id, part));
            amount -= part;
        }
        return drawn;
    }

    /// <summary>Where an unused amount goes back to: the receipt that was drawn on last first, none above what it gave.</summary>
    /// <param name="draws">What the run took and has not given back, in the order in which it took it.</param>
    public static IReadOnlyList<Drawn> GiveBack(IReadOnlyList<Drawn> draws, Money amount)
    {
        var back = new List<Drawn>();
        for (var i = draws.Count - 1; i >= 0 && amount.IsPositive; i--)
        {
            var part = Money.Min(draws[i].Amount, amount);
            if (part.IsPositive) back.Add(draws[i] with { Amount = part });
            amount -= part;
        }
        return amount.IsZero ? back : throw new ArgumentOutOfRangeException(nameof(amount), amount, "More than the run took cannot go back.");
    }

    /// <summary>A receipt that two people confirmed becomes free money.</summary>
    public static LedgerEntry Confirm(long receipt, Money amount, DateOnly today) => LedgerEntry.On(today)
        .Debit(receipt, Account.Fund, amount).Credit(receipt, Account.FundSource, amount).Close();

    /// <summary>A receipt that proved wrong; what of it was used leaves its fund negative (F-1).</summary>
    public static LedgerEntry Reverse(long receipt, Money amount, DateOnly today) => LedgerEntry.On(today)
        .Debit(receipt, Account.FundSource, amount).Credit(receipt, Account.Fund, amount).Close();

    /// <summary>The oldest free money that may be used for the same things makes good the receipts that proved wrong (F-1).</summary>
    public static LedgerEntry CoverDeficits(IReadOnlyList<FundReceipt> receipts, DateOnly today)
    {
        var lines = LedgerEntry.On(today);
        var free = receipts.ToDictionary(r => r.Id, r => r.Free);
        foreach (var wrong in receipts.Where(r => r.Free.IsNegative).OrderBy(r => r.ConfirmedOn).ThenBy(r => r.Id))
        {
            var missing = -wrong.Free;
            foreach (var good in Usable(receipts, wrong.Restriction))
            {
                var part = Money.Min(missing, free[good.Id]);
                lines.Credit(good.Id, Account.Fund, part).Debit(wrong.Id, Account.Fund, part);
                free[good.Id] -= part;
                missing -= part;
            }
        }
        return lines.Close();
    }

    /// <summary>Money is set apart for a run: from a round's proposal, or when a wage run is made.</summary>
    public static LedgerEntry SetApart(long run, IReadOnlyList<Drawn> draws, DateOnly today)
    {
        var lines = LedgerEntry.On(today);
        foreach (var draw in draws) lines.Credit(draw.Receipt, Account.Fund, draw.Amount);
        return lines.Debit(run, Account.RunCash, draws.Sum(d => d.Amount), subject: run).Close();
    }

    /// <summary>What a run does not need goes back: its residual, a candidate that fell, an ended line.</summary>
    public static LedgerEntry Return(long run, IReadOnlyList<Drawn> back, DateOnly today)
    {
        var lines = LedgerEntry.On(today);
        ReturnTo(lines, run, back);
        return lines.Close();
    }

    internal static void ReturnTo(EntryLines lines, long run, IReadOnlyList<Drawn> back)
    {
        lines.Credit(run, Account.RunCash, back.Sum(d => d.Amount), subject: run);
        foreach (var part in back) lines.Debit(part.Receipt, Account.Fund, part.Amount);
    }
}
