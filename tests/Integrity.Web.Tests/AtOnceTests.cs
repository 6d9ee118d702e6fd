using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Payments;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>J-1, D-3: two people act on the same thing at once through the API: one wins, the other is told what happened.</summary>
public sealed class AtOnceTests(Site site) : IClassFixture<Site>
{
    private const int Races = 8;

    [Fact]
    public async Task Of_two_changes_of_one_contract_one_is_made_and_the_other_hears_who_made_it()
    {
        var contract = await site.World.Contract("HT-R1");
        var (one, other) = (await site.SignIn("engineer"), await site.SignIn("engineer"));
        for (var race = 0; race < Races; race++)
        {
            var seen = await site.World.Seen(contract.Value);
            await OneWins(seen, one, other, $"/api/contracts/{contract.Value}/variations", Body(new ProposeVariation(contract, new(1_000 + race), "变更设计", WorldFunds.Evidence, seen), "contract"), "engineer");
        }
    }

    [Fact]
    public async Task Of_two_candidates_for_one_round_one_is_added_and_the_other_hears_who_added_it()
    {
        var contract = await site.World.Contract("HT-R2", new ContractTerms { PaymentDays = 30 }, kind: CounterpartyKind.Supplier);
        await site.World.MakePayable(contract);
        await site.World.Certify(contract, 1_000_000, "JL-R2");
        await site.World.Fund(100_000_000);
        site.Clock.Set(new(2026, 9, 30));
        var round = await site.World.Snapshot();
        var (one, other) = (await site.SignIn("finance"), await site.SignIn("finance"));
        for (var race = 0; race < Races; race++)
        {
            var seen = await site.World.Seen(round.Value);
            await OneWins(seen, one, other, $"/api/rounds/{round.Value}/candidates", Body(new AddCandidate(round, [new(2, new(10_000 + race))], seen), "round"), "finance");
        }
    }

    [Fact]
    public async Task Of_two_closing_ballots_one_closes_the_vote_and_the_other_finds_it_closed()
    {
        var session = await Session.Of(site.World);
        for (var race = 0; race < 3; race++)
        {
            var item = await session.Propose();
            await session.Meet([item]);
            await session.Open(item);
            foreach (var member in site.World.Leaders.Skip(1)) await session.Cast(member, item, Vote.Yes);
            var (one, other) = (await site.SignIn("leader-1"), await site.SignIn("leader-1"));
            var body = Body(Session.Last(item, Vote.Yes), "item");
            var answers = await Task.WhenAll(one.Post($"/api/items/{item.Value}/close", body.DeepClone()), other.Post($"/api/items/{item.Value}/close", body.DeepClone()));
            var lost = Assert.Single(answers, a => a.StatusCode != HttpStatusCode.OK);
            Assert.Equal("acts.changed_since", (await Visitor.Problem(lost)).Code);
            var voted = await session.Item(item);
            Assert.Equal(ItemResult.Passed, voted.Result);
            Assert.Equal(7, voted.Candidates[0].OpenedBallots.Count);
        }
    }

    [Fact]
    public async Task Of_two_ballots_that_one_member_gives_in_two_windows_one_is_taken_and_the_other_hears_of_it()
    {
        var session = await Session.Of(site.World);
        var item = await session.Propose();
        await session.Meet([item]);
        await session.Open(item);
        var (one, other) = (await site.SignIn("leader-3"), await site.SignIn("leader-3"));
        var answers = await Task.WhenAll(one.Post($"/api/items/{item.Value}/ballots", Body(Session.Ballot(item, Vote.Yes), "item")),
            other.Post($"/api/items/{item.Value}/ballots", Body(Session.Ballot(item, Vote.No), "item")));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal("acts.changed_since", (await Visitor.Problem(Assert.Single(answers, a => a.StatusCode == HttpStatusCode.PreconditionFailed))).Code);
    }

    /// <summary>The act's members without those that the address and If-Match carry.</summary>
    private static JsonObject Body<TAct>(TAct act, string inAddress)
    {
        var body = JsonSerializer.SerializeToNode(act, App.Values.Json.Options)!.AsObject();
        body.Remove(inAddress);
        body.Remove("seen");
        return body;
    }

    private static async Task OneWins(long seen, Visitor one, Visitor other, string address, JsonObject body, string who)
    {
        var answers = await Task.WhenAll(one.Post(address, body.DeepClone(), seen), other.Post(address, body.DeepClone(), seen));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        var lost = Assert.Single(answers, a => a.StatusCode == HttpStatusCode.PreconditionFailed);
        var (code, text, _) = await Visitor.Problem(lost);
        Assert.Equal("acts.changed_since", code);
        Assert.Contains(who, text, StringComparison.Ordinal);
    }
}
