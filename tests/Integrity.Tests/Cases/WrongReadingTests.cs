using Integrity.Domain.Cases;
using Integrity.Domain.Certificates;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Ledger;
using Xunit;
using static Integrity.Tests.Cases.AcceptanceStory;

namespace Integrity.Tests.Cases;

/// <summary>Wrong readings of the law, each computed beside the right one on the acceptance case and shown to differ.</summary>
public sealed class WrongReadingTests
{
    private static readonly Ratio First = new(280_920), Second = new(121_071);
    private readonly AcceptanceStory story = WithCertificates();

    [Fact]
    public void Held_money_stays_in_the_sum_of_the_bases()
    {
        Money fund = new(45_665_113), a = new(95_061_729), free = new(64_063_199), e = new(67_493_828);
        var wrong = UniformRatio.LargestThatFits(fund, (a + free).Fen);
        Assert.Equal(new Ratio(286_976), wrong);
        Assert.Equal(new Money(984_508), e.Times(wrong) - free.Times(wrong));
        Assert.Equal(new Money(79), fund - a.Times(wrong) - free.Times(wrong));
        Assert.Equal(First, UniformRatio.LargestThatFits(fund, (a + e).Fen));
    }

    [Fact]
    public void Set_aside_is_a_difference_and_no_product()
    {
        var b = new RoundLine(B, new(64_063_199), new(3_430_629), First);
        Assert.Equal(new Money(963_732), b.SetAsideDue.Times(First));
        Assert.Equal(new Money(963_733), b.SetAside);
    }

    [Fact]
    public void What_is_reserved_already_is_taken_out_of_the_next_base()
    {
        story.Flag();
        story.RunRound1();
        var line = SnapshotLine.At(story.At(B, Cutoff2), Book.Day(11, 30));
        var wrong = RoundLine.Of(line, Second) with { SetAsideDue = story.At(B, Cutoff2).HeldFor(Case) };
        Assert.Equal(new Money(881_473), wrong.SetAside);
        Assert.Equal(new Money(764_793), RoundLine.Of(line, Second).SetAside);
    }

    [Fact]
    public void A_hold_takes_the_latest_due_not_the_earliest()
    {
        var day = Book.Day(9, 25);
        var wrong = Take.OldestDueFirst(story.At(B, day).OpenTranches, new(7_280_629));
        story.Book.Post(LedgerEntry.On(day).Move(B, wrong.Parts, Standing.Held, Case).Close());
        var line = RoundLine.Of(SnapshotLine.At(story.At(B, Cutoff1), Cutoff2), First);
        Assert.Equal((new Money(16_915_091), new Money(18_960_366)), (line.Pay, line.Entitlement));
        Assert.NotEqual(new Money(17_996_633), line.Pay);
    }

    [Fact]
    public void V_counts_the_case_s_own_hold_back_in()
    {
        story.Flag();
        var balance = story.At(B, Book.Day(9, 28));
        var wrong = PenaltyBase.Of(balance) - balance.HeldFor(Case);
        Assert.Equal((new Money(64_063_199), new Money(2_242_211)), (wrong, Deduction.Proposed(wrong, new Ratio(35_000))));
        Assert.Equal((new Money(71_343_828), new Money(2_497_033)), (PenaltyBase.Of(balance), Deduction.Proposed(PenaltyBase.Of(balance), new Ratio(35_000))));
    }

    [Fact]
    public void A_release_is_not_spread_pro_rata_and_a_deduction_does_not_take_the_oldest()
    {
        Money released = new(4_783_596), held = new(7_280_629), heldOfB1 = new(3_430_629);
        var proRata = new Money((long)((Int128)heldOfB1.Fen * released.Fen / held.Fen));
        Assert.Equal(new Money(1_135_694), CaughtUp(proRata, released));
        Assert.Equal(new Money(809_668), CaughtUp(heldOfB1 - new Money(2_497_033), released));
        Assert.Equal(new Money(1_426_207), CaughtUp(heldOfB1, released));
    }

    [Fact]
    public void A_returned_line_has_had_its_ratio_and_is_in_no_base()
    {
        story.Flag();
        story.RunRound1();
        var c = story.At(C, Cutoff2);
        Assert.Equal(new Money(55_555_555), c.Buckets.Due + c.Buckets.Returned);
        Assert.Equal(new Money(44_444_444), SnapshotLine.At(c, Book.Day(11, 30)).E);
    }

    [Fact]
    public void Retention_is_of_the_gross_and_not_of_the_part_without_labour()
    {
        var split = CertificateSplit.Of(new(123_456_789), new Ratio(200_000), new Ratio(30_000));
        Assert.Equal(new Money(2_962_962), (split.Gross - split.Labour).Times(new Ratio(30_000)));
        Assert.Equal(new Money(3_703_703), split.Retention);
    }

    private static Money CaughtUp(Money dueAtFirst, Money dueAtSecond) => CatchUp.Amounts(
        [new(new(64_063_199), dueAtFirst, First), new(new(46_066_566), dueAtSecond, Second)]).Sum();
}
