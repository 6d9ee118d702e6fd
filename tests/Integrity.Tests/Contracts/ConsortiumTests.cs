using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Documents;
using Integrity.App.Parties;
using Integrity.App.Payments;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Contracts;

/// <summary>C-3, C-5, C-8, P-8: a contract is made with a consortium whose shares add up; an excluded member keeps it from anything new, and what was running goes on.</summary>
public sealed class ConsortiumTests : IAsyncLifetime
{
    private World world = null!;
    private CounterpartyId leading, member, third;
    private ProjectId project;

    public async ValueTask InitializeAsync() => (world, (leading, member, third, project)) = await World.After(new(2026, 8, 3), Before);

    private static async Task<(CounterpartyId Leading, CounterpartyId Member, CounterpartyId Third, ProjectId Project)> Before(World world)
    {
        var (leading, member, third) = (await world.Party("江州路桥一公司"), await world.Party("江州桥隧公司"), await world.Party("江州交安设施公司"));
        var project = await world.Project();
        return (leading, member, third, project);
    }

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private RegisterWorksContract With(params MemberShare[] members) => WorldContracts.Works("HT-1", leading, project) with { Members = members };

    private Task<ContractId> Made(string number = "HT-1") =>
        world.Do(world.Engineer, With(new(leading, new(500_000)), new(member, new(300_001)), new(third, new(199_999))) with { Number = number });

    [Fact]
    public async Task Its_members_are_kept_in_their_order_and_their_shares_add_up()
    {
        var contract = await Made();
        Assert.Equal([(leading, "江州路桥一公司", 500_000), (member, "江州桥隧公司", 300_001), (third, "江州交安设施公司", 199_999)],
            (await world.Ask(world.Finance, new ShowContract(contract))).Members.Select(m => (m.Party, m.PartyName, m.Share.Ppm)));
        Assert.Empty((await world.Ask(world.Finance, new ShowContract(await world.Contract(leading, project, "HT-2")))).Members);
    }

    [Fact]
    public async Task What_is_no_consortium_is_refused()
    {
        var half = new Ratio(500_000);
        await world.Refused("contracts.members_too_few", world.Engineer, With(new MemberShare(leading, Ratio.One)));
        await world.Refused("contracts.shares_do_not_add_up", world.Engineer, With(new(leading, half), new(member, new(499_999))));
        await world.Refused("contracts.shares_do_not_add_up", world.Engineer, With(new(leading, Ratio.One), new(member, Ratio.Zero)));
        await world.Refused("contracts.shares_do_not_add_up", world.Engineer, With(new(leading, new(1_500_000)), new(member, new(-500_000))));
        await world.Refused("contracts.member_twice", world.Engineer, With(new(leading, half), new(member, new(250_000)), new(member, new(250_000))));
        await world.Refused("contracts.leading_member_missing", world.Engineer, With(new(third, half), new(member, half)));
        await world.Refused("contracts.member_unknown", world.Engineer, With(new(leading, half), new(new(999_999), half)));
        Assert.Empty(await world.Read(db => db.WorksContracts.ToListAsync()));
        Assert.All(new[] { ContractRefusals.MembersTooFew(), ContractRefusals.SharesDoNotAddUp(1), ContractRefusals.MemberTwice(), ContractRefusals.LeadingMemberMissing(), ContractRefusals.MemberUnknown() },
            refusal => Assert.Equal("C-3", refusal.Rule));
    }

    [Fact]
    public async Task Nothing_new_is_signed_or_extended_with_an_excluded_member()
    {
        var running = await Made();
        await world.Exclude(member, new(2026, 7, 15));
        await world.Refused("parties.party_excluded", world.Engineer, With(new(leading, new(500_000)), new(member, new(500_000))) with { Number = "HT-2", SignedOn = new(2026, 7, 15) });
        await world.Refused("parties.party_excluded", world.Engineer,
            new ExtendContract(running, new(2026, 8, 2), new(2027, 8, 2), "续签一年", WorldContracts.Paper, await world.Seen(running.Value)));
        // The leading member alone is free.
        await world.Do(world.Engineer, WorldContracts.Works("HT-3", leading, project) with { SignedOn = new(2026, 8, 1) });
    }

    [Fact]
    public async Task At_payment_what_was_running_is_paid_and_what_was_signed_or_extended_inside_a_members_exclusion_is_left_out()
    {
        var (inside, extended) = (await Made(), await Made("HT-2"));
        await world.Do(world.Engineer, new ExtendContract(extended, new(2026, 7, 20), new(2027, 7, 20), "续签一年", WorldContracts.Paper, await world.Seen(extended.Value)));
        var before = await world.Do(world.Engineer, With(new(leading, new(500_000)), new(member, new(500_000))) with { Number = "HT-3", SignedOn = new(2026, 6, 30) });
        foreach (var contract in new[] { inside, extended, before }) await world.Integrity("LZ-" + contract.Value, leading, contract);
        Assert.DoesNotContain(LeftOutGround.SignedInsideExclusion, (await Scope()).Values);
        var exclusion = await world.Exclude(member, new(2026, 7, 10));
        Assert.Equal([extended], await world.Read(db => db.ContractsAgreedInsideExclusion().ToListAsync()));
        await world.Exclude(third, new(2026, 7, 1));
        Assert.Equal([inside, extended], await world.Read(db => db.ContractsAgreedInsideExclusion().OrderBy(c => c).ToListAsync()));
        var scope = await Scope();
        Assert.Equal((LeftOutGround.SignedInsideExclusion, LeftOutGround.SignedInsideExclusion), (scope[inside.Value], scope[extended.Value]));
        Assert.NotEqual(LeftOutGround.SignedInsideExclusion, scope[before.Value]);
        // That each member was looked up stays as evidence.
        var round = await world.Do(world.Finance, new OpenRound(null, world.Today(), world.Today().AddMonths(1)));
        await world.Do(world.Finance, new TakeSnapshot(round, await world.Seen(round.Value)));
        Assert.Equal([member, third], await world.Read(db => db.PartyScreenings.Where(s => s.About == round.Value).OrderBy(s => s.Party).Select(s => s.Party).ToListAsync()));
    }

    private async Task<Dictionary<long, LeftOutGround>> Scope()
    {
        var scope = await world.Read(db => RoundScopes.Read(db, FundScope.All, world.Today(), TestContext.Current.CancellationToken));
        return scope.Contract.Zip(scope.LeftOut).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>C-3, J-1: the paper and the amount are what they all signed; the books behind it are the leading member's.</summary>
    [Fact]
    public async Task Each_member_opens_the_signed_paper_and_the_amount_and_nobody_else_does()
    {
        var paper = (await world.Do(world.Engineer, new BringInEvidence(new("联合体合同"u8.ToArray()), "联合体合同.txt", "合同文本"))).Digest.ToString();
        var contract = await world.Do(world.Engineer, With(new(leading, new(500_000)), new(member, new(500_000))) with { Document = paper });
        var outside = await world.Contractor("outside", third.Value);
        foreach (var signer in new[] { await world.Contractor("leading", leading.Value), await world.Contractor("member", member.Value) })
        {
            Assert.NotNull(await world.Ask(signer, new FindEvidence(paper)));
            var why = await world.Ask(signer, Explain.Of(Figure.ContractAmount, contract));
            Assert.Equal((new Money(1_000_000_00), paper), (why.Amount, Assert.Single(why.Parts).Entry!.Document));
        }
        Assert.Null(await world.Ask(outside, new FindEvidence(paper)));
        foreach (var (who, figure) in new[] { (outside, Figure.ContractAmount), (await world.Contractor("member-2", member.Value), Figure.Certified) })
            Assert.Equal("acts.not_found", (await world.Door.Ask(Explain.Of(figure, contract), who, TestContext.Current.CancellationToken)).Refusal!.Code);
    }

    [Fact]
    public async Task A_successor_takes_the_leading_members_place_and_no_member_succeeds_it()
    {
        var contract = await Made();
        var successor = await world.Party("江州路桥集团");
        Assert.Equal("contracts.member_twice", (await world.InAct((db, context) => db.Novate(context, contract, member, assumesIntegrityContract: false, default)))!.Code);
        Assert.Null(await world.InAct((db, context) => db.Novate(context, contract, successor, assumesIntegrityContract: false, default)));
        Assert.Equal([successor, member, third], (await world.Ask(world.Finance, new ShowContract(contract))).Members.Select(m => m.Party));
    }
}
