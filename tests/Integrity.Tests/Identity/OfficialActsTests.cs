using Integrity.App;
using Integrity.App.Acts;
using Integrity.App.Identity;
using Integrity.App.Journal;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Integrity.Tests.Contracts;
using Integrity.Tests.Refusals;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Integrity.Tests.Identity;

/// <summary>J-1: who may act is kept by an administrator who can do no business, not even by giving it to himself.</summary>
public sealed class OfficialActsTests
{
    [Fact]
    public async Task The_first_administrator_needs_the_code_of_the_console_and_is_appointed_once()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDataProtection();
        services.AddSingleton(new FirstCode("A1B2C3"));
        services.AddIntegrity(await Databases.Fresh());
        await using var provider = services.BuildServiceProvider();
        var door = provider.GetRequiredService<Door>();
        var act = new AppointFirstAdministrator("李明", "liming", new("correct horse battery"), new("A1B2C3"));
        var before = await Entries();
        Assert.Equal("identity.bootstrap_code_wrong", await Refused(act with { Code = new("A1B2C4") }));
        Assert.Equal("identity.password_too_weak", await Refused(act with { Password = new("short") }));
        Assert.Equal("identity.name_missing", await Refused(act with { Name = " " }));
        Assert.Equal(before, await Entries());
        var appointed = await door.Enter(act with { Code = new(" a1b2c3 ") }, Caller.Anonymous(Language.Chinese), "k");
        var shown = await door.Ask(new ShowOfficial(appointed.Value), Caller.Of(appointed.Value, Language.Chinese), TestContext.Current.CancellationToken);
        Assert.Equal([Duty.ManageUsers, Duty.ManageSettings], shown.Value.Duties);
        Assert.Equal("identity.administrator_there", await Refused(act));

        async Task<string> Refused(AppointFirstAdministrator wrong) =>
            Provoked.Saw((await door.Enter(wrong, Caller.Anonymous(Language.Chinese), Guid.NewGuid().ToString())).Refusal!).Code;

        async Task<int> Entries()
        {
            await using var scope = provider.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<IntegrityDb>().JournalEntries.CountAsync();
        }
    }

    [Fact]
    public async Task A_sign_in_name_is_given_and_belongs_to_one_person()
    {
        await using var world = await World.Begin();
        var act = new AppointOfficial("周敏", "zhoumin", Office.Engineering, "科员", [Duty.ReadBusiness], null, new(World.Password));
        await world.Refused("identity.sign_in_name_missing", world.Admin, act with { SignInName = " " });
        await world.Do(world.Admin, act);
        await world.Refused("identity.sign_in_name_taken", world.Admin, act with { Name = "周民", SignInName = " zhoumin " });
    }

    [Fact]
    public void Ten_wrong_guesses_end_the_code()
    {
        var code = new FirstCode("A1B2C3");
        for (var i = 0; i < 10; i++) Assert.False(code.Is("guess"));
        Assert.False(code.Is("A1B2C3"));
        Assert.False(new FirstCode(null).Is(""));
    }

    [Fact]
    public async Task Duties_change_by_another_administrator_only()
    {
        await using var world = await World.Begin();
        var official = world.Finance.Official;
        var act = new ReassignOfficial(official, Office.Finance, "出纳", [Duty.ReadBusiness, Duty.ExecutePayments], await world.Seen(official.Value));
        await world.Refused("identity.administrator_does_no_business", world.Admin, act with { Duties = [Duty.ManageUsers, Duty.RecordFunds] });
        await world.Refused("identity.contractor_has_only_own_desk", world.Admin, act with { Office = Office.Contractor });
        await world.Refused("identity.staff_is_no_contractor", world.Admin, act with { Duties = [Duty.ActAsContractor] });
        await world.Do(world.Admin, act);
        Assert.Equal(("出纳", false), (await world.Ask(world.Admin, new ShowOfficial(official))) is var shown ? (shown.Post, shown.Duties.Contains(Duty.RecordFunds)) : default);
        await world.Refused("identity.own_duties_fixed", world.Admin,
            new ReassignOfficial(world.Admin.Official, Office.Engineering, "", [Duty.RegisterContracts], await world.Seen(world.Admin.Official.Value)));
    }

    [Fact]
    public async Task A_dismissed_person_may_nothing_more_and_nobody_dismisses_himself()
    {
        await using var world = await World.Begin();
        var second = await world.Person("admin-2", Office.Administration, Duty.ManageUsers);
        await world.Refused("identity.own_duties_fixed", second, new DismissOfficial(second.Official, await world.Seen(second.Official.Value)));
        await world.Do(second, new DismissOfficial(world.Admin.Official, await world.Seen(world.Admin.Official.Value)));
        await world.Refused("identity.already_dismissed", second, new DismissOfficial(world.Admin.Official, await world.Seen(world.Admin.Official.Value)));
        await world.Refused("identity.already_dismissed", second,
            new ReassignOfficial(world.Admin.Official, Office.Administration, "", [Duty.ManageUsers], await world.Seen(world.Admin.Official.Value)));
        await world.Refused("acts.sign_in_needed", world.Admin, new AppointOfficial("x", "x", Office.Finance, "", [], null, new("correct horse battery")));
    }

    [Fact]
    public async Task People_are_listed_by_office_a_page_at_a_time()
    {
        await using var world = await World.Begin();
        var engineers = await world.Ask(world.Admin, new ListOfficials(Office.Engineering, null));
        Assert.Equal(["engineer", "engineer-2"], engineers.Items.Select(o => o.SignInName));
        for (var i = 0; i < 40; i++) await world.Person($"clerk-{i}", Office.Safety, Duty.ReadBusiness);
        var first = await world.Ask(world.Admin, new ListOfficials(null, null));
        Assert.Equal(50, first.Items.Count);
        Assert.NotEmpty((await world.Ask(world.Admin, new ListOfficials(null, first.Next))).Items);
    }

    [Fact]
    public async Task A_locked_sign_in_is_opened_with_a_new_password_and_the_second_factor_is_set_up_anew()
    {
        await using var world = await World.Begin();
        var official = world.Finance.Official;
        await With(world, "finance", async (users, user) =>
        {
            await users.SetLockoutEndDateAsync(user, DateTimeOffset.UtcNow.AddHours(1));
            await users.SetTwoFactorEnabledAsync(user, true);
            return 0;
        });
        await world.Refused("identity.password_too_weak", world.Admin, new ResetSignIn(official, new("short"), await world.Seen(official.Value)));
        await world.Do(world.Admin, new ResetSignIn(official, new("another horse battery"), await world.Seen(official.Value)));
        Assert.True(await With(world, "finance", async (users, user) =>
            await users.CheckPasswordAsync(user, "another horse battery") && !await users.IsLockedOutAsync(user) && !user.TwoFactorEnabled));
        Assert.DoesNotContain("battery", await world.Read(async db => (await db.JournalPayloads.OrderBy(p => p.Entry).LastAsync()).Payload), StringComparison.Ordinal);
        await world.Sabotage(db => db.Database.ExecuteSqlAsync($"UPDATE officials SET account = NULL WHERE id = {official.Value}"));
        await world.Refused("identity.official_unknown", world.Admin, new ResetSignIn(official, new("another horse battery"), await world.Seen(official.Value)));
        await world.Do(world.Admin, new DismissOfficial(official, await world.Seen(official.Value)));
        await world.Refused("identity.already_dismissed", world.Admin, new ResetSignIn(official, new("another horse battery"), await world.Seen(official.Value)));
    }

    [Fact]
    public async Task A_person_changes_his_own_password_by_the_current_one()
    {
        await using var world = await World.Begin();
        await world.Refused("identity.current_password_wrong", world.Finance, new ChangePassword(new("wrong horse battery"), new("another horse battery")));
        await world.Refused("identity.password_too_weak", world.Finance, new ChangePassword(new(World.Password), new("short")));
        await world.Do(world.Finance, new ChangePassword(new(World.Password), new("another horse battery")));
        Assert.True(await With(world, "finance", (users, user) => users.CheckPasswordAsync(user, "another horse battery")));
    }

    [Fact]
    public async Task Whose_password_an_administrator_gave_may_nothing_before_he_chose_his_own()
    {
        await using var world = await World.Begin();
        var official = world.Finance.Official;
        await world.Do(world.Admin, new ResetSignIn(official, new("given horse battery"), await world.Seen(official.Value)));
        await Shut(world.Finance, "given horse battery");
        var appointed = Caller.Of(await world.Do(world.Admin,
            new AppointOfficial("周敏", "zhoumin", Office.Engineering, "科员", [Duty.ReadBusiness], null, new("given horse battery"))), Language.Chinese);
        await Shut(appointed, "given horse battery");

        async Task Shut(Caller person, string given)
        {
            await world.Closed("identity.own_password_first", person, new WhoAmI());
            await world.Refused("identity.own_password_first", person, new StartAuthenticator());
            await world.Closed("identity.own_password_first", person with { Scope = new HashSet<Duty> { Duty.ReadBusiness } }, new ListCounterparties(null, null));
            await world.Refused("identity.password_not_new", person, new ChangePassword(new(given), new(given)));
            await world.Do(person, new ChangePassword(new(given), new("mine alone horse")));
            await world.Ask(person, new WhoAmI());
        }
    }

    [Fact]
    public async Task The_administrator_finds_a_contractors_party_by_its_code_and_sees_no_more()
    {
        await using var world = await World.Begin();
        var party = await world.Party("江州路通养护工程队");
        var code = await world.Read(db => db.Counterparties.Select(p => p.Code).SingleAsync());
        Assert.Equal(new(party, "江州路通养护工程队"), await world.Ask(world.Admin, new PartyByCode(" " + code.ToLowerInvariant())));
        var unknown = await world.Door.Ask(new PartyByCode("x"), world.Admin, TestContext.Current.CancellationToken);
        Assert.Equal("parties.party_unknown", unknown.Refusal?.Code);
    }

    internal static async Task<T> With<T>(World world, string name, Func<UserManager<IdentityUser<Guid>>, IdentityUser<Guid>, Task<T>> work)
    {
        await using var scope = world.Scope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser<Guid>>>();
        return await work(users, (await users.FindByNameAsync(name))!);
    }
}
