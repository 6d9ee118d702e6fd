using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Xunit;

namespace Integrity.Tests.Payments;

/// <summary>R-8, O-5: returned wages keep their cash in the run that paid them.</summary>
public sealed class ReturnedWageTests
{
    [Fact]
    public void Wages_that_the_bank_sent_back_are_not_paid_by_another_round()
    {
        var figures = SnapshotFigures.Of(
            [new(Account.Payable, Standing.Wage, 1, 20260801, 0, 30), new(Account.Payable, Standing.Wage, 2, 20260801, 77, 12)], [], 20260930);
        Assert.Equal((30, 12), (figures.Wage, figures.Returned));
    }
}
