using CsCheck;
using Integrity.Domain.Certificates;
using Integrity.Domain.Ledger;
using Integrity.Domain.Values;
using Integrity.Tests.Ledger;
using Xunit;

namespace Integrity.Tests.Certificates;

/// <summary>O-7, O-9.</summary>
public sealed class OverdueInterestTests
{
    private const long Contract = 1, Certificate = 2, Round = 3;
    private static readonly DateOnly Due = Book.Day(9, 9);
    private readonly Book book = new();

    public OverdueInterestTests() => book.Post(LedgerEntry.On(Due.AddDays(-30)).Debit(Contract, Account.WorkCertified, new(68_356_989))
        .Credit(Contract, Account.Payable, new(68_356_989), Standing.Open, Certificate, Due).Close());

    [Fact]
    public void Interest_runs_from_the_day_after_the_due_day_and_is_floored_once()
    {
        Assert.Equal(Money.Zero, At(Due).Accrued);
        Assert.Equal(new Money(34_178), At(Due.AddDays(1)).Accrued);
        Assert.Equal(new Money(68_356), At(Due.AddDays(2)).Accrued);
        Assert.Equal(new Money(102_535), At(Due.AddDays(3)).Accrued);
    }

    [Fact]
    public void A_round_does_not_stop_the_clock_only_the_bank_does()
    {
        Move(Due.AddDays(1), Standing.Open, Standing.InFlight);
        Assert.Equal((Int128)68_356_989 * 5, At(Due.AddDays(5)).FenDays);
        Move(Due.AddDays(5), Standing.InFlight, Standing.Returned);
        Assert.Equal((Int128)68_356_989 * 7, At(Due.AddDays(7)).FenDays);
        Move(Due.AddDays(7), Standing.Returned, Standing.InFlight);
        book.Post(LedgerEntry.On(Due.AddDays(8)).Lower(Contract, Only()).Credit(Contract, Account.RunCash, new(68_356_989), subject: Round).Close());
        Assert.Equal((Int128)68_356_989 * 8, At(Due.AddDays(100)).FenDays);
    }

    [Fact]
    public void Held_time_bears_none_and_a_dispute_that_the_contractor_wins_bears_it_all()
    {
        Move(Due.AddDays(2), Standing.Open, Standing.Held);
        Move(Due.AddDays(6), Standing.Held, Standing.Open);
        Assert.Equal((Int128)68_356_989 * 3, At(Due.AddDays(7)).FenDays);
        Move(Due.AddDays(10), Standing.Open, Standing.Disputed);
        Assert.Equal((Int128)68_356_989 * 6, At(Due.AddDays(20)).FenDays);
        Move(Due.AddDays(20), Standing.Disputed, Standing.Open);
        Assert.Equal((Int128)68_356_989 * 16, At(Due.AddDays(20)).FenDays);
        Assert.Equal((Int128)68_356_989 * 17, At(Due.AddDays(21)).FenDays);
    }

    [Fact]
    public void A_dispute_before_the_due_day_that_the_contractor_wins_bears_interest_from_the_due_day_and_a_lost_one_none()
    {
        Move(Due.AddDays(-10), Standing.Open, Standing.Disputed);
        var disputed = Only();
        book.Post(LedgerEntry.On(Due.AddDays(4)).Move(Contract, disputed with { Amount = new(1_000) }, Standing.Open)
            .Lower(Contract, disputed with { Amount = new(68_355_989) }).Credit(Contract, Account.WorkCertified, new(68_355_989)).Close());
        Assert.Equal((Int128)1_000 * 4, At(Due.AddDays(4)).FenDays);
        Assert.Equal((Int128)1_000 * 9, At(Due.AddDays(9)).FenDays);
    }

    [Fact]
    public void Interest_is_a_payable_of_its_own_and_posted_once()
    {
        var day = Due.AddDays(2);
        book.Post(At(day).Post(Contract, day));
        Assert.Equal(Money.Zero, At(day).ToPost);
        Assert.Equal(new Money(34_179), At(day.AddDays(1)).ToPost);
        var balance = book.Balance(Contract, day);
        Assert.Equal((new Money(68_356), new Money(68_356_989)), (balance.InterestOwed, balance.Outstanding));
        Assert.Equal(balance.OutstandingByDefinition, balance.Outstanding);
    }

    [Fact]
    public void An_agreed_rate_goes_before_500_ppm() =>
        Assert.Equal(new Money(6_835), OverdueInterest.At(Contract, book.Postings, Due.AddDays(1), new Ratio(100)).Accrued);

    /// <summary>The sum over postings equals a count day by day over balances.</summary>
    [Fact]
    public void Fen_days_equal_the_overdue_balances_summed_day_by_day() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 40], Gen.Long[1, 1_000]).Array[0, 12].Sample(moves =>
        {
            var twin = new Book();
            twin.Post(LedgerEntry.On(Due.AddDays(-30)).Debit(1, Account.WorkCertified, new(3_000))
                .Credit(1, Account.Payable, new(1_000), Standing.Open, 1, Due).Credit(1, Account.Payable, new(1_000), Standing.Open, 2, Due.AddDays(7))
                .Credit(1, Account.Retention, new(1_000), tranche: 3, due: Due.AddDays(20)).Close());
            foreach (var (on, kind, fen) in moves.OrderBy(m => m.Item1))
            {
                var day = Due.AddDays(on);
                var balance = twin.Balance(1, day);
                var (from, to) = (kind % 4) switch { 0 => (balance.DueTranches, Standing.Held), 1 => (balance.Standing(Standing.Held), Standing.Open), 2 => (balance.DueTranches, Standing.InFlight), _ => (balance.Standing(Standing.InFlight), Standing.None) };
                var parts = Take.OldestDueFirst(from, new(fen)).Parts;
                var lines = LedgerEntry.On(day);
                foreach (var part in parts)
                    if (to != Standing.None) lines.Move(1, part, to, 9); else lines.Lower(1, part).Credit(1, Account.RunCash, part.Amount, subject: Round);
                twin.Post(lines.Close());
            }
            Int128 byDay = 0;
            for (var day = Due; day < Due.AddDays(60); day = day.AddDays(1))
                byDay += twin.Balance(1, day) is var b ? b.Tranches.Where(t => t.IsDue(day) && t.Standing != Standing.Held).Sum(t => t.Amount).Fen : 0;
            Assert.Equal(byDay, OverdueInterest.At(1, twin.Postings, Due.AddDays(60)).FenDays);
        }, iter: 200);

    [Theory]
    [InlineData(799, 1_000, true)]
    [InlineData(800, 1_000, false)]
    [InlineData(0, 0, false)]
    public void Below_80_percent_of_certified_work_the_progress_floor_is_missed(long paid, long certified, bool below) =>
        Assert.Equal(below, ProgressFloor.IsBelow(new Money(paid), new Money(certified)));

    [Fact]
    public void Money_in_flight_and_money_that_a_candidate_would_pay_count_for_the_floor()
    {
        var balance = book.Balance(Contract, Due);
        Assert.True(ProgressFloor.IsBelow(balance, new(54_685_591)));
        Assert.False(ProgressFloor.IsBelow(balance, new(54_685_592)));
        Move(Due, Standing.Open, Standing.InFlight);
        Assert.False(ProgressFloor.IsBelow(book.Balance(Contract, Due)));
    }

    private OverdueInterest At(DateOnly day) => OverdueInterest.At(Contract, book.Postings, day);

    private Tranche Only() => book.Balance(Contract, Book.Day(12, 31)).Tranches.Single();

    private void Move(DateOnly day, Standing from, Standing to) =>
        book.Post(LedgerEntry.On(day).Move(Contract, book.Balance(Contract, day).Standing(from), to, subject: 9).Close());
}
