using Integrity.Domain.Cases;
using Integrity.Domain.Certificates;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Ledger;

namespace Integrity.Tests.Cases;

/// <summary>The acceptance case as a story of pure rules on a tiny book: teams A and B, suppliers C, D and E.</summary>
internal sealed class AcceptanceStory
{
    public const long A = 1, B = 2, C = 3, D = 4, E = 5, A1 = 11, B1 = 12, B2 = 13, C1 = 14, D1 = 15, E1 = 16;
    public const long Recovered = 21, Raised = 22, Third = 23, Round1 = 31, Round2 = 32, Case = 41;
    public static readonly PenaltyBand Band = new(new(20_000), new(60_000));
    public static readonly Money ClaimedLoss = new(3_000_000);
    public static readonly DateOnly Cutoff1 = Book.Day(9, 30), Paid1 = Book.Day(10, 10), Cutoff2 = Book.Day(10, 31), Paid2 = Book.Day(11, 10);

    private static readonly CertificateTerms Team = new(new(200_000), new(30_000), null, true), Supplier = new(default, default, null, true);
    private readonly Dictionary<long, List<PastRound>> past = [];
    private readonly Dictionary<long, List<Drawn>> draws = [];
    private long instruction = 1_000;

    public Book Book { get; } = new();

    public ContractBalance At(long contract, DateOnly day) => Book.Balance(contract, day);

    public IReadOnlyList<PastRound> PastOf(long contract) => past.GetValueOrDefault(contract, []);

    public static AcceptanceStory WithCertificates()
    {
        var story = new AcceptanceStory();
        story.Certify(C, C1, 55_555_555, Supplier, Book.Day(7, 1));
        story.Certify(D, D1, 7_777, Supplier, Book.Day(7, 1));
        story.Certify(E, E1, 10_000_000, Supplier, Book.Day(7, 1));
        story.Certify(B, B1, 87_654_321, Team, Book.Day(8, 6));
        story.Certify(A, A1, 123_456_789, Team, Book.Day(8, 10));
        story.Certify(B, B2, 5_000_000, Team, Book.Day(9, 20));
        story.Book.Post(RoundFund.Confirm(Recovered, new(60_000_000), Book.Day(9, 20)));
        story.Book.Post(RoundFund.Confirm(Raised, new(40_000_000), Book.Day(9, 21)));
        return story;
    }

    public Money Flag()
    {
        var day = Book.Day(9, 25);
        var v = PenaltyBase.Of(At(B, day));
        Book.Post(CaseHold.Lay(At(B, day), Case, CaseHold.Bound(v, Band.Max, ClaimedLoss)).Value.Entry);
        return v;
    }

    public RoundQuestion Question1() => Question(Cutoff1, Cutoff2, [null, new Ratio(200_000)], [Recovered, Raised]);

    public RoundQuestion Question2() => Question(Cutoff2, Book.Day(11, 30), [null, null], [Recovered, Raised, Third]);

    /// <summary>The first round, settled; on 10-15 the bank returns C's money.</summary>
    public RoundTrial RunRound1()
    {
        var question = Question1();
        var trial = RoundTrial.Try(question).Value;
        var sent = Execute(Round1, Cutoff1, Paid1, question, trial);
        var day = Book.Day(10, 15);
        Book.Post(BankResult.ReturnSettled(At(C, day), Book.Postings, sent[C]).Value);
        ReturnedOfC = sent[C].Id;
        return trial;
    }

    public long ReturnedOfC { get; private set; }

    public RoundTrial RunRound2()
    {
        Book.Post(RoundFund.Confirm(Third, new(20_000_000), Book.Day(10, 25)));
        var question = Question2();
        var trial = RoundTrial.Try(question).Value;
        Execute(Round2, Cutoff2, Paid2, question, trial);
        return trial;
    }

    public void PayCAgain()
    {
        var day = Book.Day(11, 5);
        Book.Post(BankResult.PayAgain(At(C, day), ReturnedOfC, ++instruction).Value);
        Book.Post(BankResult.Settle(At(C, day), new(instruction, Round1, PaymentKind.Ratio)).Value);
    }

    public static DateOnly Decision => Book.Day(11, 20);

    public void Dismiss(DateOnly day) => Book.Post(CaseHold.ReleaseAll(At(B, day), Case).Entry);

    public Deducted Deduct(Money v)
    {
        var served = Deduction.Serve(At(B, Decision), Case, v, new Ratio(35_000), Band, capLeft: new(1_000_000_000)).Value;
        Book.Post(served.Entry);
        return served;
    }

    /// <summary>Runs the catch-up plan of B and settles what it pays.</summary>
    public IReadOnlyList<RoundCatchUp> CatchUp(DateOnly day)
    {
        var plan = CatchUpPlan.For(B, Book.Postings, PastOf(B), day);
        foreach (var round in plan)
        {
            Book.Post(round.Post(At(B, day), ++instruction, []));
            if (round.Amount.IsPositive) Book.Post(BankResult.Settle(At(B, day), new(instruction, round.Round, PaymentKind.CatchUp)).Value);
        }
        return plan;
    }

    public void ReturnUnusedReserve(DateOnly day)
    {
        foreach (var unused in ReserveReturn.Unused(At(B, day), Case)) Book.Post(ReserveReturn.Post(At(B, day), unused, draws[unused.Round]));
    }

    /// <summary>What the bank has paid out in all, and what is left: free, in runs, and reserved.</summary>
    public Money CashPaid => -Book.Total(Account.FundSource) - CashLeft;

    public Money CashLeft => Book.Total(Account.Fund) + Book.Total(Account.RunCash) + Book.Total(Account.Reserve);

    private void Certify(long contract, long certificate, long gross, CertificateTerms terms, DateOnly on) =>
        Book.Post(Certification.Certify(At(contract, on), certificate, new(gross), terms, ceiling: new(1_000_000_000)).Value.Entry);

    private RoundQuestion Question(DateOnly cutoff, DateOnly next, Ratio?[] named, long[] receipts)
    {
        var balances = new[] { A, B, C, D, E }.Select(contract => At(contract, cutoff)).ToList();
        return new RoundQuestion(
            RoundFund.Available(Receipts(receipts), FundScope.All),
            balances.SelectMany(WageAllocation.Needed).ToList(),
            [],
            balances.Select(b => new TypedLine(b.Contract is A or B ? 0 : 1, SnapshotLine.At(b, next, b.Contract == E ? LeftOutGround.NoLiveIntegrityContract : null))).ToList(),
            named);
    }

    private FundReceipt[] Receipts(params long[] ids) => [.. ids.Select(id => new FundReceipt(id, Book.Day(9, 1), FundScope.All, Book.Total(Account.Fund, id)))];

    private Dictionary<long, InstructionRef> Execute(long round, DateOnly cutoff, DateOnly day, RoundQuestion question, RoundTrial trial)
    {
        draws[round] = [.. RoundFund.Draw(Receipts(Recovered, Raised, Third), FundScope.All, trial.Fund).Value];
        Book.Post(RoundFund.SetApart(round, draws[round], day));
        Book.Post(RoundFund.Return(round, RoundFund.GiveBack(draws[round], trial.Residual), day));
        foreach (var wage in trial.Wages.Paid)
        {
            Book.Post(StatutoryPayment.Wages(At(wage.Contract, day), wage.Certificate, ++instruction).Value);
            Book.Post(BankResult.Settle(At(wage.Contract, day), new(instruction, round, PaymentKind.Wage)).Value);
        }
        var sent = new Dictionary<long, InstructionRef>();
        for (var i = 0; i < trial.Lines.Count; i++)
        {
            var line = trial.Lines[i];
            if (line.E.IsZero) continue;
            var snapshot = question.Lines[i].Line;
            sent[line.Contract] = new(++instruction, round, PaymentKind.Ratio);
            Book.Post(LineExecution.Execute(At(line.Contract, day), round, cutoff, line,
                [new(instruction, 0, line.Pay)], line.SetAsideParts(snapshot.SetAsideDues), []).Value);
            Book.Post(BankResult.Settle(At(line.Contract, day), sent[line.Contract]).Value);
            if (!past.TryGetValue(line.Contract, out var rounds)) past[line.Contract] = rounds = [];
            rounds.Add(new PastRound(round, cutoff, line.Ratio, line.Free));
        }
        return sent;
    }
}
