using System.Data.Common;
using Integrity.App.Acts;
using Integrity.App.Payments;
using Integrity.App.Storage;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Integrity.Benchmarks;

/// <summary>The process that is killed: the real act through the door, saying when its first row is written and when it is committed.</summary>
public static class KillChild
{
    public const string Ready = "ready", FirstRow = "first row", Committed = "committed", Done = "done";

    /// <summary>Waits for a line on standard input, <c>connection|round|seen|official|key</c>, then executes.</summary>
    public static async Task<int> Run()
    {
        using var output = Console.OpenStandardOutput();
        Say(Ready);
        if (Console.ReadLine() is not { } order) return 2;
        var parts = order.Split('|');
        await using var bureau = Bureau.Of(Engine.Of(parts[0]), new CommitHook(Say), new FirstRowHook(Say));
        var caller = Caller.Of(OfficialId.From(long.Parse(parts[3])), Language.English);
        var outcome = await bureau.Door.Enter(new ExecuteRound(PaymentRoundId.From(long.Parse(parts[1])), long.Parse(parts[2])), caller, parts[4]);
        Say(outcome.IsDone ? $"{Done} {outcome.Value.Value}" : $"{outcome.Refusal.Code}: {outcome.Refusal.En}");
        return outcome.IsDone ? 0 : 1;

        void Say(string line)
        {
            output.Write(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
            output.Flush();
        }
    }

    private sealed class CommitHook(Action<string> say) : DbTransactionInterceptor
    {
        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            say(Committed);
            return Task.CompletedTask;
        }
    }

    // SQLite itself tells of the first posting. On PostgreSQL rows go by COPY: the number of the first posting is taken just before it.
    private sealed class FirstRowHook(Action<string> say) : DbCommandInterceptor, IDbConnectionInterceptor
    {
        private delegate_update? hook;
        private bool said;

        public Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            if (connection is SqliteConnection sqlite)
            {
                hook = (_, _, _, table, _) =>
                {
                    if (!said && table.utf8_to_string() == "postings") Once();
                };
                raw.sqlite3_update_hook(sqlite.Handle, hook, null);
            }
            return Task.CompletedTask;
        }

        public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (command.Connection is not SqliteConnection && !said && command.CommandText.StartsWith("UPDATE counters", StringComparison.Ordinal)
                && command.Parameters.Cast<DbParameter>().Any(p => Counters.Postings.Equals(p.Value))) Once();
            return new(result);
        }

        private void Once()
        {
            said = true;
            say(FirstRow);
        }
    }
}
