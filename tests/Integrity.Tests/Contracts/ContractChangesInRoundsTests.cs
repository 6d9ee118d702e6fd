using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Disclosure;
using Integrity.App.Exchange.Bank;
using Integrity.App.Ledger;
using Integrity.App.Parties;
using Integrity.App.Payments;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Contracts;

/// <summary>A decided change of a contract and the rounds that pay it: what was frozen stays, what is owed adds up, and nothing leaves without an integrity contract (C-2, C-5, C-8, R-1, L-1).</summary>
public sealed class ContractChangesInRoundsTests : IAsyncLifetime
{
    private World world = null!;
    private Session session = null!;

    public async ValueTask InitializeAsync()
    {
        world = await World.Begin();
        session = await Session.Of(world);
    }

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private Task<CounterpartyId> PartyOf(ContractId contract) => world.Read(db => db.WorksContracts.Where(c => c.Id == contract).Select(c => c.Party).SingleAsync());

    private async Task Decided(ContractId contract, PayeeTypeId type) =>
        await session.Decide(await world.Do(world.Engineer, new ProposePayeeTypeChange(contract, type, "以机械作业为主", World.Paper, await world.Seen(contract.Value))));

    private async Task Decided(ContractId contract, CounterpartyId successor, bool assumes) =>
        await session.Decide(await world.Do(world.Engineer, new ProposeNovation(contract, successor, assumes, "公司分立", World.Paper, await world.Seen(contract.Value))));

    private async Task CarryOutType(ContractId contract) => await world.Do(world.EngineerTwo, new CarryOutPayeeTypeChange(contract, await world.Seen(contract.Value)));

    private async Task Novate(ContractId contract, CounterpartyId successor, bool assumes)
    {
        await Decided(contract, successor, assumes);
        await world.Do(world.EngineerTwo, new CarryOutNovation(contract, await world.Seen(contract.Value)));
    }

    [Fact]
    public async Task A_contract_takes_its_history_into_its_new_type_and_the_books_agree()
    {
        var (round, supplier, instruction) = await world.ExecutedRound(session);
        await world.NamePayer();
        await world.Export(round.Value);
        await Decided(supplier, new(1));
        await CarryOutType(supplier);
        Assert.Empty(await world.Verify());
        await world.Result(instruction, "成功");
        Assert.Empty(await world.Verify());
        foreach (var type in new PayeeTypeId[] { new(1), new(2) })
        {
            var owed = await world.Ask(world.Finance, new WhatIsOwed(null, null, null, type, null));
            foreach (var (figure, amount) in new[] { (Figure.Outstanding, owed.Outstanding), (Figure.InFlight, owed.Buckets.InFlight), (Figure.Due, owed.Buckets.Due), (Figure.Certified, owed.Certified) })
                Assert.Equal(amount, (await world.Ask(world.Finance, new Explain(figure, null, null, null, type, null, null))).Amount);
            Assert.Equal(type.Value == 1 ? 55_555_555 - 11_111_111 : 0, owed.Outstanding.Fen);
        }
    }

    [Fact]
    public async Task From_the_snapshot_to_the_begun_execution_a_contract_keeps_its_party_and_its_type()
    {
        var contract = await world.Contract("HT-C");
        await world.MakePayable(contract);
        await world.Certify(contract, 55_555_555);
        await world.Fund(20_000_000);
        world.Clock.Set(new(2026, 9, 30));
        var heir = await world.Party("江州路通新公司");
        await Decided(contract, heir, assumes: true);
        await Decided(contract, new PayeeTypeId(3));
        var round = await world.Snapshot();
        await world.Refused("payments.contract_in_round", world.EngineerTwo, new CarryOutNovation(contract, await world.Seen(contract.Value)));
        await world.Refused("payments.contract_in_round", world.EngineerTwo, new CarryOutPayeeTypeChange(contract, await world.Seen(contract.Value)));
        await world.Candidate(round, new NamedRatio(1, new(200_000)));
        await world.Decide(round, session);
        await world.Refused("payments.contract_in_round", world.EngineerTwo, new CarryOutNovation(contract, await world.Seen(contract.Value)));
        await world.Execute(round);
        await world.Do(world.EngineerTwo, new CarryOutNovation(contract, await world.Seen(contract.Value)));
        await CarryOutType(contract);
        Assert.Equal(heir, await PartyOf(contract));
        Assert.Empty(await world.Verify());
    }

    /// <summary>R-1: after 30 days the snapshot can be proposed no more, so it holds nothing.</summary>
    [Fact]
    public async Task A_snapshot_that_grew_too_old_holds_no_contract()
    {
        var contract = await world.Contract("HT-C");
        await world.MakePayable(contract);
        await world.Certify(contract, 55_555_555);
        await world.Fund(20_000_000);
        world.Clock.Set(new(2026, 9, 30));
        await Decided(contract, new PayeeTypeId(3));
        await world.Snapshot();
        world.Clock.Set(new(2026, 10, 30));
        await world.Refused("payments.contract_in_round", world.EngineerTwo, new CarryOutPayeeTypeChange(contract, await world.Seen(contract.Value)));
        world.Clock.Set(new(2026, 10, 31));
        await CarryOutType(contract);
    }

    [Fact]
    public async Task A_round_that_was_withdrawn_holds_no_contract()
    {
        var contract = await world.Contract("HT-C");
        await world.MakePayable(contract);
        await world.Certify(contract, 55_555_555);
        await world.Fund(20_000_000);
        world.Clock.Set(new(2026, 9, 30));
        await Decided(contract, new PayeeTypeId(3));
        var round = await world.Snapshot();
        await world.Refused("payments.contract_in_round", world.EngineerTwo, new CarryOutPayeeTypeChange(contract, await world.Seen(contract.Value)));
        await world.Do(world.Finance, new WithdrawRound(round, "范围开错", await world.Seen(round.Value)));
        await CarryOutType(contract);
    }

    [Fact]
    public async Task What_was_voted_and_published_goes_on_naming_whose_it_was()
    {
        var (round, supplier, _) = await world.ExecutedRound(session);
        var (before, heir) = (await PartyOf(supplier), await world.Party("江州路通新公司"));
        var (own, heirs) = (await world.Contractor("own", before.Value), await world.Contractor("heir", heir.Value));
        var published = Assert.Single((await world.Ask(world.Finance, new ListPublicLines(round, null))).Items);
        await Novate(supplier, heir, assumes: false);
        Assert.Equal(published, Assert.Single((await world.Ask(world.Finance, new ListPublicLines(round, null))).Items));
        Assert.Equal(published.Party, Assert.Single((await world.Ask(world.Finance, new ListRoundLines(round, null, null))).Items).Party);
        var hash = await world.Read(db => db.RoundCandidates.Where(c => c.Round == round).Select(c => c.Digest).SingleAsync());
        Assert.Equal(published.Party, Assert.Single((await world.Ask(world.Finance, new ListPrintedLines(round, hash, null))).Items).Party);
        // He goes on seeing what was his; the successor has the contract with its history.
        var mine = Assert.Single((await world.Ask(own, new MyRoundLines(null))).Items);
        Assert.Equal(mine.Pay, (await world.Ask(own, new ExplainMyLine(supplier, round, RoundFigure.Pay))).Amount);
        Assert.Single((await world.Ask(heirs, new MyRoundLines(null))).Items);
        Assert.Empty((await world.Ask(await world.Contractor("other", (await world.Party("江州永固石料厂")).Value), new MyRoundLines(null))).Items);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_carried_out_and_not_sent_yet_goes_to_nobody_whose_contract_it_is_no_more(bool assumes)
    {
        var (round, supplier, instruction) = await world.ExecutedRound(session);
        await world.NamePayer();
        var (party, heir) = (await PartyOf(supplier), await world.Party("江州路通新公司"));
        var before = await world.Read(db => db.Counterparties.Where(p => p.Id == party).Select(p => p.Name).SingleAsync());
        await Novate(supplier, heir, assumes);
        Assert.Equal((0, 1), (await world.Export(round.Value)) is { } exported ? (exported.Sent, exported.Kept) : default);
        var line = await world.Read(db => db.ReturnedLines.SingleAsync());
        Assert.Equal(KeptBack.Kept(assumes ? KeptBack.AccountChanged : KeptBack.NoIntegrityContract), line.ReasonText);
        // What was kept back was passed, and its entry says so; his desk tells the former party that nothing of it came to him (O-2, C-8).
        Assert.Equal(1, await world.Read(db => db.LedgerRanges.CountAsync(r => r.Kind == "lines_kept_back")));
        var his = Assert.Single((await world.Ask(await world.Contractor("former", party.Value), new MyRoundLines(null))).Items);
        Assert.Equal((line.Amount, true), (his.Back, his.IsFormer));
        // The bank's lists name whose account it was.
        Assert.Equal(before, Assert.Single((await world.Ask(world.Finance, new ListInstructions(round.Value, null, null))).Items).Party);
        Assert.Equal(before, Assert.Single((await world.Ask(world.Finance, new ListReturned(null, null))).Items).Party);
        Assert.Empty(await world.Verify());
    }

    [Fact]
    public async Task While_it_is_unclear_who_succeeds_nothing_is_sent_or_paid_again()
    {
        var (round, supplier, instruction) = await world.ExecutedRound(session);
        await world.NamePayer();
        await world.Do(world.Engineer, new RaiseSuccession(supplier, "公司分立", World.Paper, await world.Seen(supplier.Value)));
        Assert.Equal(1, (await world.Export(round.Value)).Kept);
        Assert.Equal(KeptBack.Kept(KeptBack.SuccessionUnclear), (await world.Read(db => db.ReturnedLines.SingleAsync())).ReasonText);
        await world.Do(world.Finance, new CheckReturnedAccount(instruction.Id, WorldFunds.Evidence, await world.Seen(instruction.Id)));
        await world.Refused("payments.succession_unclear", world.FinanceTwo, new PayAgain(instruction.Id, await world.Seen(instruction.Id)));
    }

    [Fact]
    public async Task What_came_back_is_not_paid_again_without_a_live_integrity_contract()
    {
        var (round, supplier, instruction) = await world.ExecutedRound(session);
        await world.NamePayer();
        await world.Export(round.Value);
        world.Clock.Set(new(2026, 10, 15));
        await world.Result(instruction, "退回");
        await Novate(supplier, await world.Party("江州路通新公司"), assumes: false);
        await world.Refused("payments.no_live_integrity_contract", world.FinanceTwo, new PayAgain(instruction.Id, await world.Seen(instruction.Id)));
    }

    [Fact]
    public async Task An_integrity_contract_that_binds_others_is_not_assumed_with_one()
    {
        var (party, project) = (await world.Party(), await world.Project());
        var (first, second) = (await world.Contract(party, project, "HT-1"), await world.Contract(party, project, "HT-2"));
        await world.Integrity("LZ-1", party, first, second);
        var heir = await world.Party("江州路通新公司");
        var asking = new ProposeNovation(first, heir, true, "公司分立", World.Paper, await world.Seen(first.Value));
        await world.Refused("contracts.integrity_contract_binds_others", world.Engineer, asking);
        await Novate(first, heir, assumes: false);
        Assert.NotNull(await world.Read(db => db.LiveIntegrityContractOf(second, world.Today(), TestContext.Current.CancellationToken)));
    }
}
