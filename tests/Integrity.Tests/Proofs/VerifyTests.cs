using Integrity.App.Journal;
using Integrity.App.Journal.Checks;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Integrity.Tests.Proofs;

/// <summary>Two stories, each told once; the tests harm them and mend them one after another.</summary>
public sealed class ToldStory : IAsyncLifetime
{
    public World World { get; private set; } = null!;

    /// <summary>Where what the first has no need of is written.</summary>
    public World Rest { get; private set; } = null!;

    public async ValueTask InitializeAsync() => (World, Rest) = (await Story.Tell(), await Story.TellRest());

    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        await Rest.DisposeAsync();
    }

    /// <summary>The one in which the table has a row.</summary>
    public async Task<World> With(string table) => await World.Read(db => BoundRows.All(db, db.Model.GetEntityTypes().Single(t => t.GetTableName() == table)).AnyAsync().AsTask()) ? World : Rest;
}

/// <summary>J-1, L-1: whatever is changed behind the guards, <c>verify</c> names it.</summary>
public sealed class VerifyTests(ToldStory told) : IClassFixture<ToldStory>
{
    public static TheoryData<string> GuardedTables => [.. SchemaScript.All.SelectMany(s => s.AppendOnly)];

    /// <summary>Tables that acts change too: their rows are bound to the act that wrote them last. A band stands in its integrity contract's row.</summary>
    public static TheoryData<string> BoundTables => [.. Bound];

    private static IEnumerable<string> Bound =>
        SchemaScript.All.SelectMany(s => s.Tables).Where(BoundRows.IsBound).Except(SchemaScript.All.SelectMany(s => s.AppendOnly)).Except(["integrity_bands"]);

    public static TheoryData<string> Checks => [.. Harms.Keys];

    [Fact]
    public async Task A_bureau_that_only_went_through_the_door_is_whole() => Assert.Empty((await told.World.Verify()).Concat(await told.Rest.Verify()));

    /// <summary>L-1, O-1: whatever is explained of a contract, each entry names the paper that it rests on. Cash that is set apart in the fund for a list moves under no contract and on no paper.</summary>
    [Fact]
    public async Task Every_ledger_entry_names_its_paper()
    {
        foreach (var world in new[] { told.World, told.Rest })
            Assert.Equal([], await world.Read(db => db.LedgerRanges.Where(r => r.Document.Length != 64).Select(r => r.Kind).Distinct().ToListAsync()));
    }

    [Theory, MemberData(nameof(GuardedTables))]
    public async Task Any_column_changed_behind_the_guards_is_named(string table)
    {
        await EachColumn(table);
        Assert.Empty(await (await told.With(table)).Verify());
    }

    /// <summary>Whose account, how much, which duty: whatever a lawful act may change, nobody changes behind the program's back.</summary>
    [Theory, MemberData(nameof(BoundTables))]
    public async Task Any_column_changed_without_an_act_is_named(string table)
    {
        await EachColumn(table);
        Assert.Empty(await (await told.With(table)).Read(db => BoundRowsCheck.OfTable(db, table, CancellationToken.None)));
    }

    private async Task EachColumn(string table)
    {
        var world = await told.With(table);
        var type = await world.Read(db => Task.FromResult(db.Model.GetEntityTypes().SingleOrDefault(t => t.GetTableName() == table)));
        Assert.True(type is not null, $"{table} must be mapped, or nothing can prove it.");
        var unnoticed = new List<string>();
        foreach (var column in Columns(type))
        {
            Func<IntegrityDb, Task>? undo = null;
            await world.Sabotage(async db => undo = await new Harm(db).Change(type, column));
            Assert.True(undo is not null, $"{table} has no row in Story.Tell or Story.TellRest (tests/Integrity.Tests/Proofs/): let the story go through the act that writes one.");
            if (!await world.Names(table)) unnoticed.Add(column.GetColumnName());
            await world.Sabotage(undo);
        }
        Assert.True(unnoticed.Count == 0, $"verify does not notice a change of {table}: {string.Join(", ", unnoticed)}");
    }

    /// <summary>A guard of the right name that guards nothing is named, and so is what no script made.</summary>
    [Fact]
    public async Task A_guard_that_was_emptied_and_a_trigger_that_was_added_are_named()
    {
        string[] harms = told.World.Engine.IsSqlite
            ?
            [
                "DROP TRIGGER postings_no_update; CREATE TRIGGER postings_no_update BEFORE UPDATE ON postings BEGIN SELECT 1; END",
                "CREATE TRIGGER more AFTER INSERT ON postings BEGIN SELECT 1; END", "CREATE TABLE extra (id INTEGER)", "DROP INDEX instructions_by_run",
            ]
            :
            [
                "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "ALTER TABLE postings ENABLE REPLICA TRIGGER postings_no_change", "CREATE TRIGGER more AFTER INSERT ON postings FOR EACH ROW EXECUTE FUNCTION refuse_change()",
                "CREATE TABLE extra (id INTEGER)", "DROP INDEX instructions_by_run",
            ];
        foreach (var harm in harms)
        {
            await using var world = await World.Copy(told.World);
            await world.Sabotage(db => db.Database.ExecuteSqlRawAsync(harm));
            Assert.Equal(["storage.guards"], (await world.Verify()).Select(f => f.Check).Distinct());
        }
    }

    /// <summary>R-7: an instruction of a round, written in bulk, does not send its money elsewhere.</summary>
    [Fact]
    public async Task An_instruction_of_a_round_with_another_account_is_named()
    {
        await using var world = await World.Copy(told.World);
        await world.Sabotage(db => new Harm(db).Behind("instructions", "UPDATE instructions SET account = account + 1 WHERE id = (SELECT MIN(first_instruction) FROM payment_rounds WHERE first_instruction > 0)"));
        Assert.Equal(["payments.instructions"], (await world.Verify()).Where(f => f.Finding.Table == "instructions" && f.Finding.Row.Contains('–', StringComparison.Ordinal)).Select(f => f.Check).Distinct());
    }

    [Fact]
    public async Task A_payload_without_its_entry_and_one_that_was_opened_are_named()
    {
        foreach (var harm in new[] { "INSERT INTO journal_payloads (entry, salt, payload, sealed) SELECT 4711000, salt, payload, sealed FROM journal_payloads WHERE entry = 3", "UPDATE journal_payloads SET sealed = NOT sealed WHERE entry = 3" })
        {
            await using var world = await World.Copy(told.World);
            await world.Sabotage(db => new Harm(db).Behind("journal_payloads", harm));
            Assert.Contains(await world.Verify(), f => f.Check == "journal.payloads");
        }
    }

    [Fact]
    public async Task A_row_that_no_act_took_away_or_wrote_is_named()
    {
        foreach (var story in new[] { told.World, told.Rest })
        {
            await using var world = await World.Copy(story);
            foreach (var table in Bound)
            {
                if (await told.With(table) != story) continue;
                await world.Sabotage(db => new Harm(db).Behind(table, $"DELETE FROM {table}"));
                Assert.NotEmpty(await world.Read(db => BoundRowsCheck.OfTable(db, table, CancellationToken.None)));
            }
        }
        await using var written = await World.Copy(told.World);
        await written.Sabotage(db => new Harm(db).Behind("calendar_days", "INSERT INTO calendar_days (date, year, kind, occasion, source) SELECT '2031-01-01', year, kind, occasion, source FROM calendar_days LIMIT 1"));
        Assert.NotEmpty(await written.Read(db => BoundRowsCheck.OfTable(db, "calendar_days", CancellationToken.None)));
        await written.Sabotage(db => new Harm(db).Behind("integrity_bands", "UPDATE integrity_bands SET max = max + 1"));
        Assert.NotEmpty(await written.Read(db => BoundRowsCheck.OfTable(db, "integrity_contracts", CancellationToken.None)));
    }

    [Theory, MemberData(nameof(GuardedTables))]
    public async Task A_row_that_is_gone_is_named(string table)
    {
        await using var world = await World.Copy(await told.With(table));
        await world.Sabotage(db => new Harm(db).Behind(table, $"DELETE FROM {table}"));
        Assert.True(await world.Names(table), $"verify does not notice that the rows of {table} are gone.");
    }

    [Theory, MemberData(nameof(Checks))]
    public async Task Each_check_fails_on_its_own_sabotaged_database(string check)
    {
        await using var world = await World.Copy(told.World);
        await world.Sabotage(db =>
        {
            var (table, sql) = Harms[check](db);
            return new Harm(db).Behind(table, sql);
        });
        Assert.Contains(await world.Verify(), f => f.Check == check);
    }

    [Theory]
    [InlineData("penalty_cases", "UPDATE penalty_cases SET band_max = band_max + 1")]
    [InlineData("penalty_cases", "UPDATE penalty_cases SET cap = cap + 1")]
    [InlineData("penalty_cases", "UPDATE penalty_cases SET set_off_fen = set_off_fen + 1")]
    [InlineData("penalty_cases", "UPDATE penalty_cases SET share = 500000")]
    [InlineData("penalty_cases", "UPDATE penalty_cases SET contract_v_fen = contract_v_fen + 1")]
    [InlineData("penalty_cases", "INSERT INTO case_instalments (penalty_case, paper, number, due_on, amount_fen, taken_fen) SELECT MIN(id), 1, 1, '2026-10-26', 100, 0 FROM penalty_cases")]
    [InlineData("market_exclusions", "INSERT INTO market_exclusions (id, party, ground, scope, starts_on, ends_on, decision) SELECT 999999, MIN(id), '-', '-', '2026-10-01', '2027-09-30', 4711 FROM counterparties")]
    public async Task A_band_that_was_never_signed_a_base_that_is_no_share_and_an_exclusion_nobody_decided_are_named(string table, string sql)
    {
        await using var world = await World.Copy(told.World);
        await world.Sabotage(db => new Harm(db).Behind(table, sql));
        Assert.Contains(await world.Verify(), f => f.Check == "cases.sanctions" && f.Finding.Table == table);
    }

    /// <summary>What is found by a wrong word, or no longer by its own, is named, though each count is right.</summary>
    [Theory]
    [InlineData("search_words", "UPDATE search_words SET word = word || 'X' WHERE id = (SELECT MIN(id) FROM search_words WHERE kind = 1 AND subjects > 0)")]
    [InlineData("search_words", "UPDATE search_words SET word = 'party:4711' WHERE id = (SELECT MIN(id) FROM search_words WHERE kind = 3 AND word LIKE 'party:%' AND subjects > 0)")]
    [InlineData("search_words", "UPDATE search_words SET word = '错字' WHERE id = (SELECT MAX(id) FROM search_words WHERE kind = 2 AND subjects > 0)")]
    [InlineData("search_words", "UPDATE search_words SET kind = 9 WHERE id = (SELECT MAX(id) FROM search_words WHERE kind = 4 AND subjects > 0)")]
    [InlineData("search_subjects", "UPDATE search_subjects SET subject = 4711 WHERE word = (SELECT MIN(id) FROM search_words WHERE kind = 3 AND subjects = 1)")]
    public async Task A_search_word_that_is_not_that_of_its_subject_is_named(string table, string sql)
    {
        await using var world = await World.Copy(told.World);
        await world.Sabotage(db => new Harm(db).Behind(table, sql));
        var found = await world.Verify();
        Assert.Equal(["storage.search"], found.Select(f => f.Check).Distinct());
        Assert.Equal(["search_words"], found.Select(f => f.Finding.Table).Distinct());
    }

    [Fact]
    public void Each_check_has_its_own_sabotage()
    {
        using var scope = told.World.Scope();
        var names = scope.ServiceProvider.GetRequiredService<Verification>().Checks.Select(c => c.Name).ToArray();
        Assert.Equal(names.Order(), Harms.Keys.Order());
        Assert.Equal(names.Distinct(), names);
    }

    /// <summary>For each check by name the table that is harmed, and how. A new check needs a line here.</summary>
    private static readonly Dictionary<string, Func<IntegrityDb, (string Table, string Sql)>> Harms = new()
    {
        ["cases.caught_up"] = _ => ("postings", """
            UPDATE postings SET entry = 1, day = (SELECT MIN(day) FROM postings) WHERE standing = 4 AND fen < 0;
            INSERT INTO postings (id, entry, day, owner, account, standing, tranche, due, subject, fen)
                SELECT 1000000 + id, 1000000, (SELECT MAX(day) FROM postings), owner, account, standing, tranche, due, subject, -fen FROM postings WHERE standing = 4 AND fen < 0;
            INSERT INTO postings (id, entry, day, owner, account, standing, tranche, due, subject, fen)
                SELECT 1000000 + id, entry, day, owner, account, 1, tranche, due, 0, -fen FROM postings WHERE id > 1000000
            """),
        ["cases.holds"] = _ => ("penalty_cases", "UPDATE penalty_cases SET hold_lapsed = true"),
        ["cases.matters"] = _ => ("matters", "UPDATE matters SET state = 'approved' WHERE kind = 'Referral'"),
        ["cases.parts"] = _ => ("case_steps", "UPDATE case_steps SET acts_for = (SELECT MIN(actor) FROM case_steps other WHERE other.process = case_steps.process AND other.role = 'investigator') WHERE role = 'reviewer'"),
        ["cases.sanctions"] = _ => ("penalty_cases", "UPDATE penalty_cases SET deducted_fen = deducted_fen + 1"),
        ["certificates.earmarks"] = _ => ("earmarks", "UPDATE earmarks SET state = 'Ended'"),
        ["certificates.posted"] = _ => ("certificates", "UPDATE certificates SET gross_fen = gross_fen + 1 WHERE state = 'Approved'"),
        ["decisions.votes"] = _ => ("decision_candidates", "UPDATE decision_candidates SET state = 'NotPassed' WHERE state = 'Passed'"),
        ["documents.evidence"] = _ => ("evidence_parts", "DELETE FROM evidence_parts WHERE number = 2"),
        ["identity.second_factor"] = _ => ("sign_in_users", "UPDATE sign_in_users SET two_factor_enabled = NOT two_factor_enabled WHERE user_name = 'finance'"),
        ["journal.answers"] = _ => ("act_answers", "UPDATE act_answers SET answer = '{}' WHERE entry = 3"),
        ["journal.checkpoints"] = _ => ("checkpoints", "UPDATE checkpoints SET root = '" + new string('0', 64) + "'"),
        ["journal.leaves"] = _ => ("journal_entries", "UPDATE journal_entries SET actor = 'official:1' WHERE number = 3"),
        ["journal.payloads"] = _ => ("journal_payloads", "UPDATE journal_payloads SET payload = '{}' WHERE entry = 3"),
        ["journal.rows"] = _ => ("journal_entries", "UPDATE journal_entries SET effects = '{\"rows\":{\"nothing\":{\"1\":\"00\"}}}' WHERE number = 3"),
        ["journal.subjects"] = _ => ("journal_subjects", "DELETE FROM journal_subjects WHERE entry = 3"),
        ["ledger.balanced"] = _ => ("postings", "UPDATE postings SET fen = fen + 1 WHERE id = 2"),
        ["ledger.balances"] = _ => ("postings", "UPDATE postings SET fen = fen - 1 WHERE id = 2"),
        ["ledger.cash"] = _ => ("postings", "UPDATE postings SET account = 6, subject = 4711 WHERE id = (SELECT MAX(id) FROM postings WHERE fen < 0 AND account = 2)"),
        ["ledger.day_totals"] = _ => ("day_totals", "UPDATE day_totals SET fen = fen + 1"),
        ["ledger.ranges"] = _ => ("ledger_ranges", "UPDATE ledger_ranges SET document = 'another' WHERE first_entry = 1"),
        ["payments.decided_runs"] = _ => ("decided_runs", "UPDATE decided_runs SET amount_fen = amount_fen + 1"),
        ["payments.funds"] = _ => ("fund_receipts", "UPDATE fund_receipts SET amount_fen = amount_fen + 1"),
        ["payments.instructions"] = _ => ("instructions", "UPDATE instructions SET fen = fen + 1"),
        ["payments.run_funds"] = _ => ("run_funds", "UPDATE run_funds SET taken_fen = taken_fen + 1"),
        ["payments.wages"] = _ => ("postings", "UPDATE postings SET standing = 6 WHERE id = (SELECT MIN(p.id) FROM postings p JOIN instructions i ON i.id = p.subject WHERE i.kind = 1 AND p.standing = 7 AND p.fen < 0)"),
        ["rounds.decided"] = _ => ("candidate_types", "UPDATE candidate_types SET ratio = ratio + 1"),
        ["rounds.lines"] = _ => ("instructions", "UPDATE instructions SET contract = contract + 1 WHERE kind = 3"),
        ["rounds.snapshots"] = _ => ("snapshot_lines", "UPDATE snapshot_lines SET free = free + 1 WHERE id = 1"),
        ["storage.counters"] = _ => ("counters", "UPDATE counters SET last = last + 1 WHERE name = 'postings'"),
        ["storage.search"] = _ => ("search_words", "UPDATE search_words SET subjects = subjects + 1 WHERE kind = 1"),
        ["storage.guards"] = db => ("counters", db.Engine.IsSqlite ? "DROP TRIGGER postings_no_update" : "DROP TRIGGER postings_no_change ON postings"),
    };

    private static IEnumerable<IProperty> Columns(ITypeBase type) => type.GetProperties().Concat(type.GetComplexProperties().SelectMany(c => Columns(c.ComplexType)));
}
