using Integrity.App.Contracts;
using Integrity.App.Desk;
using Integrity.Tests.Contracts;
using Xunit;

namespace Integrity.Tests.Desk;

/// <summary>J-1: what was done to a thing is told in words, newest first.</summary>
public sealed class TimelineTests
{
    [Fact]
    public async Task A_contract_s_timeline_names_act_person_and_time()
    {
        await using var world = await World.Begin();
        var party = await world.Party();
        var contract = await world.Contract(party, await world.Project());
        await world.Integrity("LZ-1", party, contract);
        var timeline = (await world.Ask(world.Finance, new TimelineOf(contract.Value, null))).Items;
        Assert.Equal([("登记廉政合同", "engineer"), ("登记合同", "engineer")], timeline.Select(e => (e.WhatZh, e.Who)));
        Assert.Equal(await world.Seen(contract.Value), timeline[0].Number);
        var contractor = await world.Contractor("contractor", party.Value);
        Assert.Equal("acts.not_permitted", (await world.Door.Ask(new TimelineOf(contract.Value, null), contractor, TestContext.Current.CancellationToken)).Refusal?.Code);
    }

    [Fact]
    public async Task It_goes_on_where_a_page_ended()
    {
        await using var world = await World.Begin();
        var contract = await world.Contract(await world.Party(), await world.Project());
        for (var i = 0; i < 30; i++)
            await world.Do(world.Engineer, new ProposeVariation(contract, new(1), "增加", WorldContracts.Paper, await world.Seen(contract.Value)));
        var first = await world.Ask(world.Finance, new TimelineOf(contract.Value, null));
        Assert.Equal(30, first.Items.Count);
        Assert.Equal("RegisterWorksContract", Assert.Single((await world.Ask(world.Finance, new TimelineOf(contract.Value, first.Next))).Items).Kind);
    }
}
