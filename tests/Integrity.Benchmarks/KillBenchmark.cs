using System.Diagnostics;
using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Integrity.Benchmarks;

/// <summary>kill -9 during an execution, again and again: after a restart with the same key nothing is paid twice and nothing is lost.</summary>
/// <remarks>Each kill is on a copy of the same bureau, so every execution must end with exactly the books of one that nobody disturbed.</remarks>
public static class KillBenchmark
{
    private const string Key = "kill:execute";

    /// <summary>What an execution leaves: counted and summed, with the root of its postings.</summary>
    private sealed record Books(string Executions, string Refused, string Instructions, string Postings, string Cash, string Root, string Answers, string Leaves);

    public static async Task<int> Run(Options options)
    {
        Console.WriteLine($"kill -9 during an execution over {options.Contracts:N0} contracts on {options.Engine}, {Environment.ProcessorCount} cores, {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC");
        Environment.SetEnvironmentVariable("INTEGRITY_TEST_ENGINE", options.Engine);
        await using var bureau = await Bureau.Plant(new(options.Contracts, Words: true, Waiting: 0) { HeldEvery = 0 });
        var round = await bureau.DecidedRound(fundFen: options.Contracts * 3_000_000_00L);
        var order = $"{round.Value}|{await bureau.Seen(round.Value)}|{bureau.Finance.Official.Value}|{Key}";

        var (expected, window) = await Undisturbed(bureau.Engine, order);
        Console.WriteLine($"undisturbed: {expected.Instructions} (number, sum) instructions, {expected.Postings} postings; {window.TotalMilliseconds:0} ms from first row to commit; verify clean");

        var chance = new Random(20260930);
        var (before, between, after) = (0, 0, 0);
        var violations = new List<string>();
        // How long the last executions took from first row to commit: a busy machine makes it longer, an idle one shorter.
        var windows = new Queue<TimeSpan>([window]);
        var watch = Stopwatch.StartNew();
        var next = Child.Start();
        // Goes on until four fifths of what was asked for fell between first row and commit.
        var kill = 0;
        for (; kill < options.Kills || (between < options.Kills * 4 / 5 && kill < options.Kills * 2); kill++)
        {
            var engine = await Databases.CopyOf(bureau.Engine);
            // One kill in twenty falls before the first row, one after the commit; the others anywhere between.
            var (victim, aim) = (next, kill % 20);
            next = Child.Start();
            await victim.Begin(engine, order);
            if (aim == 1) await Task.Delay(chance.Next(0, 30));
            else if (await victim.Until(KillChild.FirstRow))
            {
                if (aim == 11) await victim.Until(KillChild.Committed);
                else await Task.Delay(TimeSpan.FromMilliseconds(windows.Min().TotalMilliseconds * chance.NextDouble()));
            }
            await victim.Kill();
            var survived = await Committed(engine);
            if (survived) after++;
            else if (victim.Said(KillChild.FirstRow)) between++;
            else before++;

            var restarted = next;
            if (await Execute(restarted, engine, order) is { } took) windows.Enqueue(took);
            if (windows.Count > 5) windows.Dequeue();
            next = Child.Start();
            foreach (var violation in await Violations(engine, expected)) violations.Add($"kill {kill + 1}: {violation}");
            if (!restarted.Said(KillChild.Done)) violations.Add($"kill {kill + 1}: the restart said {restarted.Last}");
            if (victim.Said(KillChild.Committed) && !survived) violations.Add($"kill {kill + 1}: what was committed is lost");
            await Drop(engine);
            if (kill % 10 == 9) Console.WriteLine($"{kill + 1,4} kills: {before} before the first row, {between} between it and the commit, {after} after; {violations.Count} violations; {watch.Elapsed.TotalSeconds:0} s");
        }
        await next.Kill();
        foreach (var violation in violations.Take(20)) Console.WriteLine(violation);
        Console.WriteLine($"{kill} kills: {before} before the first row, {between} between first row and commit, {after} after the commit.");
        Console.WriteLine($"Restarted {kill} times with the same key: executed exactly once each time, same books to the fen, verify clean: {(violations.Count == 0 ? "yes" : $"NO, {violations.Count} violations")}");
        return violations.Count == 0 ? 0 : 1;
    }

    private static async Task<(Books, TimeSpan)> Undisturbed(Engine original, string order)
    {
        var engine = await Databases.CopyOf(original);
        var child = Child.Start();
        var window = await Execute(child, engine, order);
        if (!child.Said(KillChild.Done)) throw new InvalidOperationException(child.Last);
        await using var bureau = Bureau.Of(engine);
        if (await bureau.Verify() is { Count: > 0 } found) throw new InvalidOperationException(string.Join('\n', found));
        return (await Look(bureau), window!.Value);
    }

    /// <summary>Lets it go to its end.</summary>
    /// <returns>From the first row to the commit; null where it found everything done.</returns>
    private static async Task<TimeSpan?> Execute(Child child, Engine engine, string order)
    {
        await child.Begin(engine, order);
        if (!await child.Until(KillChild.FirstRow)) return null;
        var watch = Stopwatch.StartNew();
        await child.Until(KillChild.Committed);
        var window = watch.Elapsed;
        await child.Until(null);
        return window;
    }

    private static async Task<bool> Committed(Engine engine)
    {
        await using var bureau = Bureau.Of(engine);
        return await bureau.Read(db => One(db, "SELECT COUNT(*) FROM journal_entries WHERE kind = 'ExecuteRound'")) != "0";
    }

    private static async Task<IReadOnlyList<string>> Violations(Engine engine, Books expected)
    {
        await using var bureau = Bureau.Of(engine);
        var books = await Look(bureau);
        var found = new List<string>(await bureau.Verify());
        if (books != expected) found.Add($"{books} instead of {expected}");
        return found;
    }

    private static Task<Books> Look(Bureau bureau) => bureau.Read(async db => new Books(
        await One(db, "SELECT COUNT(*) FROM journal_entries WHERE kind = 'ExecuteRound'"),
        await One(db, "SELECT COUNT(*) FROM journal_entries WHERE kind = 'refused'"),
        await One(db, "SELECT COUNT(*) || ', ' || SUM(fen) FROM instructions"),
        await One(db, "SELECT COUNT(*) || ', ' || MAX(id) FROM postings"),
        await One(db, "SELECT SUM(CASE account WHEN 4 THEN fen ELSE 0 END) || ', ' || SUM(CASE account WHEN 6 THEN fen ELSE 0 END) || ', ' || SUM(CASE account WHEN 7 THEN fen ELSE 0 END) FROM postings WHERE account IN (4, 6, 7)"),
        await One(db, db.Engine.IsSqlite ? "SELECT hex(root) FROM ledger_ranges WHERE kind = 'round'" : "SELECT upper(encode(root, 'hex')) FROM ledger_ranges WHERE kind = 'round'"),
        await One(db, $"SELECT COUNT(*) FROM act_answers WHERE key = '{Key}'"),
        await One(db, "SELECT MAX(number) FROM journal_entries")));

    private static async Task<string> One(IntegrityDb db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return $"{await command.ExecuteScalarAsync()}";
    }

    private static async Task Drop(Engine engine)
    {
        if (engine.File is { } file)
        {
            SqliteConnection.ClearAllPools();
            foreach (var part in new[] { file, file + "-wal", file + "-shm" }) File.Delete(part);
            return;
        }
        NpgsqlConnection.ClearAllPools();
        var builder = new NpgsqlConnectionStringBuilder(engine.ConnectionString);
        var name = builder.Database;
        builder.Database = "postgres";
        await using var connection = new NpgsqlConnection(builder.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"DROP DATABASE {name} WITH (FORCE)", connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>This program once more, as another process.</summary>
    private sealed class Child
    {
        private readonly Process process;
        private readonly List<string> said = [];

        private Child(Process process) => this.process = process;

        public string? Last => said.LastOrDefault();

        public static Child Start() => new(Process.Start(new ProcessStartInfo("dotnet", [typeof(KillBenchmark).Assembly.Location, "execute"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!);

        public async Task<bool> Begin(Engine engine, string order)
        {
            var ready = await Until(KillChild.Ready);
            await process.StandardInput.WriteLineAsync($"{engine.File ?? engine.ConnectionString}|{order}");
            await process.StandardInput.FlushAsync();
            return ready;
        }

        /// <summary>Reads on until it says this, or to its end.</summary>
        public async Task<bool> Until(string? line)
        {
            while (await process.StandardOutput.ReadLineAsync() is { } next)
            {
                said.Add(next);
                if (next == line) return true;
            }
            await process.WaitForExitAsync();
            return false;
        }

        public bool Said(string line) => said.Any(s => s.StartsWith(line, StringComparison.Ordinal));

        /// <summary>SIGKILL, and then what it had still said.</summary>
        public async Task Kill()
        {
            process.Kill();
            await Until(null);
        }
    }
}
