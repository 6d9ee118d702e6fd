using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Ledger;
using Integrity.Tests.Refusals;
using Xunit;

namespace Integrity.Tests.Payments;

/// <summary>R-7, R-8, O-2, O-3: a voted line becomes money, once.</summary>
public sealed class LineExecutionTests
{
    private const long Contract = 1, Round = 50, Case = 60, Order = 61, Assignment = 62, Receipt = 40;
    private static readonly DateOnly Cutoff = Book.Day(9, 30), Today = Book.Day(10, 8);
    private readonly Book book = new();

    public LineExecutionTests()
    {
        book.Post(LedgerEntry.On(Book.Day(8, 1)).Debit(Contract, Account.WorkCertified, new(1_000))
            .Credit(Contract, Account.Payable, new(300), Standing.Open, 1, Book.Day(9, 1))
            .Credit(Contract, Account.Payable, new(400), Standing.Open, 2, Book.Day(9, 10))
            .Credit(Contract, Account.Payable, new(100), Standing.Assigned, 3, Book.Day(9, 10), Assignment)
            .Credit(Contract, Account.Payable, new(200), Standing.Open, 4, Book.Day(10, 5)).Close());
        book.Post(RoundFund.Confirm(Receipt, new(1_000), Book.Day(8, 1)));
        book.Post(RoundFund.SetApart(Round, [new(Receipt, new(1_000))], Book.Day(8, 1)));
    }

    [Fact]
    public void The_snapshot_holds_what_is_free_and_leaves_the_rest_outside()
    {
        Hold(250, Case, Standing.Held);
        Hold(30, Order, Standing.FrozenByAuthority);
        var line = Snapshot();
        // Held: 200 not yet due and 50 of certificate 2; frozen: 30 of certificate 2.
        Assert.Equal((new Money(620), new Money(720)), (line.Due, line.Free));
        Assert.Equal([new SetAsideDue(Case, new(50)), new(Order, new(30))], line.SetAsideDues);
        Assert.Equal(new Money(800), line.E);
    }

    [Fact]
    public void A_line_pays_contractor_and_assignee_oldest_due_first_and_reserves_what_is_set_aside()
    {
        Hold(250, Case, Standing.Held);
        var line = RoundLine.Of(Snapshot(), new(500_000));
        book.Post(Execute(line, [new(90, 0, new(325)), new(91, Assignment, new(50))], line.SetAsideParts(Snapshot().SetAsideDues)).Value);
        var balance = Balance();
        Assert.Equal([(1L, 300L), (2, 25)], balance.Standing(Standing.InFlight, 90).Select(t => (t.Certificate, t.Amount.Fen)));
        Assert.Equal((new Money(375), new Money(25)), (balance.Buckets.InFlight, balance.ReservedFor(Case)));
        Assert.Equal(new Money(50), balance.Standing(Standing.Assigned, Assignment).Sum(t => t.Amount));
        Assert.True(book.Balances());
    }

    [Fact]
    public void A_line_pays_what_was_voted_and_nothing_else()
    {
        var line = RoundLine.Of(Snapshot(), new(500_000));
        Assert.Equal(new Money(400), line.Pay);
        Assert.Equal("payments.voted_is_not_paid_plus_set_aside", Provoked.Saw(Execute(line, [new(90, 0, new(399))], []).Refusal!).Code);
        Assert.Equal("payments.voted_is_not_paid_plus_set_aside", Provoked.Saw(Execute(line, [new(90, 0, new(400))], [new(Case, new(1))]).Refusal!).Code);
        Assert.Equal("payments.less_due_than_voted", Provoked.Saw(Execute(line, [new(90, Assignment, new(400))], []).Refusal!).Code);
        Assert.Null(Execute(line, [new(90, 0, new(399))], [], [new(SetAsideGround.AccountUnverified, 92, new(1))]).Refusal);
    }

    [Fact]
    public void A_hold_after_the_vote_takes_what_is_not_voted_first_and_then_makes_the_line_smaller_by_a_set_aside()
    {
        var line = RoundLine.Of(Snapshot(), new(500_000));
        Hold(500, Case, Standing.Held);
        Assert.Equal(Money.Zero, LineExecution.BittenByHold(Balance(), Cutoff, contractorsPay: new(350)));
        Hold(100, Case, Standing.Held);
        var bitten = LineExecution.BittenByHold(Balance(), Cutoff, contractorsPay: new(350));
        Assert.Equal(new Money(50), bitten);
        book.Post(Execute(line, [new(90, 0, new(300)), new(91, Assignment, new(50))], [], [new(SetAsideGround.IntegrityCase, Case, bitten)]).Value);
        Assert.Equal((new Money(350), new Money(50), Money.Zero), (Balance().Buckets.InFlight, Balance().ReservedFor(Case), Balance().Buckets.Due));
    }

    [Fact]
    public void Money_that_cannot_be_delivered_waits_with_its_cash_like_a_returned_line()
    {
        var line = RoundLine.Of(Snapshot(), new(500_000));
        book.Post(Execute(line, [new(91, Assignment, new(50))], [], [new(SetAsideGround.AccountUnverified, 92, new(350))]).Value);
        Assert.Equal((new Money(350), new Money(550)), (Balance().Buckets.Returned, Balance().Buckets.Due + Balance().Buckets.NotYetDue));
        book.Post(BankResult.PayAgain(Balance(), returned: 92, again: 93).Value);
        Settle(93);
        Assert.Equal(new Money(350), Balance().Settled);
    }

    [Fact]
    public void A_returned_line_keeps_its_due_day_and_is_paid_again_once()
    {
        Pay(350);
        book.Post(BankResult.Return(Balance(), Line(90)).Value);
        Assert.Equal((new Money(350), Money.Zero, new Money(1_000)), (Balance().Buckets.Returned, Balance().Buckets.InFlight, Balance().Outstanding));
        Assert.Equal("payments.not_in_flight", Provoked.Saw(BankResult.Return(Balance(), Line(90)).Refusal!).Code);
        Assert.Equal("payments.not_in_flight", Provoked.Saw(BankResult.Settle(Balance(), Line(90)).Refusal!).Code);
        book.Post(BankResult.PayAgain(Balance(), returned: 90, again: 93).Value);
        Assert.Equal("payments.not_returned", Provoked.Saw(BankResult.PayAgain(Balance(), 90, 94).Refusal!).Code);
        Settle(93);
        Assert.Equal(new Money(350), Balance().Settled);
        Assert.Equal(Balance().OutstandingByDefinition, Balance().Outstanding);
    }

    [Fact]
    public void A_settled_line_can_still_be_returned_once()
    {
        Pay(350);
        Assert.Equal("payments.not_settled", Provoked.Saw(ReturnSettled(90).Refusal!).Code);
        Settle(90);
        book.Post(ReturnSettled(90).Value);
        Assert.Equal((Money.Zero, new Money(350), new Money(1_000)), (Balance().Settled, Balance().Buckets.Returned, Balance().Outstanding));
        Assert.Equal("payments.not_settled", Provoked.Saw(ReturnSettled(90).Refusal!).Code);
        Assert.Equal(new Money(1_000), book.Total(Account.RunCash));
    }

    [Fact]
    public void A_line_that_is_ended_gives_its_cash_to_the_fund_and_its_debt_to_due()
    {
        Pay(350);
        book.Post(BankResult.Return(Balance(), Line(90)).Value);
        book.Post(BankResult.EndReturned(Balance(), Line(90), [new(Receipt, new(1_000))]).Value);
        Assert.Equal((Money.Zero, new Money(700)), (Balance().Buckets.Returned, Balance().DueTranches.Where(t => t.Due <= Cutoff).Sum(t => t.Amount)));
        Assert.Equal(new Money(100), Balance().Standing(Standing.Assigned, Assignment).Sum(t => t.Amount));
        Assert.Equal((new Money(350), new Money(650)), (book.Total(Account.Fund), book.Total(Account.RunCash)));
        Assert.Equal("payments.not_returned", Provoked.Saw(BankResult.EndReturned(Balance(), Line(90), [new(Receipt, new(1_000))]).Refusal!).Code);
    }

    [Fact]
    public void An_order_is_paid_out_of_what_is_frozen_with_its_reserved_cash_first_and_stays_frozen_when_returned()
    {
        Hold(300, Order, Standing.FrozenByAuthority);
        var line = RoundLine.Of(Snapshot(), new(500_000));
        book.Post(Execute(line, [new(90, 0, line.Pay - new Money(50)), new(91, Assignment, new(50))], line.SetAsideParts(Snapshot().SetAsideDues)).Value);
        var reserved = Balance().ReservedFor(Order);
        Assert.Equal(new Money(50), reserved);
        var order = new OrderLine(Order, Contract, new(300), reserved);
        Assert.Equal("payments.order_not_frozen", Provoked.Saw(StatutoryPayment.Order(Balance(), 51, order with { Amount = new(301) }, 95).Refusal!).Code);
        book.Post(RoundFund.SetApart(51, [new(Receipt, order.FromFund)], Today));
        book.Post(StatutoryPayment.Order(Balance(), run: 51, order, instruction: 95).Value);
        Assert.Equal((Money.Zero, Money.Zero), (Balance().ReservedFor(Order), Balance().Buckets.FrozenByAuthority));
        Assert.Equal(new Money(300), book.Postings.Where(p => p is { Account: Account.RunCash, Subject: 51 }).Sum(p => new Money(p.Fen)));
        book.Post(BankResult.Return(Balance(), new(95, 51, PaymentKind.Order, Order)).Value);
        Assert.Equal((new Money(300), new Money(300)), (Balance().Buckets.FrozenByAuthority, Balance().ReservedFor(Order)));
        Assert.Equal(Balance().OutstandingByDefinition, Balance().Outstanding);
        Assert.True(book.Balances());
    }

    [Fact]
    public void Interest_and_advances_are_paid_out_of_a_run_and_lower_no_debt_for_work()
    {
        book.Post(Domain.Certificates.OverdueInterest.Owe(Contract, new(9), Today));
        book.Post(StatutoryPayment.Interest(Contract, new(9), instruction: 96, Today));
        book.Post(StatutoryPayment.SettleInterest(Contract, new(9), instruction: 96, Round, Today));
        book.Post(StatutoryPayment.SettleAdvance(Contract, new(40), Round, Today));
        Assert.Equal((new Money(9), Money.Zero, new Money(40), Money.Zero, new Money(1_000)),
            (Balance().InterestPaid, Balance().InterestOwed, Balance().AdvanceLeft, Balance().Settled, Balance().Outstanding));
        Assert.Equal(Balance().OutstandingByDefinition, Balance().Outstanding);
    }

    private ContractBalance Balance() => book.Balance(Contract, Today);

    private SnapshotLine Snapshot() => SnapshotLine.At(book.Balance(Contract, Cutoff), Book.Day(10, 31));

    private static InstructionRef Line(long instruction) =>
        instruction == 91 ? new(instruction, Round, PaymentKind.Assigned, Assignment) : new(instruction, Round, PaymentKind.Ratio);

    private void Hold(long fen, long subject, Standing standing) => book.Post(LedgerEntry.On(Cutoff)
        .Move(Contract, Take.LatestDueFirst(book.Balance(Contract, Cutoff).OpenTranches, new(fen)).Parts, standing, subject).Close());

    private Outcome<LedgerEntry> Execute(RoundLine line, PayPart[] pays, IReadOnlyList<SetAsideDue> setAsides, VotedSetAside[]? late = null) =>
        LineExecution.Execute(Balance(), Round, Cutoff, line, pays, setAsides, late ?? []);

    /// <summary>The contractor's part in flight; the assignee's came back and was ended.</summary>
    private void Pay(long fen)
    {
        var line = RoundLine.Of(Snapshot(), new(500_000));
        book.Post(Execute(line, [new(90, 0, new(fen)), new(91, Assignment, line.Pay - new Money(fen))], []).Value);
        Settle(91);
        book.Post(BankResult.ReturnSettled(Balance(), book.Postings, Line(91)).Value);
        book.Post(BankResult.EndReturned(Balance(), Line(91), [new(Receipt, new(1_000))]).Value);
        book.Post(RoundFund.SetApart(Round, [new(Receipt, line.Pay - new Money(fen))], Today));
    }

    private void Settle(long instruction) => book.Post(BankResult.Settle(Balance(), Line(instruction)).Value);

    private Outcome<LedgerEntry> ReturnSettled(long instruction) => BankResult.ReturnSettled(Balance(), book.Postings, Line(instruction));
}
