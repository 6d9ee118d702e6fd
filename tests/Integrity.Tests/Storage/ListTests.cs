using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using Integrity.App.Acts;
using Integrity.App.Payments;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Tests.Cases;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Xunit;

namespace Integrity.Tests.Storage;

/// <summary>A page of any list costs the same however long the list is: nothing is counted, and nothing is skipped to get there.</summary>
public sealed partial class ListTests
{
    [Fact]
    public async Task No_list_counts_its_rows_or_counts_them_off()
    {
        await using var world = await World.Begin(new(2026, 8, 3));
        var session = await Session.Of(world);
        var contract = await world.Contract("HT-A");
        await world.MakePayable(contract);
        await world.Certify(contract, 123_456_789);
        await world.Fund(60_000_000);
        var wages = await world.PrepareWages();
        await world.Do(world.Finance, new WithdrawWageRun(wages, "改期", await world.Seen(wages.Value)));
        world.Clock.Set(new(2026, 9, 30));
        var round = await world.Snapshot();
        await world.Candidate(round);
        await world.Decide(round, session);
        await world.Fund(5_000_000);
        var interest = await world.Do(world.Finance, new ProposeDecidedRun(DecidedRunKind.Interest, null));
        var party = await world.Read(db => db.Set<WorksContract>().Where(c => c.Id == contract).Select(c => c.Party).SingleAsync());
        var contractor = await world.Contractor("contractor", party.Value);

        var @case = await world.Flag(contract);
        var hash = (await world.Show(round)).Candidates[0].Digest;
        var meeting = await session.Meet([await session.Propose()]);

        using var seen = new Statements();
        var lists = typeof(Listed<>).Assembly.GetTypes().Where(t => AnswerOf(t) is { IsGenericType: true } answer && answer.GetGenericTypeDefinition() == typeof(Listed<>)).ToList();
        Assert.NotEmpty(lists);
        foreach (var list in lists)
        {
            foreach (var cursor in new[] { null, Cursor.Write("2026-08-01", 5) })
            {
                foreach (var search in new[] { null, "江州" })
                {
                    var arguments = list.GetConstructors()[0].GetParameters().Select(p =>
                        p.Name == "Cursor" ? cursor
                        : p.Name == "Search" ? search
                        : p.Name == "Hash" ? hash
                        : p.ParameterType == typeof(PaymentRoundId) ? round
                        : p.ParameterType == typeof(WageRunId) ? wages
                        : p.ParameterType == typeof(MeetingId) ? meeting
                        : p.ParameterType == typeof(DecidedRunId) ? interest
                        : p.ParameterType == typeof(ContractId) ? (object?)contract
                        : p.ParameterType == typeof(CounterpartyId) ? party
                        : p.ParameterType == typeof(CaseId) && p.Name == "Case" ? @case
                        : p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType) : null).ToArray();
                    var ask = list.GetConstructors()[0].Invoke(arguments);
                    var sent = await seen.During(() => (Task)typeof(World).GetMethod(nameof(World.Ask))!.MakeGenericMethod(AnswerOf(list)!).Invoke(world, [AskerOf(list), ask])!);
                    Assert.True(sent.Count > 1, $"{list.Name} asked the database nothing.");
                    Assert.All(sent, sql => Assert.False(CountedOff().IsMatch(sql), $"{list.Name}: {sql}"));
                }
            }
        }

        // People are the administrator's lists, a contractor's own are his, everything else is business.
        Caller AskerOf(Type list) =>
            list.Namespace!.EndsWith(".Identity", StringComparison.Ordinal) ? world.Admin
            : list.GetCustomAttribute<MayAttribute>()!.Duties is [Duty.ActAsContractor] ? contractor
            : world.Finance;
    }

    private static Type? AnswerOf(Type ask) =>
        ask.GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IAsk<>))?.GetGenericArguments()[0];

    [GeneratedRegex(@"\bOFFSET\b|\bCOUNT\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex CountedOff();

    /// <summary>What this test, and no other at its side, sends to a database.</summary>
    private sealed class Statements : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly AsyncLocal<List<string>?> own = new();
        private readonly List<IDisposable> subscriptions = [];

        public Statements() => subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

        public async Task<IReadOnlyList<string>> During(Func<Task> work)
        {
            var kept = own.Value = [];
            await work();
            own.Value = null;
            return kept;
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore") subscriptions.Add(value.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData data) own.Value?.Add(data.Command.CommandText);
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }

        public void Dispose() => subscriptions.ForEach(s => s.Dispose());
    }
}
