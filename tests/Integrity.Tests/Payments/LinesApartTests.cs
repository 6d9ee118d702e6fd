using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Ledger;
using Integrity.App.Payments;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Contracts;
using Integrity.Tests.Decisions;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Payments;

/// <summary>D-4: in a round recusal is per line; what the others do not pass is reserved. D-5: a ratio invented in the meeting is a new list.</summary>
public sealed class LinesApartTests
{
    private static async Task<(World World, Session Session, ContractId Team, ContractId Supplier, PaymentRoundId Round, ItemId Item)> Proposed()
    {
        var (world, (team, supplier, round, item)) = await World.After(new(2026, 8, 3), Proposed);
        return (world, await Session.Of(world), team, supplier, round, item);
    }

    private static async Task<(ContractId Team, ContractId Supplier, PaymentRoundId Round, ItemId Item)> Proposed(World world)
    {
        var team = await world.Contract("HT-A");
        var supplier = await world.Contract("HT-C", new() { LabourShare = Ratio.Zero, RetentionRate = Ratio.Zero, PaymentDays = 30 }, kind: CounterpartyKind.Supplier);
        await world.MakePayable(team, supplier);
        await world.Certify(team, 123_456_789);
        await world.Certify(supplier, 55_555_555, "JL-2");
        await world.Fund(100_000_000);
        world.Clock.Set(new(2026, 9, 30));
        await Session.Of(world);
        var round = await world.Snapshot();
        await world.Candidate(round);
        var item = await world.Do(world.Finance, new ProposeRound(round, await world.Seen(round.Value)));
        return (team, supplier, round, item);
    }

    private static async Task<CounterpartyId> PartyOf(World world, ContractId contract) =>
        (await world.Read(db => db.WorksContracts.SingleAsync(c => c.Id == contract))).Party;

    private static async Task<PutLinesApart> Apart(World world, PaymentRoundId round, ContractId contract, int leader = 2) =>
        new(round, await PartyOf(world, contract), world.Leaders[leader].Official, RecusalGround.Kin, "其弟为该供货商负责人", await world.Seen(round.Value));

    [Theory]
    [InlineData(Vote.Yes)]
    [InlineData(Vote.No)]
    public async Task The_others_decide_a_recused_members_lines_and_what_they_do_not_pass_is_reserved(Vote others)
    {
        var (world, session, team, supplier, round, item) = await Proposed();
        await using var _ = world;
        var lines = await world.Do(world.Finance, await Apart(world, round, supplier));
        Assert.Equal(item, (await session.Item(lines)).LinesOf);
        Assert.Equal([world.Leaders[2].Official], (await session.Item(lines)).Recusals.Select(one => one.Person));
        // He reads the lines that he votes on, and not this one.
        Assert.Equal([team.Value], (await world.Ask(world.Leaders[2], new ListRoundLines(round, null, null))).Items.Select(l => l.Contract));
        Assert.Equal([team.Value, supplier.Value], (await world.Ask(world.Leaders[1], new ListRoundLines(round, null, null))).Items.Select(l => l.Contract));
        await world.Closed("decisions.papers_closed_to_recused", world.Leaders[2], new ExplainRound(round, RoundFigure.Base, null, null, supplier, null));
        var ofHisType = await world.Ask(world.Leaders[2], new ExplainRound(round, RoundFigure.Base, null, new(2), null, null));
        Assert.Equal(("您回避的各行", null, ofHisType.Amount), (ofHisType.Parts.Single().Zh, ofHisType.Parts.Single().Into, ofHisType.Parts.Single().Amount));

        Assert.Equal(ItemResult.Passed, await session.Decide(item));
        await world.Do(world.Finance, new AdoptDecision(round, await world.Seen(round.Value)));
        await world.Refused("payments.lines_apart_not_voted", world.Finance, new ExecuteRound(round, await world.Seen(round.Value)));
        Assert.Equal(others == Vote.Yes ? ItemResult.Passed : ItemResult.NotPassed, await session.Decide(lines, others));
        await world.Execute(round);

        if (others == Vote.No)
        {
            Assert.Empty((await world.Ask(world.Leaders[2], new ListReturned(null, null))).Items);
            Assert.Single((await world.Ask(world.Leaders[1], new ListReturned(null, null))).Items);
        }
        // Nor the instruction that came of it (D-4).
        Assert.Equal([team.Value], (await world.Ask(world.Leaders[2], new ListInstructions(round.Value, null, null))).Items.Select(i => i.Contract).Distinct());
        if ((await world.Ask(world.Leaders[1], new ListInstructions(round.Value, null, null))).Items.FirstOrDefault(i => i.Contract == supplier.Value) is { } his)
            await world.Closed("decisions.papers_closed_to_recused", world.Leaders[2], new ShowInstruction(his.Id));

        // Nor what the contract's money and its papers would say of it; of a project there is its sum alone (D-4).
        var contract = await world.Read(db => db.WorksContracts.SingleAsync(c => c.Id == supplier));
        var certificate = (await world.Read(db => db.Certificates.SingleAsync(c => c.Contract == supplier && c.Number == "JL-2"))).Id;
        var posting = (await world.Ask(world.Leaders[1], new LedgerOf(supplier, null))).Items[0].Posting;
        await world.Closed("decisions.papers_closed_to_recused", world.Leaders[2], new LedgerOf(supplier, null));
        await world.Closed("decisions.papers_closed_to_recused", world.Leaders[2], new ShowLedgerEntry(posting));
        await world.Closed("decisions.papers_closed_to_recused", world.Leaders[2], new ShowContract(supplier));
        await world.Closed("decisions.papers_closed_to_recused", world.Leaders[2], new ShowContractMoney(supplier, null));
        await world.Closed("decisions.papers_closed_to_recused", world.Leaders[2], new WhatIsOwed(supplier, null, null, null, null));
        await world.Closed("decisions.papers_closed_to_recused", world.Leaders[2], new WhatIsOwed(null, contract.Party, null, null, null));
        await world.Closed("decisions.papers_closed_to_recused", world.Leaders[2], Explain.Of(Figure.Certified, supplier));
        await world.Closed("decisions.papers_closed_to_recused", world.Leaders[2], new ShowCertificate(certificate));
        await world.Closed("decisions.papers_closed_to_recused", world.Leaders[2], new ExplainCertificate(certificate, CertificateFigure.Amount));
        Assert.DoesNotContain((await world.Ask(world.Leaders[2], new ListCertificates(null, null))).Items, c => c.Contract == supplier);
        var within = await world.Ask(world.Leaders[2], Explain.Of(Figure.Certified, new OwedScope(null, null, contract.Project, contract.PayeeType), null));
        Assert.Equal([("您回避的合同", 55_555_555L, null)], within.Parts.Select(part => (part.Zh, part.Amount.Fen, part.Into)));
        await world.Ask(world.Leaders[2], new WhatIsOwed(team, null, null, null, null));

        var (paid, kept) = (await world.Balance(supplier), (await world.Show(round)).Candidates[0].Types.Single(t => t.PayeeType == 2).Pay);
        Assert.Equal(others == Vote.Yes ? kept.Fen : 0, paid.Buckets.InFlight.Fen);
        Assert.Equal(others == Vote.Yes ? 0 : kept.Fen, paid.Buckets.Returned.Fen);
        // The lines of everybody else are paid all the same.
        Assert.True((await world.Balance(team)).Buckets.InFlight.IsPositive);
    }

    [Fact]
    public async Task What_was_not_passed_is_reserved_for_thirty_days_paid_by_no_account_check_and_then_two_people_end_it()
    {
        var (world, session, _, supplier, round, item) = await Proposed();
        await using var __ = world;
        var lines = await world.Do(world.Finance, await Apart(world, round, supplier));
        await session.Decide(item);
        await session.Decide(lines, Vote.No);
        await world.Do(world.Finance, new AdoptDecision(round, await world.Seen(round.Value)));
        // Before the execution too its payee is told that it was not passed.
        var voted = Assert.Single((await world.Ask(await world.Contractor("not-paid-yet", (await PartyOf(world, supplier)).Value), new MyRoundLines(null))).Items);
        Assert.Equal((voted.Pay, null), (voted.NotPassed, voted.Paid));
        await world.Execute(round);
        var back = (await world.Ask(world.Finance, new ListReturned(null, null))).Items.Single();
        Assert.Equal(supplier.Value, back.Contract);
        // The round says what it kept, under an entry of its own kind that names the list (D-4).
        Assert.Equal((back.Amount, Money.Zero), await world.Show(round) is var kept ? (kept.NotPassed, kept.Ended) : default);
        var entry = await world.Read(db => db.LedgerRanges.SingleAsync(r => r.Kind == "lines_not_passed"));
        Assert.Equal(64, entry.Document.Length);
        // Nor is its payee told that it was paid (D-4).
        var payee = await world.Contractor("not-passed", (await PartyOf(world, supplier)).Value);
        var his = Assert.Single((await world.Ask(payee, new MyRoundLines(null))).Items);
        Assert.Equal((back.Amount, his.Pay, false, Money.Zero), (his.NotPassed, his.NotPassed, his.IsEnded, his.Paid));
        var why = await world.Ask(payee, new ExplainMyLine(his.Contract, round, RoundFigure.Paid));
        Assert.Equal((Money.Zero, Money.Zero, 2), (why.Amount, why.Parts.Sum(part => part.Amount), why.Parts.Count));
        Assert.NotNull(why.Parts[1].Entry);
        await world.Refused("payments.lines_not_passed", world.Finance, new CheckReturnedAccount(back.Instruction, WorldFunds.Evidence, await world.Seen(back.Instruction)));
        Assert.True(back.IsNotPassed);
        Assert.Equal([back.Instruction], (await world.Ask(world.Finance, new ListReturned(null, null, supplier.Value))).Items.Select(one => one.Instruction));
        world.Clock.Set(new(2026, 10, 30));
        await world.Refused("payments.not_passed_is_reserved", world.Finance, new AskEndReturned(back.Instruction, "未获通过", await world.Seen(back.Instruction)));
        world.Clock.Set(new(2026, 10, 31));
        await world.Do(world.Finance, new AskEndReturned(back.Instruction, "未获通过", await world.Seen(back.Instruction)));
        await world.Do(world.FinanceTwo, new EndReturned(back.Instruction, await world.Seen(back.Instruction)));
        Assert.Equal(55_555_555, (await world.Balance(supplier)).Buckets.Due.Fen);
        Assert.True(Assert.Single((await world.Ask(payee, new MyRoundLines(null))).Items).IsEnded);
        Assert.Equal((Money.Zero, back.Amount), await world.Show(round) is var ended ? (ended.NotPassed, ended.Ended) : default);
    }

    /// <summary>V-1, D-4: what the others did not pass is no payment in public either.</summary>
    [Fact]
    public async Task In_public_lines_that_were_not_passed_are_set_aside_and_not_paid()
    {
        await using var world = await World.Begin(new(2026, 8, 3));
        var (team, supplier) = (await world.Contract("HT-A"), await world.Contract("HT-C", kind: CounterpartyKind.Supplier));
        var party = await PartyOf(world, supplier);
        var own = new List<ContractId> { supplier };
        foreach (var number in (string[])["HT-D", "HT-E"])
            own.Add(await world.Do(world.Engineer, WorldContracts.Works(number, party, await world.Project($"工程 {number}"), 1_000_000_000, null)));
        await world.MakePayable([team, .. own]);
        foreach (var contract in (ContractId[])[team, .. own]) await world.Certify(contract, 10_000_000, $"JL-{contract.Value}");
        await world.Fund(30_000_000);
        world.Clock.Set(new(2026, 9, 30));
        var session = await Session.Of(world);
        var round = await world.Snapshot();
        await world.Candidate(round);
        var item = await world.Do(world.Finance, new ProposeRound(round, await world.Seen(round.Value)));
        var lines = await world.Do(world.Finance, await Apart(world, round, supplier));
        await session.Decide(item);
        await session.Decide(lines, Vote.No);
        await world.Do(world.Finance, new AdoptDecision(round, await world.Seen(round.Value)));
        await world.Execute(round);

        var (shown, known) = (await world.Ask(App.Acts.Caller.Anonymous(Language.Chinese), new App.Disclosure.ShowPublicRound(round)), await world.Show(round));
        Assert.True(known.NotPassed.IsPositive);
        Assert.Equal((known.PaidAtRatio, known.SetAside), (shown.Paid, shown.SetAside));
        Assert.True(known.SetAside >= known.NotPassed);
        foreach (var (figure, amount) in new[] { (RoundFigure.Paid, known.Paid), (RoundFigure.Reserved, known.SetAside) })
        {
            var why = await world.Ask(world.Finance, new ExplainRound(round, figure, null, null, null, null));
            Assert.Equal(amount, why.Amount);
            Assert.Equal(amount, why.Parts.Sum(part => part.Amount));
            var notPassed = why.Parts.Where(part => part.Zh.StartsWith("未获其他成员通过", StringComparison.Ordinal)).ToList();
            Assert.Equal(3, notPassed.Count);
            Assert.Equal(3, notPassed.Select(part => part.Entry!.Posting).Distinct().Count());
        }
        Assert.Empty(await world.Verify());
        Assert.Equal(shown.Fund, shown.Wages + shown.Orders + shown.Paid!.Value + shown.SetAside!.Value + shown.Residual);
    }

    [Fact]
    public async Task Only_a_members_lines_of_a_payee_in_the_round_are_put_apart_and_only_once()
    {
        var (world, session, team, supplier, round, item) = await Proposed();
        await using var _ = world;
        var good = await Apart(world, round, supplier);
        var idle = await world.Contract("HT-Z", kind: CounterpartyKind.MachineryOwner);
        await world.Refused("payments.no_lines_of_party", world.Finance, good with { Party = await PartyOf(world, idle) });
        await world.Refused("payments.recused_is_no_member", world.Finance, good with { Member = world.Finance.Official });
        await world.Do(world.Finance, good);
        await world.Refused("payments.lines_apart_already", world.Finance, await Apart(world, round, supplier, leader: 3));
        await session.Meet([item]);
        await session.Open(item);
        await world.Refused("decisions.voting_has_begun", world.Finance, await Apart(world, round, team));
    }

    [Fact]
    public async Task A_ratio_invented_in_the_meeting_is_a_new_list_on_the_same_snapshot_with_its_lines_apart()
    {
        var (world, session, _, supplier, round, item) = await Proposed();
        await using var __ = world;
        var lines = await world.Do(world.Finance, await Apart(world, round, supplier));
        await session.Meet([item, lines]);
        await world.Candidate(round, new NamedRatio(2, new(200_000)));
        Assert.Equal(2, (await session.Item(lines)).Candidates.Count);
        async Task<ItemResult> Decide(ItemId one, Vote vote)
        {
            await session.Open(one);
            var whole = await session.Item(one);
            var open = whole.Voting!;
            var reason = vote == Vote.Yes ? null : "比例过高";
            foreach (var leader in world.Leaders.Skip(1).Where(l => !whole.IsRecused(l.Official))) await world.Do(leader, new CastBallot(one, open.Place, open.Digest, vote, reason));
            return (await world.Do(world.Leaders[0], new CloseItem(one, open.Place, open.Digest, vote, reason))).Result;
        }
        Assert.Equal(ItemResult.Pending, await Decide(item, Vote.No));
        Assert.Equal(ItemResult.Passed, await Decide(item, Vote.Yes));
        Assert.Equal(ItemResult.Passed, await Decide(lines, Vote.Yes));
        await world.Do(world.Finance, new AdoptDecision(round, await world.Seen(round.Value)));
        await world.Execute(round);
        Assert.Equal(11_111_111, (await world.Balance(supplier)).Buckets.InFlight.Fen);
        Assert.Equal(CandidateStanding.Passed, (await world.Show(round)).Candidates[1].Standing);
    }

    /// <summary>R-1: the figures of the lines are the round's, and are voted no longer than they.</summary>
    [Fact]
    public async Task Lines_apart_are_not_voted_on_figures_older_than_thirty_days()
    {
        var (world, session, _, supplier, round, item) = await Proposed();
        await using var __ = world;
        var lines = await world.Do(world.Finance, await Apart(world, round, supplier));
        Assert.Equal((await session.Item(item)).VoteBy, (await session.Item(lines)).VoteBy);
        await session.Decide(item);
        await session.Meet([lines]);
        world.Clock.Set((await session.Item(lines)).VoteBy!.Value.AddDays(1));
        await world.Refused("decisions.figures_too_old", world.Secretary, new OpenItem(lines, await world.Seen(lines.Value)));
    }

    /// <summary>D-4: who took an earlier part leaves numerator and denominator, and cannot open the lines either.</summary>
    [Fact]
    public async Task Whoever_took_an_earlier_part_in_lines_opens_them_by_no_door()
    {
        var (world, _, team, supplier, round, _) = await Proposed();
        await using var __ = world;
        await world.Do(world.Finance, await Apart(world, round, supplier) with { Ground = RecusalGround.EarlierPart, Words = "曾审核该供货商的计量" });
        Assert.Equal([team.Value], (await world.Ask(world.Leaders[2], new ListRoundLines(round, null, null))).Items.Select(l => l.Contract));
        await world.Closed("decisions.papers_closed_to_recused", world.Leaders[2], new ExplainRound(round, RoundFigure.Base, null, null, supplier, null));
        await world.Closed("decisions.papers_closed_to_recused", world.Leaders[2], new LedgerOf(supplier, null));
    }
}
