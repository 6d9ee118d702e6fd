using Integrity.Domain.Cases;
using Integrity.Domain.Certificates;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Ledger;
using Integrity.Tests.Refusals;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>P-3, P-4, P-5, P-7: the arithmetic of a case beside the acceptance example.</summary>
public sealed class CaseRulesTests
{
    private const long Contract = 1, Case = 41, Other = 42, Order = 43;
    private static readonly DateOnly Today = Book.Day(9, 30);
    private static readonly PenaltyBand Band = new(new(20_000), new(60_000));
    private readonly Book book = new();

    public CaseRulesTests() => book.Post(LedgerEntry.On(Book.Day(8, 1)).Debit(Contract, Account.WorkCertified, new(2_000))
        .Credit(Contract, Account.Payable, new(500), Standing.Wage, 1, Book.Day(9, 1))
        .Credit(Contract, Account.Payable, new(600), Standing.Open, 1, Book.Day(9, 1))
        .Credit(Contract, Account.Payable, new(400), Standing.Open, 2, Book.Day(10, 30))
        .Credit(Contract, Account.Payable, new(100), Standing.Disputed, 2, Book.Day(9, 1), subject: 7)
        .Credit(Contract, Account.Payable, new(50), Standing.Assigned, 2, Book.Day(9, 1), subject: 8)
        .Credit(Contract, Account.Payable, new(40), Standing.InFlight, 2, Book.Day(9, 1), subject: 9)
        .Credit(Contract, Account.Payable, new(30), Standing.FrozenByAuthority, 2, Book.Day(9, 1), Order)
        .Credit(Contract, Account.Payable, new(20), Standing.Returned, 2, Book.Day(9, 1), subject: 10)
        .Credit(Contract, Account.Retention, new(60), tranche: 1, due: Today.AddDays(1))
        .Credit(Contract, Account.Retention, new(200), tranche: 2, due: Today).Close());

    /// <summary>Invariant 6 among others: wages are in no base.</summary>
    [Fact]
    public void V_is_due_not_yet_due_returned_and_held_and_nothing_else()
    {
        Assert.Equal(new Money(600 + 200 + 400 + 20), PenaltyBase.Of(Balance()));
        Lay(700);
        Assert.Equal(new Money(1_220), PenaltyBase.Of(Balance()));
    }

    [Fact]
    public void A_hold_is_bounded_by_V()
    {
        Assert.Equal(new Money(160), CaseHold.Bound(new(1_000), Band.Max, new(100)));
        Assert.Equal(new Money(1_000), CaseHold.Bound(new(1_000), Band.Max, new(100_000)));
    }

    [Fact]
    public void A_hold_takes_open_amounts_alone_retention_fallen_due_among_them_and_says_what_is_short()
    {
        var laid = CaseHold.Lay(Balance(), Case, new(1_220)).Value;
        Assert.Equal((new Money(1_200), new Money(20)), (laid.Moved, laid.Short));
        book.Post(laid.Entry);
        var after = Balance().Buckets;
        Assert.Equal((new Money(500), new Money(100), new Money(50), new Money(40), new Money(30), new Money(20)),
            (after.Wage, after.Disputed, after.Assigned, after.InFlight, after.FrozenByAuthority, after.Returned));
        Assert.Equal((Money.Zero, new Money(60)), (after.Due + after.NotYetDue, Balance().RetentionNotDue));
        Assert.Equal("cases.already_held", Provoked.Saw(CaseHold.Lay(Balance(), Case, new(1)).Refusal!).Code);
    }

    [Fact]
    public void A_release_takes_the_earliest_due_and_no_more_than_is_held()
    {
        Lay(500);
        book.Post(CaseHold.Release(Balance(), Case, new(60)).Value.Entry);
        Assert.Equal([(Today, 40L), (Book.Day(10, 30), 400)], Balance().Standing(Standing.Held, Case).Select(t => (t.Due, t.Amount.Fen)));
        Assert.Equal("cases.release_above_held", Provoked.Saw(CaseHold.Release(Balance(), Case, new(441)).Refusal!).Code);
        book.Post(CaseHold.ReleaseAll(Balance(), Case).Entry);
        Assert.Equal(Money.Zero, Balance().Buckets.Held);
    }

    [Fact]
    public void Service_re_sets_a_hold_and_never_makes_it_higher()
    {
        Lay(100);
        Assert.Equal(Money.Zero, CaseHold.ResetAtService(Balance(), Case, PenaltyBase.Of(Balance()), Band.Max, claimedLoss: new(1_000)).Moved);
        Assert.Equal(new Money(100 - 73), CaseHold.ResetAtService(Balance(), Case, PenaltyBase.Of(Balance()), Band.Max, claimedLoss: Money.Zero).Moved);
    }

    [Theory]
    [InlineData(50_000, 1_000_000, 500, 500, 0)]
    [InlineData(50_000, 300, 300, 300, 0)]
    [InlineData(60_000, 1_000_000, 600, 600, 0)]
    public void A_deduction_is_the_least_of_percentage_cap_and_what_is_there(int ppm, long capLeft, long wanted, long deducted, long shortfall)
    {
        Lay(600);
        var served = Deduction.Serve(Balance(), Case, v: new(10_000), new Ratio(ppm), Band, new(capLeft)).Value;
        Assert.Equal((new Money(deducted), new Money(shortfall), new Money(600 - deducted)), (served.Amount, served.Shortfall, served.Released));
        Assert.Equal(wanted, deducted + shortfall);
    }

    [Fact]
    public void Beyond_its_hold_a_deduction_takes_the_latest_due_and_what_is_not_there_is_a_claim_outside_the_payables()
    {
        Lay(100);
        var served = Deduction.Serve(Balance(), Case, v: new(30_000), new Ratio(50_000), Band, new(1_000_000)).Value;
        Assert.Equal((new Money(1_200), new Money(300), Money.Zero), (served.Amount, served.Shortfall, served.Released));
        book.Post(served.Entry);
        Assert.Equal((new Money(500), new Money(20), Money.Zero), (Balance().Buckets.Wage, Balance().Buckets.Returned, Balance().Buckets.Due));
        Assert.Equal(Balance().OutstandingByDefinition, Balance().Outstanding);
    }

    [Fact]
    public void A_deduction_leaves_the_hold_of_another_case_alone()
    {
        Lay(600);
        book.Post(CaseHold.Lay(Balance(), Other, new(500)).Value.Entry);
        var served = Deduction.Serve(Balance(), Case, v: new(30_000), new Ratio(50_000), Band, new(1_000_000)).Value;
        book.Post(served.Entry);
        Assert.Equal((new Money(700), new Money(500)), (served.Amount, Balance().HeldFor(Other)));
    }

    [Fact]
    public void An_admitted_loss_is_set_off_out_of_what_was_held_for_it()
    {
        Lay(600);
        var served = Deduction.Serve(Balance(), Case, v: new(10_000), new Ratio(50_000), Band, new(1_000_000), admittedLoss: new(70)).Value;
        book.Post(served.Entry);
        Assert.Equal((new Money(500), new Money(70), new Money(30)), (served.Amount, served.SetOff, served.Released));
        Assert.Equal((new Money(70), Balance().OutstandingByDefinition), (Balance().SetOff, Balance().Outstanding));
    }

    [Theory]
    [InlineData(19_999, "cases.outside_band")]
    [InlineData(20_000, null)]
    [InlineData(60_000, null)]
    [InlineData(60_001, "cases.outside_band")]
    public void A_percentage_outside_its_signed_band_is_impossible(int ppm, string? code)
    {
        Lay(600);
        Assert.Equal(code, Deduction.Serve(Balance(), Case, new(1_000), new Ratio(ppm), Band, new(1_000)).Refusal?.Code);
        Assert.True(Band.IsLawful);
        Assert.False(new PenaltyBand(Band.Max, Band.Min).IsLawful);
    }

    [Fact]
    public void The_cap_bounds_all_deductions_of_a_contract_together()
    {
        Assert.Equal(new Money(70), DeductionCap.Left(new(2_000), new Ratio(50_000), deductedNet: new(30)));
        Assert.Equal(Money.Zero, DeductionCap.Left(new(2_000), new Ratio(50_000), deductedNet: new(101)));
    }

    [Theory]
    [InlineData(1_300, 1_000, false)]
    [InlineData(1_301, 1_000, true)]
    [InlineData(1, 0, true)]
    public void A_deduction_above_1_3_times_the_documented_loss_must_be_answered(long deduction, long loss, bool warns) =>
        Assert.Equal(warns, LossMeter.NeedsAnswer(new(deduction), new(loss)));

    [Fact]
    public void A_hold_stands_30_90_or_180_days_and_its_last_day_does_not_roll()
    {
        Assert.Equal(Book.Day(10, 25), HoldPeriod.LastDay(Book.Day(9, 25), HoldPeriod.FirstDays));
        Assert.Equal(Book.Day(12, 24), HoldPeriod.LastDay(Book.Day(9, 25), HoldPeriod.RenewedDays));
        Assert.Equal(Book.Day(3, 24, 2027), HoldPeriod.LastDay(Book.Day(9, 25), HoldPeriod.ExtendedDays));
        Assert.Equal(Book.Day(12, 24), HoldPeriod.LastDay(Book.Day(9, 25), HoldPeriod.RemittedDays));
    }

    [Fact]
    public void What_is_held_must_equal_the_unlapsed_exposures()
    {
        Lay(600);
        Assert.Empty(HoldCheck.Differences(Balance(), new Dictionary<long, Money> { [Case] = new(600) }));
        Assert.Equal([(Case, new Money(600), new Money(599)), (Other, Money.Zero, new Money(5))],
            HoldCheck.Differences(Balance(), new Dictionary<long, Money> { [Case] = new(599), [Other] = new(5) }));
    }

    [Fact]
    public void Reversal_interest_is_floored_once_over_all_rounds() =>
        Assert.Equal(new Money(2), Reversal.Interest([(new(2_999), Today.AddDays(-1)), (new(1_001), Today.AddDays(-1))], Today));

    /// <summary>C-6, R-5: to the past rounds it is as if it had never been owed.</summary>
    [Fact]
    public void What_a_correction_takes_out_of_a_hold_is_not_caught_up()
    {
        Lay(800);
        var rounds = Round(Today, new Ratio(500_000));
        book.Post(Certification.Certify(Balance(), 9, new(-800), new(default, default, null, true), new(10_000)).Value.Entry);
        Assert.Equal(new Money(300), Balance().HeldFor(Case));
        book.Post(CaseHold.ReleaseAll(Balance(), Case).Entry);
        // Held and due at the cut-off: 200 retention and 200 of certificate 1; the correction took the 400 not yet due and 100 of these.
        var plan = CatchUpPlan.For(Contract, book.Postings, rounds, Today);
        Assert.Equal(new Money(150), plan.Single().Amount);
        Post(plan);
        Assert.Equal((new Money(50), new Money(15)), (Balance().ReservedFor(Case), Balance().ReservedFor(Order)));
    }

    [Fact]
    public void An_order_that_freezes_held_money_keeps_it_from_the_contractor_without_a_break()
    {
        Lay(600);
        var rounds = Round(Today, new Ratio(500_000));
        Assert.Equal(new Money(100), Balance().ReservedFor(Case));
        book.Post(LedgerEntry.On(Today).Move(Contract, Balance().Standing(Standing.Held, Case), Standing.FrozenByAuthority, Order).Close());
        var plan = CatchUpPlan.For(Contract, book.Postings, rounds, Today);
        Assert.Equal((Money.Zero, Money.Zero), (plan.Single().Amount, plan.Single().FromFund));
        Post(plan);
        Assert.Equal((Money.Zero, new Money(115)), (Balance().ReservedFor(Case), Balance().ReservedFor(Order)));
        var parts = Take.LatestDueFirst(Balance().Standing(Standing.FrozenByAuthority, Order), new(600)).Parts;
        book.Post(LedgerEntry.On(Today).Move(Contract, parts, Standing.Open).Close());
        Assert.Equal(new Money(100), CatchUpPlan.For(Contract, book.Postings, rounds, Today).Single().Amount);
    }

    private ContractBalance Balance() => book.Balance(Contract, Today);

    private void Lay(long fen) => book.Post(CaseHold.Lay(Balance(), Case, new(fen)).Value.Entry);

    private PastRound[] Round(DateOnly cutoff, Ratio ratio)
    {
        var snapshot = SnapshotLine.At(Balance(), cutoff.AddDays(30));
        var line = RoundLine.Of(snapshot, ratio);
        var assigned = line.AssigneesPay(snapshot.Assigned).Sum(a => a.Amount);
        book.Post(LineExecution.Execute(Balance(), 70, cutoff, line, [new(90, 0, line.Pay - assigned), new(91, 8, assigned)], line.SetAsideParts(snapshot.SetAsideDues), []).Value);
        return [new PastRound(70, cutoff, ratio, line.Free) { LastEntry = book.LastEntry - 1 }];
    }

    private void Post(IReadOnlyList<RoundCatchUp> plan)
    {
        foreach (var round in plan) book.Post(round.Post(Balance(), 99, []));
    }
}
