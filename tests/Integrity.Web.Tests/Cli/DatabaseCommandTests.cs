using System.Text.Json;
using Integrity.App.Storage;
using Integrity.Cli;
using Integrity.Tests;
using Integrity.Tests.Certificates;
using Integrity.Tests.Refusals;
using Xunit;

namespace Integrity.Web.Tests.Cli;

/// <summary>J-1: verify, migrate, backup and restore, by whoever runs the machine.</summary>
public sealed class DatabaseCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("integrity-db");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Verify_says_yes_to_a_whole_bureau_and_names_what_is_wrong_in_a_harmed_one()
    {
        await using var world = await World.Begin();
        await world.Certify(await world.Contract(), 1_000_001);
        var whole = await Run("verify", "--database", world.Engine.ConnectionString, "--format", "json");
        Assert.Equal(ExitCode.Done, whole.Code);
        Assert.All(Checks(whole), check => Assert.True(check.GetProperty("holds").GetBoolean()));

        await world.Sabotage(db => new Integrity.Tests.Proofs.Harm(db).Behind("postings", "UPDATE postings SET fen = fen + 1 WHERE id = 1"));
        var harmed = await Run("verify", "--database", world.Engine.ConnectionString, "--format", "json", "--lang", "en");
        Assert.Equal(ExitCode.Refused, harmed.Code);
        var balanced = Checks(harmed).Single(c => c.GetProperty("name").GetString() == "ledger.balanced");
        Assert.Contains("sums to 1 fen", balanced.GetProperty("findings")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("✗ ledger.balanced", (await Run("verify", "ledger.balanced", "--database", world.Engine.ConnectionString)).Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongUse, (await Run("verify", "ledger.imagined", "--database", world.Engine.ConnectionString)).Code);
        foreach (var (language, says) in new[] { ("zh", "没有名为 ledger.imagined 的检查"), ("en", "There is no check named ledger.imagined") })
        {
            var imagined = await Run("verify", "ledger.imagined", "--database", world.Engine.ConnectionString, "--format", "json", "--lang", language);
            var refused = JsonDocument.Parse(imagined.Output).RootElement.GetProperty("refused")[0];
            Assert.Equal((ExitCode.WrongUse, "maintenance.wrong_use", ""), (imagined.Code, refused.GetProperty("code").GetString(), imagined.Error));
            Assert.Contains(says, refused.GetProperty("message").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Verify_of_a_database_that_is_not_there_makes_none()
    {
        var file = Path.Combine(folder.FullName, "none.db");
        var answer = await Refused("maintenance.no_database", "verify", "--database", file);
        Assert.Equal(ExitCode.Refused, answer);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task Migrate_makes_the_database_and_then_has_nothing_to_do()
    {
        var file = Path.Combine(folder.FullName, "new.db");
        var made = await Run("migrate", "--database", file, "--format", "json");
        Assert.Equal((ExitCode.Done, App.Storage.SchemaScript.All.Count), (made.Code, JsonDocument.Parse(made.Output).RootElement.GetProperty("applied").GetArrayLength()));
        Assert.Equal(0, JsonDocument.Parse((await Run("migrate", "--database", file, "--format", "json")).Output).RootElement.GetProperty("applied").GetArrayLength());
        Assert.Equal(ExitCode.Done, (await Run("verify", "--database", file)).Code);
    }

    [Fact]
    public async Task A_backup_of_a_bureau_at_work_is_whole_and_can_be_put_back()
    {
        await using var world = await World.Begin();
        if (Databases.OnPostgreSql)
        {
            Assert.StartsWith("pg_dump ", (await Run("backup", Path.Combine(folder.FullName, "a.dump"), "--database", world.Engine.ConnectionString)).Output, StringComparison.Ordinal);
            return;
        }
        var contract = await world.Contract();
        await world.Certify(contract, 1_000_001);
        var copy = Path.Combine(folder.FullName, "copy.db");
        var backup = Run("backup", copy, "--database", world.Engine.File!, "--format", "json");
        await world.Certify(contract, 2_000_002, "JL-2");
        Assert.Equal(ExitCode.Done, (await backup).Code);
        Assert.Equal(ExitCode.Done, (await Run("verify", "--database", copy)).Code);
        Assert.Equal(ExitCode.Refused, await Refused("maintenance.file_in_the_way", "backup", copy, "--database", world.Engine.File!));

        var target = Path.Combine(folder.FullName, "sub", "restored.db");
        Assert.Equal(ExitCode.Done, (await Run("restore", copy, "--database", target)).Code);
        Assert.Equal(ExitCode.Refused, await Refused("maintenance.database_in_the_way", "restore", copy, "--database", target));
        var again = await Run("restore", copy, "--replace", "--database", target, "--format", "json");
        Assert.Equal(ExitCode.Done, again.Code);
        Assert.True(File.Exists(JsonDocument.Parse(again.Output).RootElement.GetProperty("former").GetString()));
        Assert.Equal(ExitCode.Done, (await Run("verify", "--database", target)).Code);
    }

    [Fact]
    public async Task What_is_no_whole_database_of_this_program_is_not_put_back()
    {
        var target = Path.Combine(folder.FullName, "target.db");
        var text = Path.Combine(folder.FullName, "text.db");
        await File.WriteAllTextAsync(text, "not a database");
        Assert.Equal(ExitCode.Refused, await Refused("maintenance.not_whole", "restore", text, "--database", target));

        var other = Path.Combine(folder.FullName, "other.db");
        await Run("migrate", "--database", other);
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={other};Pooling=false"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE schema_versions SET digest = 'x' WHERE number = 2; PRAGMA wal_checkpoint(TRUNCATE);";
            await command.ExecuteNonQueryAsync();
        }
        Assert.Equal(ExitCode.Refused, await Refused("maintenance.other_schema", "restore", other, "--database", target));
        Assert.False(File.Exists(target));
    }

    [Theory]
    [InlineData("UPDATE schema_versions SET digest = 'x' WHERE number = 2", "maintenance.other_schema")]
    [InlineData("DROP TRIGGER postings_no_update", "maintenance.guards_missing")]
    public async Task A_database_of_another_version_or_without_its_guards_is_not_used(string change, string code)
    {
        var file = Path.Combine(folder.FullName, "changed.db");
        await Run("migrate", "--database", file);
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=false"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = change;
            await command.ExecuteNonQueryAsync();
        }
        Assert.Equal(ExitCode.Refused, await Refused(code, "migrate", "--database", file));
        var said = await Assert.ThrowsAsync<UnusableDatabaseException>(() => Integrity.Web.Startup.Prepare(Engine.Of(file), demo: false, production: true));
        Assert.Contains(file, Integrity.Web.Startup.WhyNot(said, Engine.Of(file)), StringComparison.Ordinal);
        Assert.Contains(said.Refusal.Zh, Integrity.Web.Startup.WhyNot(said, Engine.Of(file)), StringComparison.Ordinal);
    }

    /// <summary>The engine says it in English and by a number.</summary>
    [Theory]
    [InlineData("migrate")]
    [InlineData("verify")]
    public async Task A_file_that_is_no_database_is_named_with_what_to_do(string command)
    {
        var file = Path.Combine(folder.FullName, "junk.txt");
        await File.WriteAllTextAsync(file, "This is a list of things to do, and no database.");
        var answer = await Run(command, "--database", file);
        Assert.Equal(ExitCode.Refused, answer.Code);
        Assert.StartsWith($"{file} 不是完整的本系统数据库。请换一份备份，或另指一个数据库。", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("SQLite", answer.Error, StringComparison.Ordinal);
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => Integrity.Web.Startup.Prepare(Engine.Of(file), demo: false, production: true));
        Assert.StartsWith($"maintenance.not_whole: {file}", Integrity.Web.Startup.WhyNot(fault, Engine.Of(file)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_stops_the_start_with_what_to_check()
    {
        var away = Engine.Of("Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=2");
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => Integrity.Web.Startup.Prepare(away, demo: false, production: true));
        Assert.StartsWith("maintenance.database_unreachable: 无法使用数据库", Integrity.Web.Startup.WhyNot(fault, away), StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_postgresql_the_lines_to_run_are_printed()
    {
        const string connection = "Host=db.example;Port=5433;Username=bureau;Password=secret;Database=integrity";
        var dump = await Run("backup", "/tmp/a b.dump", "--database", connection);
        Assert.Equal("pg_dump --host='db.example' --port=5433 --username='bureau' --format=custom --file='/tmp/a b.dump' 'integrity'", dump.Output.Trim());
        Assert.DoesNotContain("secret", (await Run("restore", "/tmp/a b.dump", "--database", connection)).Output, StringComparison.Ordinal);
    }

    private static IEnumerable<JsonElement> Checks((int Code, string Output, string Error) answer) => JsonDocument.Parse(answer.Output).RootElement.GetProperty("checks").EnumerateArray();

    private static async Task<int> Refused(string code, params string[] args)
    {
        var answer = await Run(args);
        Assert.Contains(code, answer.Error, StringComparison.Ordinal);
        Provoked.SawCode(code);
        return answer.Code;
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandHost.Run(args, output, error, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
