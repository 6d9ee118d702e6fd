using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Disclosure;
using Integrity.App.Parties;
using Integrity.App.Payments;
using Integrity.App.Projects;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Xunit;

namespace Integrity.Web.Tests.Acceptance;

/// <summary>The acceptance case of the rules, as far as its first round without the case against B: every step a request to the API, every figure to the fen.</summary>
public sealed class RoundOneTests(Site site) : IClassFixture<Site>
{
    private const string Paper = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private ApiBureau Api => field ??= new(site);

    [Fact]
    public async Task The_first_round_is_paid_to_the_fen()
    {
        site.Clock.Set(new(2026, 7, 1));
        var project = await Api.Do("engineer", new RegisterProject("GC-1", "江州北环公路工程", ProjectKind.NewConstruction));
        var a = await Contract("A", CounterpartyKind.ConstructionTeam, "91329900MAJU5HND5H", project, true);
        var b = await Contract("B", CounterpartyKind.ConstructionTeam, "91329900MA7JQXFN28", project, true);
        var c = await Contract("C", CounterpartyKind.Supplier, "91329900MAGG7W663F", project, true);
        var d = await Contract("D", CounterpartyKind.Supplier, "91329900MALHN8GL1F", project, true);
        var e = await Contract("E", CounterpartyKind.Supplier, "91329900MAFW1WUP1C", project, bound: false);

        await Certify(b, 87_654_321, "B1", new(2026, 8, 6));
        await Certify(a, 123_456_789, "A1", new(2026, 8, 10));
        await Certify(c, 55_555_555, "C1", new(2026, 8, 11));
        await Certify(d, 7_777, "D1", new(2026, 8, 11));
        await Certify(e, 10_000_000, "E1", new(2026, 8, 11));
        await Certify(b, 5_000_000, "B2", new(2026, 9, 20));
        await Fund(60_000_000, FundSource.Recovered);
        await Fund(40_000_000, FundSource.Raised);

        site.Clock.Set(new(2026, 9, 30));
        var round = await Api.Do("finance", new OpenRound(null, new(2026, 9, 30), new(2026, 10, 31)));
        await Api.Do("finance", new TakeSnapshot(round, 0));
        var tried = await Api.Ask("finance", new TryRatios(round, "2:200000"));
        Assert.Equal(43_222_221, tried.Wages.Fen);
        var (teams, suppliers) = (tried.Types.Single(t => t.PayeeType == 1), tried.Types.Single(t => t.PayeeType == 2));
        Assert.Equal(162_555_557, teams.Base.Fen);
        Assert.Equal(280_920, teams.Ratio.Ppm);
        Assert.Equal(11_111_111 + 1_555, suppliers.Pay.Fen);
        Assert.Equal(26_704_740 + 18_960_366, teams.Entitlement.Fen);
        Assert.Equal(7, tried.Residual.Fen);
        var left = Assert.Single((await Api.Ask("finance", new ListRoundLines(round, true, null))).Items);
        Assert.Equal((e.Value, LeftOutGround.NoLiveIntegrityContract), (left.Contract, left.LeftOut));

        await Api.Do("finance", new AddCandidate(round, [new(2, new(200_000))], 0));
        var group = await Group();
        var item = await Api.Do("finance", new ProposeRound(round, 0));
        await Vote(group, item);
        await Api.Do("finance", new AdoptDecision(round, 0));
        await Api.Do("finance", new ExecuteRound(round, 0));
        var shown = await Api.Ask("finance", new ShowRound(round));
        Assert.Equal(RoundState.Executing, shown.State);
        Assert.Equal(100_000_000 - 7, shown.Paid.Fen + shown.SetAside.Fen);
        Assert.Equal(7, shown.Available.Fen);
    }

    private async Task<ContractId> Contract(string letter, CounterpartyKind kind, string code, ProjectId project, bool bound)
    {
        var party = await Api.Do("engineer", new RegisterCounterparty(kind, "江州" + letter + "单位", code, false, null, null, true, []));
        var own = await Account(party, AccountKind.Normal, "江州" + letter + "单位", $"6228000{(int)letter[0]:00000000}", null);
        var isTeam = kind == CounterpartyKind.ConstructionTeam;
        AccountId? wage = isTeam ? await Account(party, AccountKind.Wage, "江州" + letter + "工资专户", $"8110000{(int)letter[0]:00000000}", "工资专用账户协议") : null;
        var terms = isTeam ? new ContractTerms { LabourShare = new(200_000), RetentionRate = new(30_000), PaymentDays = 30 } : new ContractTerms { PaymentDays = 30 };
        var contract = await Api.Do("engineer", new RegisterWorksContract("HT-" + letter, letter + "合同", isTeam ? ContractKind.Works : ContractKind.Supply,
            project, party, null, new(1_000_000_000), new(2026, 7, 1), terms, own, wage));
        if (bound)
            await Api.Do("engineer", new SignIntegrityContract("LZ-" + letter, party, [contract], 1, [new(new(20_000), new(60_000))], new(1_000_000), false, new(2026, 7, 1)));
        return contract;
    }

    private async Task<AccountId> Account(CounterpartyId party, AccountKind kind, string holder, string number, string? ground)
    {
        var account = await Api.Do("engineer", new ProposeAccount(party, new(kind, holder, number, "江州银行", "313329900033", ground, Paper)));
        await Api.Do("engineer-2", new CheckAccount(account, true, 0));
        return account;
    }

    private async Task Certify(ContractId contract, long gross, string number, DateOnly on)
    {
        site.Clock.Set(on);
        var certificate = await Api.Do("engineer", new PrepareCertificate(contract, number, null, null, new(gross), Paper));
        await Api.Do("engineer-2", new ApproveCertificate(certificate, 0));
    }

    private async Task Fund(long fen, FundSource source)
    {
        var receipt = await Api.Do("finance", new RecordReceipt(source, new(fen), new(2026, 9, 20), "江州市财政局", null, null, Paper));
        await Api.Do("finance-2", new ConfirmReceipt(receipt, 0));
    }

    private async Task<BodyId> Group()
    {
        var body = await Api.Do("secretary", new FoundBody("局领导班子", "Leadership group"));
        for (var i = 1; i <= 7; i++) await Api.Do("secretary", new AppointMember(body, 0, site.World.Leaders[i - 1].Official, i == 1, new(2026, 1, 1), $"任〔2026〕{i}号"));
        return body;
    }

    private async Task Vote(BodyId body, ItemId item)
    {
        var meeting = await Api.Do("secretary", new ConveneMeeting(body, new(2026, 9, 30), "三楼会议室", Medium.System, [item]));
        await Api.Do("secretary", new RecordPresence(meeting, 0, [.. site.World.Leaders.Select(l => new Presence(l.Official, true))], null));
        await Api.Do("secretary", new OpenItem(item, 0));
        var open = (await site.World.Read(db => db.WholeItem(item, default)))!.Voting!;
        for (var i = 2; i <= 7; i++) await Api.Do($"leader-{i}", new CastBallot(item, open.Place, open.Digest, Domain.Decisions.Vote.Yes, null));
        await Api.Do("leader-1", new CloseItem(item, open.Place, open.Digest, Domain.Decisions.Vote.Yes, null));
    }
}
