using Integrity.Domain.Values;

namespace Integrity.Domain.Ledger;

/// <summary>How one contract stands at the end of a day, from the ledger alone (O-1).</summary>
/// <remarks>
/// Unit: fen. Invariant: 1, the buckets add up to what the definition of O-1 gives. Errors: an amount owed that became negative is a fault.
/// Rules: O-1, O-2, O-3, O-4.
/// </remarks>
public sealed class ContractBalance
{
    private readonly Dictionary<Account, Money> totals;

    private ContractBalance(long contract, DateOnly asOf, IReadOnlyList<Tranche> tranches, IReadOnlyList<ReservedCash> reserves, Dictionary<Account, Money> totals)
    {
        (Contract, AsOf, Tranches, Reserves, this.totals) = (contract, asOf, tranches, reserves, totals);
        var buckets = new Buckets();
        foreach (var tranche in tranches) buckets = buckets.With(tranche, asOf);
        Buckets = buckets;
    }

    public long Contract { get; }

    public DateOnly AsOf { get; }

    /// <summary>What is owed, retention included, oldest due day first.</summary>
    public IReadOnlyList<Tranche> Tranches { get; }

    /// <summary>Cash reserved for the contract by round and by case or order .</summary>
    public IReadOnlyList<ReservedCash> Reserves { get; }

    public Buckets Buckets { get; }

    /// <summary>What is owed, as the sum of the buckets (O-3).</summary>
    public Money Outstanding => Buckets.Total;

    /// <summary>What is owed, as O-1 defines it; an excess is a receivable of the bureau, so it is added back.</summary>
    public Money OutstandingByDefinition =>
        Certified - RetentionNotDue - AdvanceRecovered - Settled - Deducted - SetOff - ThirdPartyPaid + Reversed + Overpaid;

    /// <summary>Gross certified work, corrections included.</summary>
    public Money Certified => Of(Account.WorkCertified);

    /// <summary>Retention before its due day: not owed yet (O-4).</summary>
    public Money RetentionNotDue => Tranches.Where(t => t.IsRetentionNotDue(AsOf)).Sum(t => t.Amount);

    /// <summary>What the bank has confirmed, and what was paid before the system began; without advances and interest (O-2).</summary>
    public Money Settled => -(Of(Account.RunCash) + Of(Account.Reserve) + Of(Account.PaidBeforeOpening)) - AdvanceGiven - InterestPaid;

    /// <summary>What was deducted under cases, reversed or not (P-7).</summary>
    public Money Deducted { get; private init; }

    /// <summary>What of it was given back by reversal or remission (P-7).</summary>
    public Money Reversed { get; private init; }

    public Money SetOff => -Of(Account.SetOff);

    public Money ThirdPartyPaid => -Of(Account.ThirdPartyPaid);

    /// <summary>Paid too much and not yet recovered: a receivable (O-1).</summary>
    public Money Overpaid => Of(Account.Overpaid);

    /// <summary>Advances paid out (C-6).</summary>
    public Money AdvanceGiven { get; private init; }

    /// <summary>What certificates have recovered of the advances (C-6).</summary>
    public Money AdvanceRecovered => AdvanceGiven - Of(Account.Advance);

    /// <summary>Advances still to be recovered (C-6).</summary>
    public Money AdvanceLeft => Of(Account.Advance);

    /// <summary>Interest posted as owed and not yet paid: a payable of its own, in no base (O-7).</summary>
    public Money InterestOwed => -Of(Account.InterestPayable);

    /// <summary>Interest already paid (O-7).</summary>
    public Money InterestPaid => Of(Account.InterestCost) + Of(Account.InterestPayable);

    /// <summary>Open amounts that have fallen due, retention that has fallen due among them.</summary>
    public IEnumerable<Tranche> DueTranches => Tranches.Where(t => t.IsOpen && t.IsDue(AsOf));

    /// <summary>Open amounts, due or not yet due; retention only from its due day.</summary>
    public IEnumerable<Tranche> OpenTranches => Tranches.Where(t => t.IsOpen && !t.IsRetentionNotDue(AsOf));

    /// <summary>Amounts of one standing that are owed; retention only from its due day.</summary>
    public IEnumerable<Tranche> Standing(Standing standing) => Tranches.Where(t => t.Standing == standing && !t.IsRetentionNotDue(AsOf));

    /// <summary>Amounts of one standing for one case, order, dispute, assignment or instruction.</summary>
    public IEnumerable<Tranche> Standing(Standing standing, long subject) => Standing(standing).Where(t => t.Subject == subject);

    /// <summary>What is held for the case (P-5).</summary>
    public Money HeldFor(long @case) => Standing(Ledger.Standing.Held, @case).Sum(t => t.Amount);

    /// <summary>Cash reserved for the case or order, over all rounds .</summary>
    public Money ReservedFor(long subject) => Reserves.Where(r => r.Subject == subject).Sum(r => r.Amount);

    /// <summary>Cash reserved for the contract in all.</summary>
    public Money Reserved => Of(Account.Reserve);

    /// <summary>The signed balance of an account of the contract, debit positive.</summary>
    public Money Of(Account account) => totals.GetValueOrDefault(account);

    /// <summary>Adds up a contract's own postings that took effect by the end of the day.</summary>
    /// <param name="contract">The owner; postings of other owners are passed over.</param>
    /// <param name="postings">In any order.</param>
    /// <param name="asOf">The day; also the day from which Due is seen.</param>
    /// <param name="lastEntry">The last entry that counts: a snapshot taken during its day does not see what came later that day.</param>
    public static ContractBalance At(long contract, IEnumerable<Posting> postings, DateOnly asOf, long lastEntry = long.MaxValue)
    {
        var owed = new Dictionary<(Account, Standing, long, DateOnly, long), long>();
        var reserves = new Dictionary<(long, long), long>();
        var totals = new Dictionary<Account, Money>();
        Money deducted = default, reversed = default, given = default;
        foreach (var p in postings)
        {
            if (p.Owner != contract || p.Day > asOf || p.Entry > lastEntry) continue;
            var fen = new Money(p.Fen);
            totals[p.Account] = totals.GetValueOrDefault(p.Account) + fen;
            switch (p.Account)
            {
                case Account.Payable or Account.Retention:
                    var key = (p.Account, p.Standing, p.Tranche, p.Due, p.Subject);
                    owed[key] = checked(owed.GetValueOrDefault(key) - p.Fen);
                    break;
                case Account.Reserve:
                    reserves[(p.Tranche, p.Subject)] = checked(reserves.GetValueOrDefault((p.Tranche, p.Subject)) + p.Fen);
                    break;
                case Account.Penalty when p.Fen < 0: deducted -= fen; break;
                case Account.Penalty: reversed += fen; break;
                case Account.Advance when p.Tranche == 0: given += fen; break;
            }
        }

        var tranches = new List<Tranche>();
        foreach (var ((account, standing, certificate, due, subject), fen) in owed)
        {
            if (fen < 0) throw new InvalidOperationException($"Contract {contract}: {account} {standing} of certificate {certificate} is {fen} fen owed.");
            if (fen > 0) tranches.Add(new Tranche(account, standing, certificate, due, subject, new Money(fen)));
        }
        tranches.Sort(Tranche.ByDue);

        var reserved = reserves.Where(r => r.Value != 0).Select(r => new ReservedCash(r.Key.Item1, r.Key.Item2, new Money(r.Value)))
            .OrderBy(r => r.Round).ThenBy(r => r.Subject).ToList();
        foreach (var r in reserved)
            if (r.Amount.IsNegative) throw new InvalidOperationException($"Contract {contract}: the reserve of round {r.Round} for {r.Subject} is {r.Amount.Fen} fen.");

        return new ContractBalance(contract, asOf, tranches, reserved, totals) { Deducted = deducted, Reversed = reversed, AdvanceGiven = given };
    }
}

/// <summary>Cash that a round reserved for a contract because of a case or an order .</summary>
/// <param name="Round">The round whose vote reserved it.</param>
/// <param name="Subject">The case or the order; 0 when it belongs to none any more.</param>
/// <param name="Amount">Unit: fen.</param>
public readonly record struct ReservedCash(long Round, long Subject, Money Amount);
