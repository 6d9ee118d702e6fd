using Integrity.App.Identity;
using Integrity.Domain.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Identity;

/// <summary>J-1: a person's own tokens and second factor; a token gives itself nothing.</summary>
public sealed class OwnAccountTests
{
    private static CreateAccessToken Token(string secret = "itg_secret", params Duty[] duties) =>
        new("财务系统", duties.Length == 0 ? [Duty.ReadBusiness] : duties, new(2026, 12, 31), new(secret));

    [Fact]
    public async Task A_token_acts_for_its_owner_within_the_chosen_duties_until_it_is_revoked()
    {
        await using var world = await World.Begin();
        var id = await world.Do(world.Finance, Token());
        var bearer = await world.Ask(world.Finance, new WhoHasToken(new("itg_secret")));
        Assert.Equal((world.Finance.Official, 1), (bearer!.Owner, bearer.Duties.Count));
        var row = Assert.Single((await world.Ask(world.Finance, new ListMyTokens(null))).Items);
        await world.Refused("acts.not_found", world.FinanceTwo, new RevokeAccessToken(id, row.Version));
        await world.Do(world.Finance, new RevokeAccessToken(id, row.Version));
        Assert.Null(await world.Ask(world.Finance, new WhoHasToken(new("itg_secret"))));
        await world.Refused("identity.token_revoked_already", world.Finance, new RevokeAccessToken(id, await world.Seen(id.Value)));
    }

    [Fact]
    public async Task A_program_is_told_what_its_token_may_do_and_not_what_its_owner_may()
    {
        await using var world = await World.Begin();
        Assert.Equal([Duty.ReadBusiness], (await world.Ask(world.Finance with { Scope = new HashSet<Duty> { Duty.ReadBusiness } }, new WhoAmI())).Duties);
    }

    [Fact]
    public async Task A_token_is_kept_nowhere_but_as_a_hash()
    {
        await using var world = await World.Begin();
        await world.Do(world.Finance, Token("itg_0123456789"));
        var kept = await world.Read(async db => string.Concat(await db.Database.SqlQuery<string>(
            $"SELECT payload AS \"Value\" FROM journal_payloads UNION ALL SELECT answer FROM act_answers UNION ALL SELECT digest FROM access_tokens").ToListAsync()));
        Assert.DoesNotContain("0123456789", kept, StringComparison.Ordinal);
        Assert.NotEqual(AccessToken.NewSecret(), AccessToken.NewSecret());
    }

    [Fact]
    public async Task A_token_has_a_name_a_near_end_and_no_duty_that_its_owner_lacks()
    {
        await using var world = await World.Begin();
        await world.Refused("identity.token_name_missing", world.Finance, Token() with { Name = " " });
        await world.Refused("identity.token_duties_beyond_own", world.Finance, Token() with { Duties = [] });
        await world.Refused("identity.token_duties_beyond_own", world.Finance, Token(duties: Duty.ConfirmFunds));
        await world.Refused("identity.token_expiry_out_of_range", world.Finance, Token() with { ExpiresOn = new(2026, 8, 3) });
        await world.Refused("identity.token_expiry_out_of_range", world.Finance, Token() with { ExpiresOn = new(2027, 8, 5) });
    }

    [Fact]
    public async Task A_token_manages_no_tokens_and_no_sign_in()
    {
        await using var world = await World.Begin();
        var program = world.Admin with { Scope = new HashSet<Duty> { Duty.ManageUsers } };
        await world.Refused("identity.not_by_token", program, Token(duties: Duty.ManageUsers));
        await world.Refused("identity.not_by_token", program, new ChangePassword(new(World.Password), new("another horse battery")));
        await world.Refused("identity.not_by_token", program, new StartAuthenticator());
        await world.Refused("identity.not_by_token", program, new ConfirmAuthenticator(new("1")));
        await world.Refused("identity.not_by_token", program, new StopAuthenticator(new("1")));
        await world.Refused("identity.not_by_token", program, new ResetSignIn(world.Finance.Official, new("another horse battery"), await world.Seen(world.Finance.Official.Value)));
        Assert.Equal("identity.not_by_token", (await world.Door.Ask(new MyAuthenticator(), program, TestContext.Current.CancellationToken)).Refusal?.Code);
    }

    [Fact]
    public async Task A_second_factor_counts_after_its_first_right_code_and_goes_with_another()
    {
        await using var world = await World.Begin();
        await world.Refused("identity.authenticator_not_started", world.Finance, new ConfirmAuthenticator(new("000000")));
        await world.Do(world.Finance, new StartAuthenticator());
        var key = (await world.Ask(world.Finance, new MyAuthenticator())).Key!;
        await world.Refused("identity.authenticator_code_wrong", world.Finance, new ConfirmAuthenticator(new("00000x")));
        Assert.False((await world.Ask(world.Finance, new MyAuthenticator())).IsOn);
        await world.Do(world.Finance, new ConfirmAuthenticator(new(await Code(world))));
        Assert.Equal(new AuthenticatorState(true, null, null), await world.Ask(world.Finance, new MyAuthenticator()));
        Assert.Empty(await world.Verify());
        await world.Refused("identity.authenticator_not_started", world.Finance, new StartAuthenticator());
        await world.Refused("identity.authenticator_code_wrong", world.Finance, new StopAuthenticator(new("00000x")));
        // The code that set it up was used; the next one is not.
        await world.Refused("identity.authenticator_code_wrong", world.Finance, new StopAuthenticator(new(await Code(world))));
        world.Clock.Move(TimeSpan.FromSeconds(30));
        await world.Do(world.Finance, new StopAuthenticator(new(await Code(world))));
        Assert.Equal(new AuthenticatorState(false, null, null), await world.Ask(world.Finance, new MyAuthenticator()));
        Assert.Empty(await world.Verify());
        await world.Refused("identity.authenticator_not_started", world.Finance, new StopAuthenticator(new("000000")));
        Assert.DoesNotContain(key.Replace(" ", "", StringComparison.Ordinal), await world.Read(async db => string.Concat(
            await db.Database.SqlQuery<string>($"SELECT payload AS \"Value\" FROM journal_payloads UNION ALL SELECT answer FROM act_answers").ToListAsync())), StringComparison.Ordinal);
    }

    /// <summary>Who has a password and the database takes the second factor away from nobody unseen; a reset at the counter is seen in the journal.</summary>
    [Fact]
    public async Task A_second_factor_taken_away_without_an_act_is_named_and_one_reset_by_an_act_is_not()
    {
        await using var world = await World.Begin();
        await world.Do(world.Finance, new StartAuthenticator());
        await world.Do(world.Finance, new ConfirmAuthenticator(new(await Code(world))));
        await world.Sabotage(db => db.Database.ExecuteSqlRawAsync("UPDATE sign_in_users SET two_factor_enabled = false WHERE user_name = 'finance'"));
        var found = Assert.Single(await world.Verify());
        Assert.Equal(("identity.second_factor", "sign_in_users", "finance"), (found.Check, found.Finding.Table, found.Finding.Row));
        await world.Sabotage(db => db.Database.ExecuteSqlRawAsync("UPDATE sign_in_users SET two_factor_enabled = true WHERE user_name = 'finance'"));
        await world.Do(world.Admin, new ResetSignIn(world.Finance.Official, new("another horse battery"), await world.Seen(world.Finance.Official.Value)));
        Assert.Empty(await world.Verify());
    }

    // What the authenticator shows now.
    private static Task<string> Code(World world) => OfficialActsTests.With(world, "finance", async (users, user) =>
        Rfc6238(await users.GetAuthenticatorKeyAsync(user) ?? "", world.Clock.GetUtcNow()));

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "RFC 6238 authenticators use HMAC-SHA-1.")]
    private static string Rfc6238(string key, DateTimeOffset at)
    {
        var bits = string.Concat(key.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c), 2).PadLeft(5, '0')));
        var secret = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var counter = new byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(counter, at.ToUnixTimeSeconds() / 30);
        var hash = System.Security.Cryptography.HMACSHA1.HashData(secret, counter);
        var number = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & int.MaxValue;
        return (number % 1_000_000).ToString("000000");
    }
}
