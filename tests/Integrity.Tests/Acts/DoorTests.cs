using Integrity.App.Journal;
using Integrity.App;
using Integrity.App.Parties;
using Integrity.Domain.Parties;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Integrity.Tests.Contracts;
using Xunit;

namespace Integrity.Tests.Acts;

/// <summary>J-1: one act, one transaction, one journal entry; the same key does once.</summary>
public sealed class DoorTests
{
    private static RegisterCounterparty Team(string name = "江州路通养护工程队", string code = "91329900MAJU5HND5H") =>
        new(CounterpartyKind.ConstructionTeam, name, code, false, null, null, true, [new("王建国", PartyRole.LegalRepresentative, null)]);

    [Fact]
    public async Task An_act_is_kept_with_its_journal_entry()
    {
        await using var world = await World.Begin();
        var id = await world.Do(world.Engineer, Team());
        var entry = await world.Read(db => db.JournalEntries.OrderByDescending(e => e.Number).FirstAsync());
        Assert.Equal("RegisterCounterparty", entry.Kind);
        Assert.Equal(world.Engineer.Actor, entry.Actor);
        Assert.Equal(id.Value.ToString(), entry.Subjects);
        Assert.Equal(entry.Number, await world.Seen(id.Value));
        Assert.Equal(MerkleTree.Leaf(entry.Leaf()).ToArray(), entry.LeafHash);
    }

    [Fact]
    public async Task The_same_key_and_act_is_done_once_and_answered_alike()
    {
        await using var world = await World.Begin();
        var first = await world.Door.Enter(Team(), world.Engineer, "k", TestContext.Current.CancellationToken);
        var second = await world.Door.Enter(Team(), world.Engineer, "k", TestContext.Current.CancellationToken);
        Assert.Equal(first.Value, second.Value);
        Assert.Equal(1, await world.Read(db => db.Counterparties.CountAsync()));
    }

    [Fact]
    public async Task The_same_key_with_another_act_is_refused()
    {
        await using var world = await World.Begin();
        await world.Door.Enter(Team(), world.Engineer, "k", TestContext.Current.CancellationToken);
        var other = await world.Door.Enter(Team(name: "江州另一工程队"), world.Engineer, "k", TestContext.Current.CancellationToken);
        Assert.Equal("acts.key_reused", Refusals.Provoked.Saw(other.Refusal!).Code);
    }

    [Fact]
    public async Task A_refused_act_leaves_only_its_journal_entry()
    {
        await using var world = await World.Begin();
        var before = await world.Read(db => db.JournalEntries.CountAsync());
        await world.Refused("values.credit_code_check_wrong", world.Engineer, Team(code: "91329900MAJU5HND5A"));
        Assert.Equal(0, await world.Read(db => db.Counterparties.CountAsync()));
        var entries = await world.Read(db => db.JournalEntries.OrderBy(e => e.Number).Skip(before).ToListAsync());
        var refused = Assert.Single(entries);
        Assert.Equal(JournalEntry.Refused, refused.Kind);
        Assert.Contains("values.credit_code_check_wrong", refused.Effects, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_lacks_the_duty_is_refused_and_it_is_journaled()
    {
        await using var world = await World.Begin();
        var refused = await world.Refused(world.Finance, Team());
        Assert.Equal("acts.not_permitted", refused.Code);
        Assert.Contains("可由engineer办理", refused.Zh, StringComparison.Ordinal);
        Assert.Contains("engineer can do it", refused.En, StringComparison.Ordinal);
        var contractor = await world.Contractor("contractor", (await world.Party("江州一队")).Value);
        Assert.DoesNotContain("engineer", (await world.Refused(contractor, Team())).Zh, StringComparison.Ordinal);
        Assert.Equal(2, await world.Read(db => db.JournalEntries.CountAsync(e => e.Kind == JournalEntry.Refused)));
    }

    /// <summary>One engine would keep it, the other would break on it.</summary>
    [Fact]
    public async Task Text_with_a_character_that_cannot_be_kept_is_refused_and_leaves_nothing()
    {
        await using var world = await World.Begin();
        var before = await world.Read(db => db.JournalEntries.CountAsync());
        await world.Refused("acts.text_unreadable", world.Engineer, Team() with { Name = "江州\u0000一队" });
        await world.Refused("acts.text_unreadable", world.Engineer, Team() with { Name = "江州\\\u0000一队" });
        Assert.Equal(before, await world.Read(db => db.JournalEntries.CountAsync()));
        await world.Do(world.Engineer, Team() with { Name = "江州\\u0000一队" });
    }

    [Fact]
    public async Task An_anonymous_act_is_refused_and_cannot_grow_the_journal()
    {
        await using var world = await World.Begin();
        var before = await world.Read(db => db.JournalEntries.CountAsync());
        await world.Refused("acts.sign_in_needed", App.Acts.Caller.Anonymous(Domain.Values.Language.Chinese), Team());
        Assert.Equal(before, await world.Read(db => db.JournalEntries.CountAsync()));
    }

    [Fact]
    public async Task Numbers_have_no_gaps_when_many_act_at_once()
    {
        await using var world = await World.Begin();
        var codes = new[] { "91329900MAJU5HND5H", "91329900MA7JQXFN28", "91329900MAGG7W663F", "91329900MALHN8GL1F", "91329900MAFW1WUP1C", "91329900MAH0H47140" };
        await Task.WhenAll(codes.Select(code => world.Do(world.Engineer, Team(name: "队 " + code, code: code))));
        var numbers = await world.Read(db => db.JournalEntries.OrderBy(e => e.Number).Select(e => e.Number).ToListAsync());
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(n => (long)n), numbers);
    }

    [Fact]
    public async Task An_act_without_a_key_or_on_a_thing_that_was_not_looked_at_is_refused()
    {
        await using var world = await World.Begin();
        foreach (var key in new[] { "", " ", new string('k', 201) })
            Assert.Equal("acts.key_missing", Refusals.Provoked.Saw((await world.Door.Enter(Team(), world.Engineer, key, TestContext.Current.CancellationToken)).Refusal!).Code);
        await world.Refused("acts.seen_missing", world.Admin, new App.Identity.DismissOfficial(world.Finance.Official, Seen: 0));
    }

    [Fact]
    public async Task An_act_that_waits_too_long_for_another_is_told_and_not_done()
    {
        var engine = await Databases.Fresh();
        var gate = new App.Acts.SerialGate { LongestWait = TimeSpan.FromMilliseconds(100) };
        await using var services = new ServiceCollection().AddLogging().AddIntegrity(engine).AddSingleton(gate).BuildServiceProvider();
        var door = services.GetRequiredService<App.Acts.Door>();
        using (await gate.Enter(TestContext.Current.CancellationToken))
        await using (await WriterOn(engine))
            Assert.Equal("acts.busy", Refusals.Provoked.Saw((await Found("k")).Refusal!).Code);
        Assert.True((await Found("k")).IsDone);

        Task<Domain.Values.Outcome<Domain.Decisions.BodyId>> Found(string key) =>
            door.Enter(new App.Decisions.FoundBody("局领导班子", "Leadership group"), App.Acts.Caller.Operator("test"), key, TestContext.Current.CancellationToken);
    }

    /// <summary>Somebody else who is writing: on PostgreSQL another node; SQLite's only writer is at the gate.</summary>
    private static async Task<IAsyncDisposable?> WriterOn(App.Storage.Engine engine)
    {
        if (engine.IsSqlite) return null;
        var other = new Npgsql.NpgsqlConnection(engine.ConnectionString + ";Pooling=false");
        await other.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand("SELECT pg_advisory_lock(4285300)", other);
        await command.ExecuteNonQueryAsync();
        return other;
    }

    [Fact]
    public async Task The_guards_refuse_to_change_history()
    {
        await using var world = await World.Begin();
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => world.Sabotage(db => db.Database.ExecuteSqlRawAsync("UPDATE journal_entries SET kind = 'x'")));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => world.Sabotage(db => db.Database.ExecuteSqlRawAsync("DELETE FROM journal_entries")));
    }
}
