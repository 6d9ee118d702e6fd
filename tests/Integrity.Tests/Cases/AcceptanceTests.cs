using Integrity.Domain.Cases;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Ledger;
using Integrity.Tests.Refusals;
using Xunit;
using static Integrity.Tests.Cases.AcceptanceStory;

namespace Integrity.Tests.Cases;

/// <summary>One case through all the money rules, to the fen (O-1 to O-4, R-2 to, P-3 to P-5, P-7).</summary>
public sealed class AcceptanceTests
{
    private readonly AcceptanceStory story = WithCertificates();

    [Fact]
    public void B_stands_as_certified_before_the_flag()
    {
        var balance = story.At(B, Book.Day(9, 24));
        Assert.Equal(new Buckets() with { Wage = new(18_530_864), Due = new(67_493_828), NotYetDue = new(3_850_000) }, balance.Buckets);
        Assert.Equal((new Money(89_874_692), new Money(2_779_629)), (balance.Outstanding, balance.RetentionNotDue));
    }

    [Fact]
    public void The_flag_holds_all_of_B2_and_the_rest_of_B1()
    {
        Assert.Equal(new Money(71_343_828), story.Flag());
        var balance = story.At(B, Book.Day(9, 25));
        Assert.Equal([(B1, 3_430_629L), (B2, 3_850_000)], balance.Standing(Standing.Held, Case).Select(t => (t.Certificate, t.Amount.Fen)));
        Assert.Equal(new Buckets() with { Wage = new(18_530_864), Due = new(64_063_199), Held = new(7_280_629) }, balance.Buckets);
        Assert.Equal(new Money(89_874_692), balance.Outstanding);
        // Served 09-28: the same V, so nothing is released.
        Assert.Equal(Money.Zero, CaseHold.ResetAtService(story.At(B, Book.Day(9, 28)), Case, PenaltyBase.Of(story.At(B, Book.Day(9, 28))), Band.Max, ClaimedLoss).Moved);
        Assert.Equal(new Money(4_280_629), new Money(71_343_828).Times(Band.Max));
    }

    [Fact]
    public void Round_1_to_the_fen()
    {
        story.Flag();
        var question = story.Question1();
        Assert.Equal(new Money(100_000_000), question.Fund);
        var trial = RoundTrial.Try(question).Value;
        Assert.Equal((new Money(43_222_221), new Money(56_777_779)), (trial.Wages.PaidAmount, trial.LeftForRatio));
        Assert.Equal([24_691_357L, 18_530_864], trial.Wages.Paid.GroupBy(w => w.Contract).OrderBy(g => g.Key).Select(g => g.Sum(w => w.Amount).Fen));
        Assert.Equal((new Money(162_555_557), new Ratio(280_920)), (trial.Ratios!.Types[0].Base, trial.Ratios.Types[0].Ratio));
        Assert.Equal([(A, 26_704_740L, 0L), (B, 17_996_633, 963_733), (C, 11_111_111, 0), (D, 1_555, 0), (E, 0, 0)], Lines(trial));
        Assert.Equal((new Money(64_063_199), new Money(67_493_828), new Money(18_960_366)), (trial.Lines[1].Free, trial.Lines[1].E, trial.Lines[1].Entitlement));
        Assert.Equal(new Money(45_665_113), trial.LeftForRatio - trial.Ratios.Types[1].Entitlement);
        Assert.Equal((new Money(7), new Money(99_036_260), new Money(963_733)), (trial.Residual, trial.Wages.PaidAmount + trial.Paid, trial.SetAside));
        Assert.Equal(new Money(34_178), RoundPrice.InterestADay(question.Lines[0].Line, trial.Lines[0].Pay));
        Assert.Equal(new Money(7), RoundPrice.Of(question, trial).Residual);
        Assert.Equal(LeftOutGround.NoLiveIntegrityContract, question.Lines[4].Line.LeftOut);
    }

    [Fact]
    public void After_round_1_B_has_46_066_566_due_and_C_waits_with_its_returned_money()
    {
        story.Flag();
        story.RunRound1();
        var b = story.At(B, Book.Day(10, 15));
        Assert.Equal(new Buckets() with { Due = new(46_066_566), Held = new(7_280_629) }, b.Buckets);
        Assert.Equal((new Money(53_347_195), new Money(963_733)), (b.Outstanding, b.Reserved));
        var c = story.At(C, Book.Day(10, 15));
        Assert.Equal(new Buckets() with { Due = new(44_444_444), Returned = new(11_111_111) }, c.Buckets);
        story.PayCAgain();
        Assert.Equal((new Money(11_111_111), Money.Zero), (story.At(C, Book.Day(11, 5)).Settled, story.At(C, Book.Day(11, 5)).Buckets.Returned));
    }

    [Fact]
    public void Round_2_to_the_fen()
    {
        story.Flag();
        story.RunRound1();
        var trial = story.RunRound2();
        Assert.Equal((new Money(20_000_007), new Ratio(121_071)), (trial.Fund, trial.Ratios!.Types[0].Ratio));
        Assert.Equal(new Money(165_191_117), trial.Lines.Sum(l => l.E));
        Assert.Equal([(A, 68_356_989L, 68_356_989L), (B, 46_066_566, 52_383_462), (C, 44_444_444, 44_444_444), (D, 6_222, 6_222), (E, 0, 0)],
            trial.Lines.Select(l => (l.Contract, l.Free.Fen, l.E.Fen)));
        Assert.Equal(new Money(6_316_896), trial.Lines[1].SetAsideDue);
        Assert.Equal([(A, 8_276_049L, 0L), (B, 5_577_325, 764_793), (C, 5_380_933, 0), (D, 753, 0), (E, 0, 0)], Lines(trial));
        Assert.Equal((new Money(6_342_118), new Money(19_235_060), new Money(764_793), new Money(154)),
            (trial.Lines[1].Entitlement, trial.Paid, trial.SetAside, trial.Residual));
        var b = story.At(B, Paid2);
        Assert.Equal(new Buckets() with { Due = new(40_489_241), Held = new(7_280_629) }, b.Buckets);
        Assert.Equal((new Money(47_769_870), new Money(1_728_526)), (b.Outstanding, b.Reserved));
    }

    [Fact]
    public void Dismissed_B_is_caught_up_and_stands_as_its_twin()
    {
        TwoRounds();
        story.Dismiss(Decision);
        Assert.Equal([(Round1, 963_733L), (Round2, 764_793)], story.CatchUp(Decision).Select(r => (r.Round, r.Amount.Fen)));
        var b = story.At(B, Decision);
        Assert.Equal(new Buckets() with { Due = new(46_041_344) }, b.Buckets);
        Assert.Equal((new Money(46_041_344), Money.Zero), (b.Outstanding, b.Reserved));
        // The twin that was never held: both entitlements.
        Assert.Equal(18_960_366 + 6_342_118, 17_996_633 + 5_577_325 + 1_728_526);
        Assert.Equal((new Money(119_999_846), new Money(154)), (story.CashPaid, story.CashLeft));
        Sound();
        Assert.Empty(story.CatchUp(Decision));
    }

    [Fact]
    public void Deducted_B_is_caught_up_as_if_the_deducted_fen_had_never_been_owed()
    {
        TwoRounds();
        var served = story.Deduct(new(71_343_828));
        Assert.Equal((new Money(2_497_033), new Money(4_783_596), Money.Zero), (served.Amount, served.Released, served.Shortfall));
        Assert.Equal([(B2, 2_497_033L)], Reversal.Standing(B, story.Book.Postings, Case).Select(t => (t.Certificate, t.Amount.Fen)));
        Assert.Equal([(Round1, 963_733L), (Round2, 462_474)], story.CatchUp(Decision).Select(r => (r.Round, r.Amount.Fen)));
        var b = story.At(B, Decision);
        Assert.Equal(new Buckets() with { Due = new(43_846_630) }, b.Buckets);
        Assert.Equal((new Money(43_846_630), new Money(302_319)), (b.Outstanding, b.Reserved));
        Assert.False(LossMeter.NeedsAnswer(served.Amount, ClaimedLoss));
        Assert.Equal((new Money(119_697_527), new Money(302_473)), (story.CashPaid, story.CashLeft));
        Sound();
    }

    [Fact]
    public void Reversed_B_gets_its_deduction_its_catch_up_and_interest()
    {
        TwoRounds();
        story.Deduct(new(71_343_828));
        story.CatchUp(Decision);
        var day = Paid2.AddDays(40);
        story.Book.Post(Reversal.Reverse(B, story.Book.Postings, Case, day).Value);
        var plan = story.CatchUp(day);
        Assert.Equal([(Round2, 302_319L)], plan.Select(r => (r.Round, r.Amount.Fen)));
        Assert.Equal(new Money(6_046), Reversal.Interest([(plan[0].Amount, Paid2)], day));
        var b = story.At(B, day);
        Assert.Equal(new Buckets() with { Due = new(46_041_344) }, b.Buckets);
        Assert.Equal(Money.Zero, b.Reserved);
        Sound();
        Assert.Equal("cases.nothing_deducted", Provoked.Saw(Reversal.Reverse(B, story.Book.Postings, Case, day).Refusal!).Code);
    }

    [Fact]
    public void The_reserve_that_is_left_goes_back_to_its_receipts_and_a_later_reversal_takes_it_from_the_fund_again()
    {
        TwoRounds();
        story.Deduct(new(71_343_828));
        story.CatchUp(Decision);
        story.ReturnUnusedReserve(Decision);
        Assert.Equal((Money.Zero, new Money(302_473)), (story.At(B, Decision).Reserved, story.Book.Total(Account.Fund)));
        story.Book.Post(Reversal.Reverse(B, story.Book.Postings, Case, Decision).Value);
        var plan = CatchUpPlan.For(B, story.Book.Postings, story.PastOf(B), Decision).Single();
        Assert.Equal((Round2, new Money(302_319), new Money(302_319)), (plan.Round, plan.Amount, plan.FromFund));
        story.Book.Post(plan.Post(story.At(B, Decision), 9_000, [new(Third, new(302_319))]));
        Assert.Empty(CatchUpPlan.For(B, story.Book.Postings, story.PastOf(B), Decision));
        Assert.Equal((new Money(302_319), new Money(154)), (story.At(B, Decision).Buckets.InFlight, story.Book.Total(Account.Fund)));
        Sound();
    }

    [Fact]
    public void A_remitted_case_holds_again_what_it_deducted_without_a_catch_up_in_between()
    {
        TwoRounds();
        story.Deduct(new(71_343_828));
        story.CatchUp(Decision);
        story.Book.Post(Reversal.Remit(B, story.Book.Postings, Case, Decision).Value);
        Assert.Empty(CatchUpPlan.For(B, story.Book.Postings, story.PastOf(B), Decision));
        var b = story.At(B, Decision);
        Assert.Equal(new Buckets() with { Due = new(43_846_630), Held = new(2_497_033) }, b.Buckets);
        Assert.Equal(new Money(302_319), b.ReservedFor(Case));
        story.Dismiss(Decision);
        Assert.Equal([(Round2, 302_319L)], story.CatchUp(Decision).Select(r => (r.Round, r.Amount.Fen)));
        Assert.Equal(new Money(46_041_344), story.At(B, Decision).Outstanding);
        Sound();
    }

    [Fact]
    public void Variant_a_notice_served_after_round_1_lowers_the_hold_and_catches_up()
    {
        story.Flag();
        story.RunRound1();
        var day = Book.Day(10, 16);
        var v = PenaltyBase.Of(story.At(B, day));
        Assert.Equal((new Money(53_347_195), new Money(3_200_831)), (v, v.Times(Band.Max)));
        Assert.Equal(new Money(6_200_831), CaseHold.Bound(v, Band.Max, ClaimedLoss));
        var reset = CaseHold.ResetAtService(story.At(B, day), Case, PenaltyBase.Of(story.At(B, day)), Band.Max, ClaimedLoss);
        Assert.Equal(new Money(1_079_798), reset.Moved);
        story.Book.Post(reset.Entry);
        Assert.Equal([(Round1, 303_337L)], story.CatchUp(day).Select(r => (r.Round, r.Amount.Fen)));
        Assert.Equal(new Money(660_396), story.At(B, day).ReservedFor(Case));
        Assert.Equal(new Money(1_867_151), Deduction.Proposed(v, new Ratio(35_000)));
        // The second round takes no notice: the same entitlement, and after a dismissal the same end.
        Assert.Equal(new Money(6_342_118), story.RunRound2().Lines[1].Entitlement);
        story.Dismiss(Decision);
        story.CatchUp(Decision);
        Assert.Equal(new Money(46_041_344), story.At(B, Decision).Outstanding);
        Sound();
    }

    private void TwoRounds()
    {
        story.Flag();
        story.RunRound1();
        story.RunRound2();
        story.PayCAgain();
    }

    private void Sound()
    {
        Assert.True(story.Book.Balances());
        foreach (var contract in new[] { A, B, C, D, E })
            Assert.Equal(story.At(contract, Book.Day(12, 31)).OutstandingByDefinition, story.At(contract, Book.Day(12, 31)).Outstanding);
    }

    private static IEnumerable<(long, long, long)> Lines(RoundTrial trial) => trial.Lines.Select(l => (l.Contract, l.Pay.Fen, l.SetAside.Fen));
}
