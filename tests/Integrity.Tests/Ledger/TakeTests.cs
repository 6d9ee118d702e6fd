using Integrity.Domain.Ledger;
using Integrity.Domain.Values;
using Xunit;

namespace Integrity.Tests.Ledger;

/// <summary>O-3, P-5, C-6: in which order an amount is taken.</summary>
public sealed class TakeTests
{
    private static readonly DateOnly Today = Book.Day(9, 30);

    private static readonly Tranche[] Three =
    [
        Open(certificate: 2, due: 20, 300), Open(certificate: 1, due: 10, 200), Open(certificate: 3, due: 20, 100),
    ];

    [Fact]
    public void A_payment_takes_the_oldest_due_first()
    {
        var taken = Take.OldestDueFirst(Three, new(450));
        Assert.Equal([(1L, 200L), (2, 250)], taken.Parts.Select(p => (p.Certificate, p.Amount.Fen)));
        Assert.Equal(new Money(450), taken.Amount);
        Assert.Equal(Money.Zero, taken.Short);
    }

    [Fact]
    public void A_hold_takes_the_latest_due_first_and_says_what_is_short()
    {
        var taken = Take.LatestDueFirst(Three, new(650));
        Assert.Equal([(3L, 100L), (2, 300), (1, 200)], taken.Parts.Select(p => (p.Certificate, p.Amount.Fen)));
        Assert.Equal(new Money(50), taken.Short);
    }

    [Fact]
    public void A_correction_takes_what_is_not_held_first_then_held_and_never_wages()
    {
        var book = new Book();
        book.Post(LedgerEntry.On(Today).Debit(1, Account.WorkCertified, new(100))
            .Credit(1, Account.Payable, new(40), Standing.Wage, 5, Today)
            .Credit(1, Account.Payable, new(20), Standing.Held, 5, Today.AddDays(20), subject: 9)
            .Credit(1, Account.Payable, new(10), Standing.InFlight, 5, Today, subject: 4)
            .Credit(1, Account.Payable, new(5), Standing.Disputed, 5, Today, subject: 6)
            .Credit(1, Account.Retention, new(10), tranche: 5, due: Today.AddDays(1))
            .Credit(1, Account.Payable, new(15), Standing.Open, 5, Today).Close());
        var taken = Take.ForCorrection(book.Balance(1, Today), new(50));
        Assert.Equal([(Standing.Disputed, 5L), (Standing.Open, 15), (Standing.Held, 20)], taken.Parts.Select(p => (p.Standing, p.Amount.Fen)));
        Assert.Equal(new Money(10), taken.Short);
    }

    [Fact]
    public void A_negative_amount_is_a_fault() => Assert.Throws<ArgumentOutOfRangeException>(() => Take.OldestDueFirst(Three, new(-1)));

    private static Tranche Open(long certificate, int due, long fen) =>
        new(Account.Payable, Standing.Open, certificate, Book.Day(9, due), 0, new(fen));
}
