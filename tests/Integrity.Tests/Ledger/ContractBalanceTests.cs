using Integrity.Domain.Ledger;
using Integrity.Domain.Values;
using Xunit;

namespace Integrity.Tests.Ledger;

/// <summary>O-1 to O-4, invariant 1: what is owed, from the ledger alone, as of any day.</summary>
public sealed class ContractBalanceTests
{
    private const long Contract = 1, Certificate = 11, Round = 21, Case = 31, Receipt = 41, Instruction = 51;
    private static readonly DateOnly Signed = Book.Day(8, 1), Due = Book.Day(8, 31), RetentionDue = Book.Day(12, 1);
    private readonly Book book = new();

    public ContractBalanceTests() => book.Post(LedgerEntry.On(Signed).Debit(Contract, Account.WorkCertified, new(1_000))
        .Credit(Contract, Account.Payable, new(200), Standing.Wage, Certificate, Due)
        .Credit(Contract, Account.Payable, new(770), Standing.Open, Certificate, Due)
        .Credit(Contract, Account.Retention, new(30), tranche: Certificate, due: RetentionDue).Close());

    [Fact]
    public void Certified_work_is_owed_but_for_its_retention()
    {
        var balance = book.Balance(Contract, Signed);
        Assert.Equal(new Buckets() with { Wage = new(200), NotYetDue = new(770) }, balance.Buckets);
        Assert.Equal((new Money(1_000), new Money(30), new Money(970)), (balance.Certified, balance.RetentionNotDue, balance.Outstanding));
        Agree(balance);
    }

    [Fact]
    public void Amounts_fall_due_by_the_day_without_a_posting_retention_too()
    {
        Assert.Equal(new Money(770), book.Balance(Contract, Due.AddDays(-1)).Buckets.NotYetDue);
        Assert.Equal(new Money(770), book.Balance(Contract, Due).Buckets.Due);
        Assert.Equal(new Money(970), book.Balance(Contract, RetentionDue.AddDays(-1)).Outstanding);
        var due = book.Balance(Contract, RetentionDue);
        Assert.Equal((new Money(800), new Money(1_000), Money.Zero), (due.Buckets.Due, due.Outstanding, due.RetentionNotDue));
        Agree(due);
    }

    [Fact]
    public void Retention_without_a_known_day_never_falls_due_by_itself_until_an_entry_dates_it()
    {
        book.Post(LedgerEntry.On(Due).Debit(Contract, Account.Retention, new(30), tranche: Certificate, due: RetentionDue)
            .Credit(Contract, Account.Retention, new(30), tranche: Certificate).Close());
        Assert.Equal(new Money(30), book.Balance(Contract, Book.Day(1, 1, 2099)).RetentionNotDue);
        book.Post(LedgerEntry.On(RetentionDue).Debit(Contract, Account.Retention, new(30), tranche: Certificate)
            .Credit(Contract, Account.Retention, new(30), tranche: Certificate, due: RetentionDue).Close());
        Assert.Equal(new Money(800), book.Balance(Contract, RetentionDue).Buckets.Due);
    }

    [Fact]
    public void A_defect_dispute_about_retention_counts_only_from_its_due_day()
    {
        var retention = book.Balance(Contract, Due).Tranches.Single(t => t.Account == Account.Retention);
        book.Post(LedgerEntry.On(Due).Move(Contract, retention with { Amount = new(12) }, Standing.Disputed, subject: 61).Close());
        var before = book.Balance(Contract, Due);
        Assert.Equal((Money.Zero, new Money(30)), (before.Buckets.Disputed, before.RetentionNotDue));
        var after = book.Balance(Contract, RetentionDue);
        Assert.Equal((new Money(12), new Money(788)), (after.Buckets.Disputed, after.Buckets.Due));
        Agree(before);
        Agree(after);
    }

    [Fact]
    public void Settled_is_what_the_bank_confirmed_and_nothing_else()
    {
        // A round of 500: 300 instructed, 80 set aside for a case.
        Move(Standing.Open, Standing.Held, 100, Case);
        Move(Standing.Open, Standing.InFlight, 300, Instruction);
        book.Post(LedgerEntry.On(Due).Credit(Contract, Account.RunCash, new(80), subject: Round)
            .Debit(Contract, Account.Reserve, new(80), tranche: Round, subject: Case).Close());
        var sent = book.Balance(Contract, Due);
        Assert.Equal((Money.Zero, new Money(300), new Money(970)), (sent.Settled, sent.Buckets.InFlight, sent.Outstanding));
        Assert.Equal((new Money(80), new Money(100)), (sent.ReservedFor(Case), sent.HeldFor(Case)));

        book.Post(LedgerEntry.On(Due).Lower(Contract, sent.Standing(Standing.InFlight).Single())
            .Credit(Contract, Account.RunCash, new(300), subject: Round).Close());
        var settled = book.Balance(Contract, Due);
        Assert.Equal((new Money(300), new Money(670)), (settled.Settled, settled.Outstanding));
        Agree(settled);

        // What the reserve does not need goes back to its receipt: the contract's figures do not move.
        book.Post(LedgerEntry.On(Due).Credit(Contract, Account.Reserve, new(80), tranche: Round, subject: Case).Debit(Contract, Account.RunCash, new(80), subject: Round)
            .Credit(Round, Account.RunCash, new(80), subject: Round).Debit(Receipt, Account.Fund, new(80)).Close());
        var returned = book.Balance(Contract, Due);
        Assert.Equal((new Money(300), Money.Zero), (returned.Settled, returned.Reserved));
        Agree(returned);
    }

    [Fact]
    public void Deducted_and_reversed_are_told_apart()
    {
        Lower(Standing.Open, 100, lines => lines.Credit(Contract, Account.Penalty, new(100), tranche: Certificate, due: Due, subject: Case));
        Agree(book.Balance(Contract, Due));
        book.Post(LedgerEntry.On(Due).Debit(Contract, Account.Penalty, new(40), tranche: Certificate, due: Due, subject: Case)
            .Credit(Contract, Account.Payable, new(40), Standing.Open, Certificate, Due).Close());
        var balance = book.Balance(Contract, Due);
        Assert.Equal((new Money(100), new Money(40), new Money(910)), (balance.Deducted, balance.Reversed, balance.Outstanding));
        Agree(balance);
    }

    [Fact]
    public void Advances_and_interest_are_no_settlement_of_work()
    {
        book.Post(LedgerEntry.On(Signed).Debit(Contract, Account.Advance, new(50)).Credit(Contract, Account.RunCash, new(50), subject: Round).Close());
        book.Post(LedgerEntry.On(Due).Debit(Contract, Account.InterestCost, new(9)).Credit(Contract, Account.InterestPayable, new(9)).Close());
        book.Post(LedgerEntry.On(Due).Debit(Contract, Account.InterestPayable, new(4)).Credit(Contract, Account.RunCash, new(4), subject: Round).Close());
        Lower(Standing.Open, 20, lines => lines.Credit(Contract, Account.Advance, new(20), tranche: Certificate));
        var balance = book.Balance(Contract, Due);
        Assert.Equal((new Money(20), new Money(30), Money.Zero), (balance.AdvanceRecovered, balance.AdvanceLeft, balance.Settled));
        Assert.Equal((new Money(5), new Money(4), new Money(950)), (balance.InterestOwed, balance.InterestPaid, balance.Outstanding));
        Agree(balance);
    }

    [Fact]
    public void Set_offs_third_party_payments_and_payments_before_the_opening_lower_what_is_owed()
    {
        Lower(Standing.Open, 70, lines => lines.Credit(Contract, Account.SetOff, new(10), tranche: Certificate, due: Due, subject: Case)
            .Credit(Contract, Account.ThirdPartyPaid, new(20)).Credit(Contract, Account.PaidBeforeOpening, new(40)));
        var balance = book.Balance(Contract, Due);
        Assert.Equal((new Money(10), new Money(20), new Money(40), new Money(900)), (balance.SetOff, balance.ThirdPartyPaid, balance.Settled, balance.Outstanding));
        Agree(balance);
    }

    [Fact]
    public void Outstanding_is_never_negative_an_excess_is_a_receivable()
    {
        Lower(Standing.Open, 770, lines => lines.Credit(Contract, Account.WorkCertified, new(900)).Debit(Contract, Account.Overpaid, new(130)));
        var balance = book.Balance(Contract, Due);
        Assert.Equal((new Money(200), new Money(130)), (balance.Outstanding, balance.Overpaid));
        Agree(balance);
    }

    [Fact]
    public void More_taken_than_was_there_is_a_fault()
    {
        book.Post(LedgerEntry.On(Due).Debit(Contract, Account.Payable, new(771), Standing.Open, Certificate, Due)
            .Credit(Contract, Account.Payable, new(771), Standing.Held, Certificate, Due, Case).Close());
        Assert.Throws<InvalidOperationException>(() => book.Balance(Contract, Due));
    }

    [Fact]
    public void A_balance_of_the_past_does_not_see_later_entries()
    {
        var before = book.LastEntry;
        Move(Standing.Open, Standing.Held, 100, Case);
        Assert.Equal(Money.Zero, book.Balance(Contract, Due.AddDays(-1)).Buckets.Held);
        Assert.Equal(Money.Zero, ContractBalance.At(Contract, book.Postings, Due, before).Buckets.Held);
        Assert.Equal(new Money(100), book.Balance(Contract, Due).Buckets.Held);
    }

    private void Move(Standing from, Standing to, long fen, long subject) =>
        book.Post(LedgerEntry.On(Due).Move(Contract, Take.OldestDueFirst(book.Balance(Contract, Due).Standing(from), new(fen)).Parts, to, subject).Close());

    private void Lower(Standing from, long fen, Func<EntryLines, EntryLines> against)
    {
        var lines = LedgerEntry.On(Due);
        foreach (var part in Take.OldestDueFirst(book.Balance(Contract, Due).Standing(from), new(fen)).Parts) lines.Lower(Contract, part);
        book.Post(against(lines).Close());
    }

    private static void Agree(ContractBalance balance) => Assert.Equal(balance.OutstandingByDefinition, balance.Outstanding);
}
