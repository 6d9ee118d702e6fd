using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

/// <summary>A contract's line in the ratio step of a past round, as its snapshot and its vote have it.</summary>
/// <param name="Round">The round.</param>
/// <param name="Cutoff">Its cut-off.</param>
/// <param name="Ratio">The voted ratio of the contract's type.</param>
/// <param name="Free">Free as frozen in the snapshot .</param>
public sealed record PastRound(long Round, DateOnly Cutoff, Ratio Ratio, Money Free)
{
    /// <summary>The last ledger entry that the snapshot saw; needed when it was taken before its day was over.</summary>
    public long LastEntry { get; init; } = long.MaxValue;

    /// <summary>What holds laid after the vote took out of the line before its export .</summary>
    public IReadOnlyList<LateHold> Late { get; init; } = [];

    /// <summary>What was instructed when the line was executed.</summary>
    public Money Executed => Pay - Late.Sum(late => late.Amount);

    /// <summary>As voted.</summary>
    public Money Pay => Free.Times(Ratio);
}

/// <summary>What a hold took out of a voted line before its export. As soon as enough is released, the vote is paid.</summary>
/// <param name="Subject">The case, finding or order for which it was reserved.</param>
/// <param name="Amount">What the line became smaller by.</param>
/// <param name="Day">The day of the line's execution.</param>
/// <param name="Entry">The entry of the line's execution.</param>
public readonly record struct LateHold(long Subject, Money Amount, DateOnly Day, long Entry);

/// <summary>What a release, a lowering, a deduction or a reversal makes of one past round .</summary>
/// <param name="Round">The round under whose vote it is paid.</param>
/// <param name="Amount">The catch-up.</param>
/// <param name="FromFund">What of it, and of the reserves, the round's own reserve for the contract does not cover: after a reserve went back, or for rounds in which the amount was deducted.</param>
/// <param name="Reserves">How the cash reserved by the round is divided before and after, by case or order; subject 0 belongs to none any more.</param>
public sealed record RoundCatchUp(long Round, Money Amount, Money FromFund, IReadOnlyList<ReserveChange> Reserves)
{
    /// <summary>The entry of this round's catch-up: open payables go in flight, oldest due day first, out of the reserve.</summary>
    /// <param name="balance">The contract's balance of the day, with what was released.</param>
    /// <param name="instruction">The instruction that pays it; unused when there is nothing to pay.</param>
    /// <param name="drawn">Receipts for <see cref="FromFund"/>.</param>
    public LedgerEntry Post(ContractBalance balance, long instruction, IReadOnlyList<Drawn> drawn)
    {
        if (drawn.Sum(d => d.Amount) != FromFund) throw new ArgumentException("The receipts drawn on do not make up what the fund adds.", nameof(drawn));
        var taken = Take.OldestDueFirst(balance.DueTranches, Amount);
        if (!taken.Short.IsZero) throw new InvalidOperationException($"Catch-up of {Amount} with only {taken.Amount} due.");
        var lines = LedgerEntry.On(balance.AsOf).Move(balance.Contract, taken.Parts, Standing.InFlight, instruction);
        foreach (var draw in drawn) lines.Credit(draw.Receipt, Account.Fund, draw.Amount);
        lines.Debit(Round, Account.RunCash, FromFund, subject: Round)
            .Credit(balance.Contract, Account.RunCash, FromFund, subject: Round);
        foreach (var change in Reserves)
        {
            lines.Credit(balance.Contract, Account.Reserve, Money.Max(Money.Zero, change.Before - change.After), tranche: Round, subject: change.Subject);
            lines.Debit(balance.Contract, Account.Reserve, Money.Max(Money.Zero, change.After - change.Before), tranche: Round, subject: change.Subject);
        }
        return lines.Debit(balance.Contract, Account.RunCash, Amount, subject: Round).Close();
    }
}

/// <summary>Cash reserved by one round for a contract because of a subject, before and after.</summary>
public readonly record struct ReserveChange(long Subject, Money Before, Money After);
