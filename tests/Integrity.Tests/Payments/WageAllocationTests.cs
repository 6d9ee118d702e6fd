using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Ledger;
using Integrity.Tests.Refusals;
using Xunit;

namespace Integrity.Tests.Payments;

/// <summary>O-5: wages first, oldest certificate first, whole lines, an alarm.</summary>
public sealed class WageAllocationTests
{
    private static readonly WageLine[] Lines = [Line(3, 30), Line(1, 10), Line(2, 20)];

    [Theory]
    [InlineData(60, 3, 0)]
    [InlineData(59, 2, 30)]
    [InlineData(10, 1, 50)]
    [InlineData(9, 0, 60)]
    public void Short_money_pays_the_oldest_certificates_whole_and_raises_an_alarm(long money, int paid, long uncovered)
    {
        var wages = WageAllocation.Of(Lines, new(money));
        Assert.Equal(Enumerable.Range(1, paid).Select(i => (long)i), wages.Paid.Select(l => l.Certificate));
        Assert.Equal((new Money(uncovered), uncovered > 0), (wages.Uncovered, wages.IsShort));
    }

    [Fact]
    public void A_smaller_line_never_overtakes_an_older_one() =>
        Assert.Empty(WageAllocation.Of([Line(1, 10), Line(2, 1)], new(9)).Paid);

    [Fact]
    public void A_returned_wage_waits_with_its_cash_and_needs_no_new_money()
    {
        var book = new Book();
        var day = Book.Day(9, 1);
        book.Post(LedgerEntry.On(day).Debit(1, Account.WorkCertified, new(30)).Credit(1, Account.Payable, new(30), Standing.Wage, 5, day).Close());
        Assert.Equal([new WageLine(1, 5, day, new(30))], WageAllocation.Needed(book.Balance(1, day)));
        book.Post(StatutoryPayment.Wages(book.Balance(1, day), certificate: 5, instruction: 80).Value);
        book.Post(BankResult.Return(book.Balance(1, day), new(80, Run: 50, PaymentKind.Wage)).Value);
        var balance = book.Balance(1, day);
        Assert.Equal((new Money(30), Money.Zero), (balance.Buckets.Wage, balance.Buckets.Returned));
        Assert.Empty(WageAllocation.Needed(balance));
        Assert.Equal("payments.no_wage_unpaid", Provoked.Saw(StatutoryPayment.Wages(balance, 5, 81).Refusal!).Code);
        book.Post(BankResult.PayAgain(balance, returned: 80, again: 81).Value);
        book.Post(BankResult.Settle(book.Balance(1, day), new(81, 50, PaymentKind.Wage)).Value);
        Assert.Equal((new Money(30), Money.Zero), (book.Balance(1, day).Settled, book.Balance(1, day).Outstanding));
    }

    private static WageLine Line(long certificate, long fen) => new(1, certificate, Book.Day(9, (int)certificate), new(fen));

    /// <summary>O-5: oldest is the certificate, not the day it falls due: a contract with a long term does not put its first wages last.</summary>
    [Fact]
    public void The_oldest_certificate_is_paid_first_though_a_later_one_falls_due_before()
    {
        var allocation = WageAllocation.Of([new(1, 7, new(2026, 8, 1), new(50)), new(2, 3, new(2026, 9, 1), new(100))], new(100));
        Assert.Equal((3, 7), (allocation.Paid.Single().Certificate, allocation.Unpaid.Single().Certificate));
    }
}
