using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Ledger;
using Xunit;

namespace Integrity.Tests.Payments;

/// <summary>F-1: which money a round may use.</summary>
public sealed class RoundFundTests
{
    private static readonly FundScope Bridge = new(FundScopeKind.Project, 7), Road = new(FundScopeKind.Project, 8);

    private static readonly FundReceipt[] Receipts =
    [
        new(3, Book.Day(9, 3), FundScope.All, new(30)), new(1, Book.Day(9, 1), Bridge, new(100)), new(2, Book.Day(9, 2), FundScope.All, new(20)),
    ];

    [Fact]
    public void A_round_uses_only_receipts_usable_for_every_contract_in_it_oldest_first()
    {
        Assert.Equal([new Drawn(2, new(20)), new(3, new(5))], RoundFund.Draw(Receipts, FundScope.All, new(25)).Value);
        Assert.Equal([new Drawn(1, new(100)), new(2, new(20)), new(3, new(1))], RoundFund.Draw(Receipts, Bridge, new(121)).Value);
        Assert.Equal(new Money(50), RoundFund.Available(Receipts, Road));
        Assert.Equal("payments.fund_not_enough", RoundFund.Draw(Receipts, Road, new(51)).Refusal?.Code);
    }

    [Fact]
    public void Unused_money_goes_back_to_the_receipt_drawn_on_last()
    {
        Drawn[] draws = [new(2, new(20)), new(3, new(5))];
        Assert.Equal([new Drawn(3, new(5)), new(2, new(2))], RoundFund.GiveBack(draws, new(7)));
        Assert.Throws<ArgumentOutOfRangeException>(() => RoundFund.GiveBack(draws, new(26)));
    }

    [Fact]
    public void A_receipt_that_proves_wrong_leaves_a_deficit_which_the_next_receipt_makes_good_first()
    {
        var book = new Book();
        var day = Book.Day(9, 1);
        book.Post(RoundFund.Confirm(2, new(20), day));
        book.Post(RoundFund.SetApart(run: 50, RoundFund.Draw([Receipt(2)], FundScope.All, new(15)).Value, day));
        book.Post(RoundFund.Reverse(2, new(20), day));
        Assert.Equal(new Money(-15), book.Total(Account.Fund, 2));
        book.Post(RoundFund.Confirm(3, new(30), day));
        Assert.Equal(new Money(15), RoundFund.Available([Receipt(2), Receipt(3)], FundScope.All));
        book.Post(RoundFund.CoverDeficits([Receipt(2), Receipt(3)], day));
        Assert.Equal((Money.Zero, new Money(15)), (book.Total(Account.Fund, 2), book.Total(Account.Fund, 3)));
        book.Post(RoundFund.Return(50, [new(2, new(4))], day));
        Assert.Equal((new Money(4), new Money(11)), (book.Total(Account.Fund, 2), book.Total(Account.RunCash)));
        Assert.True(book.Balances());

        FundReceipt Receipt(long id) => new(id, day, FundScope.All, book.Total(Account.Fund, id));
    }
}
