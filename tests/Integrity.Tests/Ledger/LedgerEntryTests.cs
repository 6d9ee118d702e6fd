using Integrity.Domain.Ledger;
using Integrity.Domain.Values;
using Xunit;

namespace Integrity.Tests.Ledger;

/// <summary>L-1, invariant 12.</summary>
public sealed class LedgerEntryTests
{
    private static readonly DateOnly Today = Book.Day(9, 1);

    [Fact]
    public void An_entry_that_does_not_sum_to_zero_cannot_be_closed()
    {
        var lines = LedgerEntry.On(Today).Debit(1, Account.WorkCertified, new(100)).Credit(1, Account.Payable, new(99), Standing.Open);
        Assert.Throws<InvalidOperationException>(lines.Close);
        Assert.Equal(3, lines.Credit(1, Account.Retention, new(1)).Close().Postings.Count);
    }

    [Fact]
    public void Amounts_that_would_overflow_do_not_pass_as_balanced()
    {
        var lines = LedgerEntry.On(Today).Debit(1, Account.WorkCertified, new(long.MaxValue)).Debit(1, Account.WorkCertified, new(long.MaxValue)).Debit(1, Account.WorkCertified, new(2));
        Assert.Throws<InvalidOperationException>(lines.Close);
    }

    [Fact]
    public void A_debit_or_credit_is_never_negative() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => LedgerEntry.On(Today).Debit(1, Account.Payable, new(-1)));

    [Fact]
    public void Nothing_is_written_for_zero_and_the_books_give_the_number()
    {
        Assert.True(LedgerEntry.On(Today).Debit(1, Account.Payable, Money.Zero).Close().IsEmpty);
        var entry = LedgerEntry.On(Today).Debit(1, Account.Fund, new(5)).Credit(1, Account.FundSource, new(5)).Close();
        Assert.All(entry.Postings, p => Assert.Equal(0, p.Entry));
        Assert.All(entry.Numbered(7), p => Assert.Equal((7, Today), (p.Entry, p.Day)));
        Assert.Throws<ArgumentOutOfRangeException>(() => entry.Numbered(0));
    }

    [Fact]
    public void Retention_stays_retention_until_its_due_day_and_is_a_payable_after_it()
    {
        var retention = new Tranche(Account.Retention, Standing.None, Certificate: 3, Today.AddDays(1), Subject: 0, new(10));
        var early = LedgerEntry.On(Today).Move(1, retention, Standing.Disputed, subject: 8).Close();
        Assert.Contains(early.Postings, p => p is { Account: Account.Retention, Standing: Standing.Disputed, Subject: 8, Fen: -10 });
        var late = LedgerEntry.On(Today.AddDays(1)).Move(1, retention, Standing.InFlight, subject: 9).Close();
        Assert.Contains(late.Postings, p => p is { Account: Account.Payable, Standing: Standing.InFlight, Tranche: 3, Subject: 9, Fen: -10 });
        Assert.Throws<InvalidOperationException>(() => LedgerEntry.On(Today).Move(1, retention, Standing.Held, subject: 9));
    }
}
