using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Certificates;
using Integrity.Domain.Cases;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Ledger;
using Integrity.Domain.Values;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>Before its notice the contractor sees that something of his is held, to the fen, and not by which lead or whose hand (O-1, P-6); nor does any page of his name the bureau's people.</summary>
public sealed class UntoldCaseTests : IAsyncLifetime
{
    private World world = null!;
    private ContractId contract;
    private CaseId @case;
    private Caller own = null!;

    public async ValueTask InitializeAsync()
    {
        (world, contract) = await World.After(new(2026, 8, 3), WorldMatters.Owed);
        @case = await world.Flag(contract);
        own = await world.Contractor("own", (await world.CaseOf(@case)).Party.Value);
    }

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private async Task<IReadOnlyList<LedgerLine>> Ledger(Caller reader) => (await world.Ask(reader, new LedgerOf(contract, null))).Items;

    [Fact]
    public async Task His_ledger_names_no_lead_no_paper_and_no_official_and_its_amounts_are_the_bureaus()
    {
        var (his, bureaus) = (await Ledger(own), await Ledger(world.Finance));
        Assert.Equal(bureaus.Select(line => (line.Posting, line.Amount)), his.Select(line => (line.Posting, line.Amount)));
        Assert.Contains(bureaus, line => line.Entry is { ActZh: "登记违约线索", Person: "auditor" });
        var held = Assert.Single(his, line => line.Standing == Standing.Held);
        Assert.Equal(("暂缓支付的变动", OwnEntries.Bureau, ""), (held.Entry.ActZh, held.Entry.Person, held.Entry.Document));
        Assert.All(his, line => Assert.Equal(OwnEntries.Bureau, line.Entry.Person));
        var entry = await world.Ask(own, new ShowLedgerEntry(held.Posting));
        Assert.Equal(("暂缓支付的变动", OwnEntries.Bureau, ""), (entry.Entry.ActZh, entry.Entry.Person, entry.Kind));
        var why = await world.Ask(own, Explain.Of(Figure.Held, contract));
        Assert.Equal(held.Amount, -why.Amount);
        Assert.All(why.Parts, part => Assert.Equal(("暂缓支付的变动", OwnEntries.Bureau), (part.Zh, part.Entry!.Person)));
    }

    /// <summary>Nor does a case that was withdrawn, and of which he was never told.</summary>
    [Fact]
    public async Task What_was_withdrawn_before_any_notice_stays_untold_and_what_he_was_told_of_is_named()
    {
        await world.Confirm(@case);
        await world.Notify(@case);
        Assert.Contains(await Ledger(own), line => line.Entry is { ActZh: "登记违约线索", Person: OwnEntries.Bureau });
        var second = await world.Flag(contract, act: "另一行为");
        await world.Do(world.AuditorTwo, new AskForWithdrawal(second, "查无实据", await world.SeenOf(second)));
        await world.Do(await world.Lawyer(), new WithdrawLead(second, await world.SeenOf(second)));
        Assert.DoesNotContain(await Ledger(own), line => line.Entry.ActZh == "撤回案件");
        Assert.Contains(await Ledger(world.Finance), line => line.Entry.ActZh == "撤回案件");
    }
}
