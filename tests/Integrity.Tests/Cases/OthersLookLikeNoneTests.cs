using System.Text.Json;
using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Cases.Documents;
using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Identity;
using Integrity.App.Parties;
using Integrity.Domain.Cases;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Integrity.Tests.Acts;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Xunit;

namespace Integrity.Tests.Cases;

/// <summary>To a contractor another's thing and one that does not exist are the same: the same answer, after the same commands to the database, so that no clock tells them apart.</summary>
public sealed class OthersLookLikeNoneTests : IAsyncDisposable
{
    private const long Absent = 999_999_999;

    private World world = null!;
    private CaseId @case;
    private ContractId contract;
    private Caller stranger = null!;

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    private async Task Bureau()
    {
        world = await World.Begin(new(2026, 8, 3));
        contract = await world.Contract("HT-B");
        await world.MakePayable(contract);
        await world.Certify(contract, 87_654_321);
        var others = await world.Contract("HT-C");
        await Session.Of(world);
        world.Clock.Set(new(2026, 9, 23));
        @case = await world.Flag(contract);
        await world.Confirm(@case);
        await world.Notify(@case);
        stranger = await world.Contractor("stranger", (await world.Read(async db => await db.WorksContracts.FindAsync(others)))!.Party.Value);
    }

    /// <summary>J-1, V-1: whoever names by number a thing of another kind, or another's, in an act on his own learns nothing of it: not that it is there, nor who did what to it last.</summary>
    [Fact]
    public async Task A_number_of_another_kind_is_answered_as_one_that_names_nothing()
    {
        await Bureau();
        async Task<string> Refusal<TAnswer>(Caller caller, IAct<TAnswer> act) => Said(await world.Refused(caller, act));
        foreach (var number in new[] { @case.Value, contract.Value })
        {
            Assert.Equal(await Refusal(stranger, new RevokeAccessToken(new(Absent), 1)), await Refusal(stranger, new RevokeAccessToken(new(number), 1)));
            Assert.Equal(await Refusal(world.Admin, new DismissOfficial(new(Absent), 1)), await Refusal(world.Admin, new DismissOfficial(new(number), 1)));
            Assert.Equal(await Refusal(world.Admin, new EndSubstitution(new(Absent), 1)), await Refusal(world.Admin, new EndSubstitution(new(number), 1)));
        }
        Assert.Equal("acts.changed_since", (await world.Refused(world.AuditorTwo, new ServeDecision(@case, WorldCases.Paper, 1))).Code);
    }

    private static string Said(Refusal? refusal) => JsonSerializer.Serialize(refusal);

    private async Task Same<TAnswer>(Func<long, IAsk<TAnswer>> ask, long others)
    {
        (string Said, IReadOnlyList<string> Sent) theirs = default, none = default;
        theirs.Sent = await CountedQueries.Of(async () => theirs.Said = Said((await world.Door.Ask(ask(others), stranger)).Refusal));
        none.Sent = await CountedQueries.Of(async () => none.Said = Said((await world.Door.Ask(ask(Absent), stranger)).Refusal));
        Assert.Contains("acts.not_found", theirs.Said, StringComparison.Ordinal);
        Assert.Equal(none.Said, theirs.Said);
        Assert.NotEmpty(none.Sent);
        Assert.Equal(none.Sent, theirs.Sent);
    }

    [Fact]
    public async Task Questions_about_anothers_thing_are_answered_as_about_none_after_the_same_commands()
    {
        await Bureau();
        var (certificate, account, integrity) = await world.Read(db => Task.FromResult((
            db.Certificates.First(c => c.Contract == contract).Id.Value,
            db.PayeeAccounts.OrderBy(a => a.Id).First().Id.Value,
            db.IntegrityContracts.OrderBy(i => i.Id).First().Id.Value)));
        await Same(id => new ShowCase(new(id)), @case.Value);
        await Same(id => new ListCaseDocuments(new(id), null), @case.Value);
        await Same(id => new ShowCaseDocument(new(id), "notice"), @case.Value);
        await Same(id => new ShowContract(new(id)), contract.Value);
        await Same(id => new ShowContractMoney(new(id), null), contract.Value);
        await Same(id => new ShowCertificate(new(id)), certificate);
        await Same(id => new ShowAccount(new(id)), account);
        await Same(id => new ShowIntegrityContract(new(id)), integrity);
    }

    [Fact]
    public async Task Acts_on_anothers_case_are_refused_as_on_none_after_the_same_commands()
    {
        await Bureau();
        var paper = await world.Kept(stranger, "放弃陈述申辩书");
        foreach (var act in new Func<long, IAct<CaseId>>[]
        {
            id => new SubmitDefence(new(id), "不属实", null, 1), id => new WaiveDefence(new(id), paper, 1),
            id => new RequestHearing(new(id), null, 1), id => new LodgeReview(new(id), "不服", null, 1),
        })
        {
            (string Said, IReadOnlyList<string> Sent) theirs = default, none = default;
            theirs.Sent = await CountedQueries.Of(async () => theirs.Said = Said((await world.Door.Enter(act(@case.Value), stranger, world.NewKey())).Refusal));
            none.Sent = await CountedQueries.Of(async () => none.Said = Said((await world.Door.Enter(act(Absent), stranger, world.NewKey())).Refusal));
            Assert.Contains("acts.not_found", theirs.Said, StringComparison.Ordinal);
            Assert.Equal(none.Said, theirs.Said);
            Assert.Equal(none.Sent, theirs.Sent);
        }
    }

    /// <summary>The counting tells a difference: his own contract is answered after more commands than none.</summary>
    [Fact]
    public async Task What_is_his_own_takes_more_commands_than_what_is_not()
    {
        await Bureau();
        var own = await world.Contractor("own", (await world.CaseOf(@case)).Party.Value);
        var mine = await CountedQueries.Of(async () => await world.Ask(own, new ShowCase(@case)));
        var none = await CountedQueries.Of(async () => await world.Door.Ask(new ShowCase(new(Absent)), own));
        Assert.True(mine.Count > none.Count);
    }
}
