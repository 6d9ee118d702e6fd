using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Cases.Documents;
using Integrity.App.Contracts;
using Integrity.App.Disclosure;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Contracts;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>C-3, P-4, P-5, P-8: a case against one member of a consortium takes his share of V, and touches nobody else.</summary>
public sealed class MemberCaseTests : IAsyncLifetime
{
    // 87,654,321 certified less 20 % labour and 3 % retention; then times 30.0001 %, floored.
    private static readonly Money ContractV = new(67_493_828), V = new(20_248_215), Deducted = new(708_687);

    private World world = null!;
    private CounterpartyId leading, member, third;
    private ContractId contract;
    private CaseId @case;

    public async ValueTask InitializeAsync() => (world, (leading, member, third, contract)) = await World.After(new(2026, 8, 3), Before);

    private static async Task<(CounterpartyId Leading, CounterpartyId Member, CounterpartyId Third, ContractId Contract)> Before(World world)
    {
        var (leading, member, third) = (await world.Party("江州路桥一公司"), await world.Party("江州桥隧公司"), await world.Party("江州交安设施公司"));
        var contract = await world.Do(world.Engineer, WorldContracts.Works("HT-L", leading, await world.Project(), 1_000_000_000, WorldCertificates.TeamTerms) with
        {
            SignedOn = new(2026, 1, 5),
            Members = [new(leading, new(500_000)), new(member, new(300_001)), new(third, new(199_999))],
        });
        await world.MakePayable(contract);
        await world.Certify(contract, 87_654_321);
        await Session.Of(world);
        world.Clock.Set(new(2026, 9, 23));
        return (leading, member, third, contract);
    }

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private FlagViolation Lead(CounterpartyId? of) => new(contract, CaseSource.Inspection, "赠送购物卡", new(2026, 9, 13), 1, new(3_000_000), WorldCases.Legs, of);

    private async Task Flagged()
    {
        @case = await world.Do(world.Auditor, Lead(member));
        await world.Confirm(@case);
    }

    private async Task Served(CaseSanction sanction)
    {
        await Flagged();
        await world.Notify(@case, sanction);
        await world.Until(new(2026, 10, 9));
        await world.DecideCase(@case, sanction);
        await world.ServeDecision(@case);
    }

    private async Task<string> Text(string kind) => string.Join('\n', (await world.Ask(world.Auditor, new ShowCaseDocument(@case, kind))).Document.Parts.Select(p => p.Text.Zh));

    [Fact]
    public async Task Hold_and_base_are_his_share_of_what_is_owed_under_the_contract()
    {
        await Flagged();
        Assert.Equal(ContractV, PenaltyBase.Of(await world.Balance(contract)));
        var flagged = await world.CaseOf(@case);
        Assert.Equal((member, new Ratio(300_001), ContractV, V), (flagged.Party, flagged.Share, flagged.ContractV, flagged.VAtFlag));
        // 6 % of his V, floored, and the claimed loss.
        Assert.Equal(new Money(1_214_892 + 3_000_000), (await world.Balance(contract)).HeldFor(@case.Value));

        // More is owed by the day of service, which raises V and never the hold; less is owed, and the hold follows his share.
        await world.Certify(contract, 1_000_000, "JL-2");
        await world.Notify(@case);
        var notified = await world.CaseOf(@case);
        Assert.Equal((new Money(68_263_828), new Money(20_479_216)), (notified.ContractV, notified.VAtService!.Value));
        Assert.Equal(new Money(4_214_892), (await world.Balance(contract)).HeldFor(@case.Value));
        var why = await world.Ask(world.Auditor, new ExplainCase(@case, CaseFigure.Base));
        Assert.Equal((new Money(20_479_216), new Money(20_479_216), new Money(20_479_216 - 68_263_828)), (why.Amount, why.Parts.Sum(p => p.Amount), why.Parts[^1].Amount));
        Assert.All(why.Parts.SkipLast(1), part => Assert.NotNull(part.Entry));
        // The member himself sees what his base is made of, and not the books of the member who leads.
        var his = await world.Ask(await world.Contractor("his", member.Value), new ExplainCase(@case, CaseFigure.Base));
        Assert.Equal(why.Amount, his.Amount);
        Assert.Equal([new(68_263_828), new(20_479_216 - 68_263_828)], his.Parts.Select(p => p.Amount));
        Assert.All(his.Parts, part => Assert.Null(part.Entry));
        Assert.Empty(await world.Verify());
    }

    [Fact]
    public async Task The_hold_is_reset_at_service_to_his_share()
    {
        await Flagged();
        await world.Correct(contract, -60_000_000);
        var left = PenaltyBase.Of(await world.Balance(contract));
        await world.Notify(@case);
        // 30.0001 % of what is left of V is less than 6 % of it and the claimed loss together.
        var share = new Money(left.Fen * 300_001 / 1_000_000);
        Assert.Equal((left, share), ((await world.CaseOf(@case)).ContractV, (await world.CaseOf(@case)).V));
        Assert.InRange(share.Fen, 1, 3_000_000);
        Assert.Equal(share, (await world.Balance(contract)).HeldFor(@case.Value));
        Assert.Empty(await world.Verify());
    }

    [Fact]
    public async Task The_deduction_is_his_percentage_of_his_share_and_notice_decision_and_page_let_it_be_computed_again()
    {
        await Served(WorldCases.Deducting());
        Assert.Equal(Deducted, (await world.CaseOf(@case)).Deducted);
        Assert.Equal(Deducted, (await world.Balance(contract)).Deducted);
        foreach (var kind in new[] { "notice", "decision" })
        {
            var text = await Text(kind);
            // The leading member signed for all and is paid: the paper does not say that he who reads it did.
            Assert.DoesNotContain("违反双方于", text, StringComparison.Ordinal);
            foreach (var part in new[] { "违反由联合体牵头人江州路桥一公司代表联合体于", "该款项由联合体牵头人江州路桥一公司收取", "江州桥隧公司", "30.0001%", ContractV.ToYuan(), V.ToYuan(), Deducted.ToYuan() }) Assert.Contains(part, text, StringComparison.Ordinal);
        }
        var shown = await world.Ask(world.Auditor, new ShowCase(@case));
        Assert.Equal((new MemberBase(member.Value, new(300_001), ContractV), V, "江州桥隧公司"), (shown.Member, shown.Figures!.V, shown.PartyName));
        Assert.Equal("江州桥隧公司", Assert.Single((await world.Ask(world.Auditor, new ListCases(null))).Items).Party);
        await world.Publish(@case);
        Assert.Equal("江州桥隧公司", Assert.Single((await world.Ask(Caller.Anonymous(Language.Chinese), new ListPublicDeductions(null))).Items).Party);
        Assert.Empty(await world.Verify());
    }

    [Fact]
    public async Task An_exclusion_falls_on_him_and_on_no_other_member()
    {
        await Served(WorldMatters.Sanction(years: 1));
        Assert.Single(await world.BarsOf(member));
        Assert.Empty((await world.BarsOf(leading)).Concat(await world.BarsOf(third)));
        Assert.Empty(await world.Read(db => Task.FromResult(db.ContractsAgreedInsideExclusion().ToList())));
        Assert.Empty(await world.Verify());
    }

    [Fact]
    public async Task He_finds_his_case_at_his_desk_and_another_member_finds_nothing()
    {
        await Flagged();
        await world.Notify(@case);
        var own = await world.Contractor("own", member.Value);
        var mine = Assert.Single((await world.Ask(own, new MyMatters(null))).Items);
        Assert.Equal(@case, mine.Case);
        await world.Do(own, new SubmitDefence(@case, "购物卡并非我方赠送", null, await world.SeenOf(@case)));
        foreach (var other in new[] { await world.Contractor("leading", leading.Value), await world.Contractor("third", third.Value) })
        {
            Assert.Empty((await world.Ask(other, new MyMatters(null))).Items);
            Assert.Empty((await world.Ask(other, new ListCases(null))).Items);
            Assert.Equal("acts.not_found", (await world.Door.Ask(new ShowCase(@case), other, TestContext.Current.CancellationToken)).Refusal!.Code);
            await world.Refused("acts.not_found", other, new SubmitDefence(@case, "不属实", null, await world.SeenOf(@case)));
        }
    }

    /// <summary>C-3: what he signed he may read, his share with it; the books are the leading member's, and what a stranger asks for looks like none.</summary>
    [Fact]
    public async Task A_member_reads_the_contract_that_he_signed_and_his_share_and_nothing_of_the_leading_ones_books()
    {
        var own = await world.Contractor("own", member.Value);
        var share = await world.Ask(own, new ShowMyShare(contract));
        Assert.Equal(("HT-L", "江州路桥一公司", false, new Ratio(300_001)), (share.Number, share.LeadingName, share.Leads, share.Share));
        Assert.Equal(contract, Assert.Single((await world.Ask(own, new ListMyShares(null))).Items).Contract);
        Assert.Equal("acts.not_found", (await world.Door.Ask(new ShowContract(contract), own, TestContext.Current.CancellationToken)).Refusal!.Code);
        var leader = await world.Contractor("leading", leading.Value);
        Assert.Equal((true, new Ratio(500_000)), (await world.Ask(leader, new ShowMyShare(contract))) is var led ? (led.Leads, led.Share) : default);
        Assert.Empty((await world.Ask(leader, new ListMyShares(null))).Items);
        var stranger = await world.Contractor("stranger", (await world.Party("江州永固石料厂")).Value);
        Assert.Equal("acts.not_found", (await world.Door.Ask(new ShowMyShare(contract), stranger, TestContext.Current.CancellationToken)).Refusal!.Code);
        Assert.Empty((await world.Ask(stranger, new ListMyShares(null))).Items);
    }

    [Fact]
    public async Task Only_a_member_is_flagged_alone_and_the_leading_one_by_his_share_too()
    {
        await world.Refused("cases.not_a_member", world.Auditor, Lead(await world.Party("江州永固石料厂")));
        var whole = await world.Do(world.Auditor, Lead(null));
        Assert.Equal((leading, null, ContractV), ((await world.CaseOf(whole)).Party, (await world.CaseOf(whole)).Share, (await world.CaseOf(whole)).VAtFlag));
        var led = await world.Do(world.Auditor, Lead(leading) with { Act = "宴请监理" });
        Assert.Equal((leading, new Ratio(500_000), new Money(33_746_914)), ((await world.CaseOf(led)).Party, (await world.CaseOf(led)).Share, (await world.CaseOf(led)).VAtFlag));
        // One deduction per contract and act, whoever of the members is named (P-7).
        await world.Refused("cases.same_act_twice", world.Auditor, Lead(third));
        Assert.Equal([leading, member, third], (await world.Ask(world.Auditor, new ShowClause(contract, new(2026, 9, 13)))).Members.Select(m => m.Party));
    }
}
