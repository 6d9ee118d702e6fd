namespace Integrity.Domain.Ledger;

/// <summary>The named accounts of the bureau's books (L-1). A debit is positive, a credit negative.</summary>
public enum Account : short
{
    /// <summary>Work certified under a contract: debit.</summary>
    WorkCertified = 1,

    /// <summary>What is owed under a contract, by standing and tranche: credit (O-3).</summary>
    Payable = 2,

    /// <summary>Quality retention: credit; not owed before the due day that stands on it, then Due like any other without a posting (O-4).
    /// A new posting re-dates it when the day becomes known. Before that day only a dispute, an order or an assignment may be noted as its standing;
    /// after it, its first move makes it a <see cref="Payable"/>.</summary>
    Retention = 3,

    /// <summary>Money of one confirmed fund receipt that is free: debit (F-1). Owner: the receipt.</summary>
    Fund = 4,

    /// <summary>Where the money of a receipt came from: credit. Owner: the receipt.</summary>
    FundSource = 5,

    /// <summary>Money set apart for one round or wage run: debit. Owner: the run; what is paid or set aside out of it is a credit of the contract.
    /// Subject: always the run, so that the cash left of a run is the sum over owners. On a contract, −(RunCash + Reserve + PaidBeforeOpening) is what was settled,
    /// advances and interest included (O-2).</summary>
    RunCash = 6,

    /// <summary>Cash reserved for a held contract: debit. Owner: the contract; tranche: the round; subject: the case.</summary>
    Reserve = 7,

    /// <summary>What was deducted under a case: credit, with the certificate and due day it was taken from; subject: the case. A reversal debits it (P-7).</summary>
    Penalty = 8,

    /// <summary>Overdue interest as a cost of the bureau: debit (O-7).</summary>
    InterestCost = 9,

    /// <summary>Overdue interest owed under a contract: credit, in no base (O-7).</summary>
    InterestPayable = 10,

    /// <summary>An advance: debit when it is paid out, tranche 0; credit when it is recovered, tranche the certificate (C-6).</summary>
    Advance = 11,

    /// <summary>What a contractor was paid too much: debit, recovered from later certificates (O-1).</summary>
    Overpaid = 12,

    /// <summary>Paid before the system began, taken over from the office's ledger: credit (C-9).</summary>
    PaidBeforeOpening = 13,

    /// <summary>Set off against an acknowledged or adjudged loss: credit, with certificate, due day and case as on <see cref="Penalty"/> (P-5).</summary>
    SetOff = 14,

    /// <summary>Paid by a third party on the bureau's behalf: credit (O-1).</summary>
    ThirdPartyPaid = 15,
}

/// <summary>How a payable amount stands. Due and not yet due are both <see cref="Open"/>, seen from a day (O-3).</summary>
public enum Standing : short
{
    /// <summary>For postings on accounts that have no standing, and for plain retention.</summary>
    None = 0,
    Open = 1,
    /// <summary>Owed to the wage account. A subject names the returned instruction whose cash still waits for it (O-5, R-8).</summary>
    Wage = 2,
    Disputed = 3,
    Held = 4,
    FrozenByAuthority = 5,
    Assigned = 6,
    InFlight = 7,
    /// <summary>Voted, its cash still reserved in the run, and not deliverable now: returned by the bank, or set aside on a ground that is no hold .</summary>
    Returned = 8,
}

/// <summary>One line of a ledger entry; the postings of an entry sum to zero (L-1, invariant 12).</summary>
/// <param name="Entry">The entry's number, without gaps.</param>
/// <param name="Day">The day it takes effect: the day it was entered, or the sheet's day for an opening.</param>
/// <param name="Owner">Whose balance it is: a contract, or a fund receipt or run where the account says so.</param>
/// <param name="Account">The named account.</param>
/// <param name="Standing">How a payable stands, else <see cref="Standing.None"/>.</param>
/// <param name="Tranche">The certificate that the amount comes from (on a reserve: the round), or 0.</param>
/// <param name="Due">The day it falls due; <see cref="NoDay"/> where there is none.</param>
/// <param name="Subject">The case, instruction, run, order or assignment that explains its standing, or 0.</param>
/// <param name="Fen">Unit: fen; debit positive, credit negative.</param>
public readonly record struct Posting(
    long Entry, DateOnly Day, long Owner, Account Account, Standing Standing, long Tranche, DateOnly Due, long Subject, long Fen)
{
    /// <summary>Stands for "no day" on a posting: never due by itself.</summary>
    public static readonly DateOnly NoDay = DateOnly.MaxValue;
}
