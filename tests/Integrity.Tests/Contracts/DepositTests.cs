using Integrity.App.Contracts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Values;
using Xunit;

namespace Integrity.Tests.Contracts;

/// <summary>O-6: only bid, performance, quality and wage deposits may exist.</summary>
public sealed class DepositTests
{
    [Theory]
    [InlineData("Bid")]
    [InlineData("performance")]
    [InlineData(" Quality ")]
    [InlineData("Wage")]
    public async Task The_four_lawful_deposits_are_registered_and_given_back_once(string kind)
    {
        await using var world = await World.Begin();
        var contract = await world.Contract(await world.Party(), await world.Project());
        var deposit = await world.Do(world.Engineer, Act(contract, kind, await world.Seen(contract.Value)));
        var shown = Assert.Single((await world.Ask(world.Finance, new ShowContract(contract))).Deposits);
        Assert.Equal(Enum.Parse<DepositKind>(kind.Trim(), ignoreCase: true), shown.Kind);
        await world.Refused("contracts.evidence_missing", world.Finance, new ReturnDeposit(deposit, "", shown.Version));
        await world.Do(world.Finance, new ReturnDeposit(deposit, WorldContracts.Paper, shown.Version));
        await world.Refused("contracts.deposit_already_returned", world.Finance, new ReturnDeposit(deposit, WorldContracts.Paper, await world.Seen(deposit.Value)));
    }

    [Theory]
    [InlineData("廉政保证金")]
    [InlineData("Integrity")]
    [InlineData("2")]
    [InlineData("")]
    public async Task An_integrity_deposit_and_any_other_is_refused(string kind)
    {
        await using var world = await World.Begin();
        var contract = await world.Contract(await world.Party(), await world.Project());
        await world.Refused("contracts.deposit_kind_unlawful", world.Engineer, Act(contract, kind, await world.Seen(contract.Value)));
    }

    [Fact]
    public async Task A_deposit_has_an_amount_a_past_day_and_a_receipt()
    {
        await using var world = await World.Begin();
        var contract = await world.Contract(await world.Party(), await world.Project());
        var act = Act(contract, "Bid", await world.Seen(contract.Value));
        await world.Refused("contracts.deposit_not_positive", world.Engineer, act with { Amount = Money.Zero });
        await world.Refused("contracts.signed_in_future", world.Engineer, act with { ReceivedOn = new(2026, 8, 4) });
        await world.Refused("contracts.evidence_missing", world.Engineer, act with { Evidence = "receipt" });
    }

    private static RegisterDeposit Act(ContractId contract, string kind, long seen) => new(contract, kind, new(50_000_00), new(2026, 8, 1), WorldContracts.Paper, seen);
}
