using Integrity.Domain.Cases;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Ledger;

namespace Integrity.Tests.Cases;

/// <summary>A contract that is never held: owed amounts by due day, and what was paid. The naive side of invariant 9.</summary>
internal sealed class Twin
{
    private readonly SortedDictionary<DateOnly, long> owed = [];
    private long voted;

    public long Paid { get; private set; }

    public long Returned { get; private set; }

    public long Owed => owed.Values.Sum();

    public List<long> Bases { get; } = [];

    public void Certify(DateOnly due, long fen) => owed[due] = owed.GetValueOrDefault(due) + fen;

    public void Vote(DateOnly cutoff, int ppm)
    {
        Bases.Add(DueBy(cutoff));
        voted = DueBy(cutoff) * ppm / 1_000_000;
    }

    public void Pay(DateOnly cutoff)
    {
        var pay = Math.Min(voted, DueBy(cutoff));
        Paid += pay;
        TakeOldest(pay);
    }

    public void ComesBack(long fen) => (Paid, Returned) = (Paid - fen, Returned + fen);

    public void PaidAgain(long fen) => (Paid, Returned) = (Paid + fen, Returned - fen);

    public void Ended(long fen, DateOnly today)
    {
        Returned -= fen;
        Certify(today, fen);
    }

    /// <summary>It never owed what was deducted in the end: of amounts that were due at a cut-off any fen is like another.</summary>
    public void NeverOwed(IEnumerable<Tranche> deducted)
    {
        foreach (var part in deducted)
        {
            var own = Math.Min(part.Amount.Fen, owed.GetValueOrDefault(part.Due));
            if (own > 0) owed[part.Due] -= own;
            TakeOldest(part.Amount.Fen - own);
        }
    }

    private long DueBy(DateOnly cutoff) => owed.Where(o => o.Key <= cutoff).Sum(o => o.Value);

    private void TakeOldest(long fen)
    {
        foreach (var due in owed.Keys.ToList())
        {
            var part = Math.Min(fen, owed[due]);
            owed[due] -= part;
            fen -= part;
        }
        if (fen != 0) throw new InvalidOperationException("The twin owes less than it pays.");
    }
}

/// <summary>A random history of one contract: certificates, rounds, holds, freezes, lowerings, lapses, deductions, returns, reversals and remissions.</summary>
internal sealed class TwinHistory
{
    private const long Contract = 1, Receipt = 2, Order = 53, Huge = 1_000_000_000_000;
    private static readonly long[] Cases = [51, 52];
    private readonly List<Action<Twin>> twin = [];
    private readonly Dictionary<long, Func<IReadOnlyList<Tranche>>> deductedInTheEnd = [];
    private readonly Dictionary<long, Queue<PlannedInstalment>> planned = [];
    private readonly Dictionary<long, List<Tranche>> taken = [];
    private readonly List<PastRound> rounds = [];
    private readonly List<InstructionRef> settled = [], returned = [];
    private long next = 100, rounded;

    public TwinHistory() => Book.Post(RoundFund.Confirm(Receipt, new(Huge), Today));

    public Book Book { get; } = new();

    public DateOnly Today { get; private set; } = Book.Day(1, 1);

    public ContractBalance Balance => Book.Balance(Contract, Today);

    public List<long> Bases { get; } = [];

    public bool EverDeducted { get; private set; }

    /// <summary>Wages certified; nothing here may touch them (invariant 6).</summary>
    public Money Wages { get; private set; }

    /// <summary>How often each kind of event did something, so that the test can show that it tests something.</summary>
    public Dictionary<string, int> Did { get; } = [];

    public void Step(int kind, int size, int which)
    {
        Today = Today.AddDays(size % 4);
        var @case = Cases[which % Cases.Length];
        switch (kind)
        {
            case 0 or 1: Certify(size % 997 + 1, Today.AddDays(size % 61), size % 29, Today.AddDays(size % 83)); break;
            case 2 or 3 or 4 or 5: Round(size, late: null, 0); break;
            case 6 or 20: Round(size, @case, size / 7 % 1_500); break;
            case 7 or 8: Lay(@case, size % 1_500 + 1); break;
            case 9: Lower(@case, size); break;
            case 10: Lower(@case, int.MaxValue); break;
            case 11: Deduct(@case, size); break;
            case 12: GiveBack(@case, Reversal.Reverse, "reverse"); break;
            case 13: GiveBack(@case, Reversal.Remit, "remit"); break;
            case 14: ComesBack(size); break;
            case 15: Again(size); break;
            case 16: Freeze(size % 400 + 1); break;
            case 17: Unfreeze(size); break;
            case 18 or 19: ReturnUnused(@case); break;
            case 21: FreezeHeld(@case); break;
            case 22: Instalment(@case); break;
            case 23: Round(size, late: null, 0, between: () => Lower(@case, size / 3 % 2 == 0 ? int.MaxValue : size)); break;
            case 24: Round(size, late: null, 0, between: () => Deduct(@case, size / 5)); break;
            case 25: Round(size, late: null, 0, between: () => GiveBack(@case, Reversal.Reverse, "reverse")); break;
        }
    }

    /// <summary>Every hold and freeze ends; deductions stand.</summary>
    public Twin End()
    {
        foreach (var @case in Cases) Lower(@case, int.MaxValue);
        Unfreeze(int.MaxValue);
        Today = Today.AddDays(200);
        var other = new Twin();
        foreach (var step in twin) step(other);
        return other;
    }

    public Money Deducted(long @case) => Reversal.Standing(Contract, Book.Postings, @case).Sum(t => t.Amount);

    public bool NothingDeducted => Cases.All(c => Deducted(c).IsZero);

    private void Certify(long open, DateOnly due, long retention, DateOnly retentionDue)
    {
        var certificate = ++next;
        Wages += new Money(open / 3);
        Book.Post(LedgerEntry.On(Today).Debit(Contract, Account.WorkCertified, new(open + open / 3 + retention), tranche: certificate)
            .Credit(Contract, Account.Payable, new(open / 3), Standing.Wage, certificate, due)
            .Credit(Contract, Account.Payable, new(open), Standing.Open, certificate, due)
            .Credit(Contract, Account.Retention, new(retention), tranche: certificate, due: retentionDue).Close());
        twin.Add(t => t.Certify(due, open));
        twin.Add(t => t.Certify(retentionDue, retention));
    }

    private void Round(int size, long? late, int lateFen, Action? between = null)
    {
        var round = 10_000 + ++rounded;
        var cutoff = Today;
        var seen = Book.LastEntry;
        var ratio = new Ratio(size % 11 == 0 ? 1_000_000 : size % 1_000_000);
        var snapshot = SnapshotLine.At(Balance, Today.AddDays(30));
        var line = RoundLine.Of(snapshot, ratio);
        Bases.Add(line.E.Fen);
        twin.Add(t => t.Vote(cutoff, ratio.Ppm));

        between?.Invoke();
        if (late is { } @case) Lay(@case, lateFen);
        var bitten = LineExecution.BittenByHold(Balance, cutoff, line.Pay);
        if (bitten.IsPositive) Count("bitten");
        Book.Post(RoundFund.SetApart(round, [new(Receipt, line.Entitlement)], Today));
        var instruction = new InstructionRef(++next, round, PaymentKind.Ratio);
        Book.Post(LineExecution.Execute(Balance, round, cutoff, line, [new(instruction.Id, 0, line.Pay - bitten)], line.SetAsideParts(snapshot.SetAsideDues),
            bitten.IsZero ? [] : [new(SetAsideGround.IntegrityCase, late!.Value, bitten)]).Value);
        rounds.Add(new PastRound(round, cutoff, ratio, line.Free)
        {
            LastEntry = seen,
            Late = bitten.IsZero ? [] : [new(late!.Value, bitten, Today, Book.LastEntry)],
        });
        twin.Add(t => t.Pay(cutoff));
        Settle(instruction);
        Count("round");
        // What was released between the snapshot and the execution.
        if (between is not null) CatchUp("late release");
    }

    private void Lay(long @case, long fen)
    {
        if (Balance.HeldFor(@case).IsPositive || Deducted(@case).IsPositive) return;
        var laid = CaseHold.Lay(Balance, @case, new(fen)).Value;
        Book.Post(laid.Entry);
        if (laid.Moved.IsZero) return;
        // Of this hold the twin never owed what is deducted when the history ends; an earlier hold of the case ended without a deduction.
        deductedInTheEnd[@case] = () => FromHold(@case);
        var mine = deductedInTheEnd[@case];
        twin.Add(t => { if (deductedInTheEnd[@case] == mine) t.NeverOwed(mine()); });
        Count("hold");
    }

    private void Lower(long @case, int size)
    {
        var held = Balance.HeldFor(@case);
        if (held.IsZero) return;
        Book.Post(CaseHold.Release(Balance, @case, new(size == int.MaxValue ? held.Fen : size % held.Fen)).Value.Entry);
        CatchUp(size == int.MaxValue ? "lapse" : "lower");
    }

    private void Deduct(long @case, int size)
    {
        var held = Balance.HeldFor(@case);
        if (held.IsZero) return;
        var served = Deduction.Serve(Balance, @case, new(size % (held.Fen + 1)), Ratio.One, new(Ratio.Zero, Ratio.One), capLeft: new(Huge), instalments: size % 4 + 1).Value;
        Book.Post(served.Entry);
        (planned[@case], taken[@case]) = (new(served.Plan.Skip(1)), []);
        EverDeducted = true;
        CatchUp("deduct");
    }

    /// <summary>A later instalment: until that day the twin owes it like anything else, and from then on never more.</summary>
    private void Instalment(long @case)
    {
        if (!planned.TryGetValue(@case, out var open) || !open.TryDequeue(out var next)) return;
        var later = Deduction.TakeInstalment(Balance, @case, next, []).Value;
        if (later.Amount.IsZero) return;
        List<Tranche> parts = [.. later.Entry.Postings.Where(p => p.Account == Account.Penalty)
            .Select(p => new Tranche(Account.Penalty, Standing.None, p.Tranche, p.Due, @case, new Money(-p.Fen)))];
        Book.Post(later.Entry);
        var mine = taken[@case];
        mine.AddRange(parts);
        twin.Add(t => { if (taken.GetValueOrDefault(@case) == mine) t.NeverOwed(parts); });
        // Nothing is released by it, so nothing is to be caught up.
        Count("instalment");
    }

    /// <summary>What of the deduction that stands came out of the hold.</summary>
    private IReadOnlyList<Tranche> FromHold(long @case)
    {
        var later = taken.GetValueOrDefault(@case, []).GroupBy(t => (t.Certificate, t.Due)).ToDictionary(g => g.Key, g => g.Sum(t => t.Amount));
        return [.. Reversal.Standing(Contract, Book.Postings, @case).Select(t => t with { Amount = t.Amount - later.GetValueOrDefault((t.Certificate, t.Due)) }).Where(t => t.Amount.IsPositive)];
    }

    private void GiveBack(long @case, Func<long, IEnumerable<Posting>, long, DateOnly, Outcome<LedgerEntry>> how, string name)
    {
        // Of a remission after an instalment nobody could say which of its fen were owed until when.
        if (name == "remit" && taken.GetValueOrDefault(@case, []).Count > 0) return;
        if (how(Contract, Book.Postings, @case, Today) is not { IsDone: true } given) return;
        Book.Post(given.Value);
        planned.Remove(@case);
        taken.Remove(@case);
        CatchUp(name);
    }

    private void Freeze(long fen)
    {
        Book.Post(LedgerEntry.On(Today).Move(Contract, Take.LatestDueFirst(Balance.OpenTranches, new(fen)).Parts, Standing.FrozenByAuthority, Order).Close());
        Count("freeze");
    }

    private void FreezeHeld(long @case)
    {
        if (Balance.HeldFor(@case).IsZero) return;
        Book.Post(LedgerEntry.On(Today).Move(Contract, Balance.Standing(Standing.Held, @case), Standing.FrozenByAuthority, Order).Close());
        CatchUp("freeze held");
    }

    private void Unfreeze(int size)
    {
        var frozen = Balance.Standing(Standing.FrozenByAuthority, Order).ToList();
        var amount = frozen.Sum(t => t.Amount).Fen;
        if (amount == 0) return;
        Book.Post(LedgerEntry.On(Today).Move(Contract, Take.OldestDueFirst(frozen, new(size == int.MaxValue ? amount : size % (amount + 1))).Parts, Standing.Open).Close());
        CatchUp("unfreeze");
    }

    private void ComesBack(int size)
    {
        if (settled.Count == 0) return;
        var instruction = settled[size % settled.Count];
        settled.Remove(instruction);
        Book.Post(BankResult.ReturnSettled(Balance, Book.Postings, instruction).Value);
        returned.Add(instruction);
        var fen = Balance.Standing(Standing.Returned, instruction.Id).Sum(t => t.Amount).Fen;
        twin.Add(t => t.ComesBack(fen));
        Count("return");
    }

    private void Again(int size)
    {
        if (returned.Count == 0) return;
        var instruction = returned[size % returned.Count];
        returned.Remove(instruction);
        var fen = Balance.Standing(Standing.Returned, instruction.Id).Sum(t => t.Amount).Fen;
        var today = Today;
        if (size % 2 == 0)
        {
            Book.Post(BankResult.PayAgain(Balance, instruction.Id, ++next).Value);
            Settle(instruction with { Id = next });
            twin.Add(t => t.PaidAgain(fen));
        }
        else
        {
            Book.Post(BankResult.EndReturned(Balance, instruction, [new(Receipt, new(Huge))]).Value);
            twin.Add(t => t.Ended(fen, today));
        }
        Count(size % 2 == 0 ? "again" : "end");
    }

    private void ReturnUnused(long @case)
    {
        foreach (var unused in ReserveReturn.Unused(Balance, @case))
        {
            Book.Post(ReserveReturn.Post(Balance, unused, [new(Receipt, new(Huge))]));
            Count("reserve back");
        }
    }

    private void CatchUp(string after)
    {
        Count(after);
        foreach (var round in CatchUpPlan.For(Contract, Book.Postings, rounds, Today))
        {
            var instruction = new InstructionRef(++next, round.Round, PaymentKind.CatchUp);
            Book.Post(round.Post(Balance, instruction.Id, round.FromFund.IsZero ? [] : [new(Receipt, round.FromFund)]));
            Settle(instruction);
            Count(round.FromFund.IsZero ? "catch-up" : "catch-up from the fund");
        }
        if (CatchUpPlan.For(Contract, Book.Postings, rounds, Today).Count > 0) throw new InvalidOperationException("A second run of the plan must find nothing.");
    }

    private void Settle(InstructionRef instruction)
    {
        if (BankResult.Settle(Balance, instruction) is not { IsDone: true } done) return;
        Book.Post(done.Value);
        settled.Add(instruction);
    }

    private void Count(string what) => Did[what] = Did.GetValueOrDefault(what) + 1;
}
