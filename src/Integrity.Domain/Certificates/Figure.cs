using Integrity.Domain.Ledger;

namespace Integrity.Domain.Certificates;

/// <summary>A figure of a contract's money that can be asked for and explained (O-1, O-3).</summary>
public enum Figure
{
    Outstanding = 1,
    InFlight = 2,
    Wage = 3,
    FrozenByAuthority = 4,
    Assigned = 5,
    Disputed = 6,
    Held = 7,
    Returned = 8,
    Due = 9,
    NotYetDue = 10,

    /// <summary>Not owed yet (O-4).</summary>
    RetentionNotDue = 11,
    Certified = 12,
    Settled = 13,
    AdvanceLeft = 14,
    Deducted = 15,
    SetOff = 16,
    ThirdPartyPaid = 17,
    Overpaid = 18,

    /// <summary>Interest posted as owed and not yet paid (O-7).</summary>
    InterestOwed = 19,

    /// <summary>Interest that has accrued by the day, posted or not (O-7).</summary>
    InterestAccrued = 20,

    /// <summary>Cash that rounds reserved for the contract .</summary>
    Reserved = 21,

    /// <summary>What one more day adds to the accrued interest (O-7).</summary>
    InterestPerDay = 22,

    /// <summary>The contract's amount with its approved variations (C-6).</summary>
    ContractAmount = 23,
}

/// <summary>What one posting adds to a figure seen from a day: the figure is the sum over the contract's postings, which is its explanation.</summary>
/// <remarks>Rules: O-1, O-3, O-4. Invariant: the nine buckets add up to Outstanding.</remarks>
public static class FigureRule
{
    /// <summary>The signed part of a posting in a figure.</summary>
    /// <remarks>Unit: fen. Deducted is net of what was given back.</remarks>
    public static long Part(Figure figure, Account account, Standing standing, long tranche, DateOnly due, long fen, DateOnly asOf) => figure switch
    {
        Figure.Outstanding => BucketOf(account, standing, due, asOf) is { } bucket && bucket != Figure.RetentionNotDue ? -fen : 0,
        >= Figure.InFlight and <= Figure.RetentionNotDue => BucketOf(account, standing, due, asOf) == figure ? -fen : 0,
        Figure.Certified => account == Account.WorkCertified ? fen : 0,
        Figure.Settled => account is Account.RunCash or Account.Reserve or Account.PaidBeforeOpening or Account.InterestCost or Account.InterestPayable
            || (account == Account.Advance && tranche == 0) ? -fen : 0,
        Figure.AdvanceLeft => account == Account.Advance ? fen : 0,
        Figure.Deducted => account == Account.Penalty ? -fen : 0,
        Figure.SetOff => account == Account.SetOff ? -fen : 0,
        Figure.ThirdPartyPaid => account == Account.ThirdPartyPaid ? -fen : 0,
        Figure.Overpaid => account == Account.Overpaid ? fen : 0,
        Figure.InterestOwed => account == Account.InterestPayable ? -fen : 0,
        Figure.Reserved => account == Account.Reserve ? fen : 0,
        _ => throw new ArgumentOutOfRangeException(nameof(figure)),
    };

    public static long Part(Figure figure, in Posting posting, DateOnly asOf) =>
        Part(figure, posting.Account, posting.Standing, posting.Tranche, posting.Due, posting.Fen, asOf);

    /// <summary>The bucket of a payable posting seen from a day; null on accounts that are no debt.</summary>
    public static Figure? BucketOf(Account account, Standing standing, DateOnly due, DateOnly asOf) => (account, standing) switch
    {
        (Account.Retention, _) when due > asOf => Figure.RetentionNotDue,
        (not (Account.Payable or Account.Retention), _) => null,
        (_, Standing.InFlight) => Figure.InFlight,
        (_, Standing.Wage) => Figure.Wage,
        (_, Standing.FrozenByAuthority) => Figure.FrozenByAuthority,
        (_, Standing.Assigned) => Figure.Assigned,
        (_, Standing.Disputed) => Figure.Disputed,
        (_, Standing.Held) => Figure.Held,
        (_, Standing.Returned) => Figure.Returned,
        _ => due <= asOf ? Figure.Due : Figure.NotYetDue,
    };
}
