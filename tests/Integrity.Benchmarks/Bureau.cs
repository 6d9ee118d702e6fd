using Integrity.App;
using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Documents;
using Integrity.App.Identity;
using Integrity.App.Journal;
using Integrity.App.Payments;
using Integrity.App.Storage;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Benchmarks;

/// <summary>A bureau to measure: people, many contracts planted in bulk, and the door as the only way in.</summary>
public sealed class Bureau : IAsyncDisposable
{
    public static readonly DateOnly Day = new(2026, 9, 30);

    /// <summary>A paper that everybody has brought in: "test", by its SHA-256.</summary>
    public const string Paper = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private readonly ServiceProvider provider;
    private int keys;

    private Bureau(Engine engine, ServiceProvider provider) => (Engine, this.provider) = (engine, provider);

    public Engine Engine { get; }
    public Door Door => provider.GetRequiredService<Door>();
    public Caller Finance { get; private set; } = null!;
    public Caller SecondFinance { get; private set; } = null!;
    public Caller Engineer { get; private set; } = null!;
    public Caller SecondEngineer { get; private set; } = null!;

    /// <summary>An existing database, on the day on which everything here happens.</summary>
    public static Bureau Of(Engine engine, params IInterceptor[] interceptors)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDataProtection();
        services.AddSingleton<TimeProvider>(new TestClock(Day));
        services.AddIntegrity(engine);
        if (interceptors.Length > 0) services.ConfigureDbContext<IntegrityDb>(options => options.AddInterceptors(interceptors));
        return new(engine, services.BuildServiceProvider());
    }

    /// <summary>A new one with its people and so many contracts.</summary>
    public static async Task<Bureau> Plant(PlantContracts plant, params IInterceptor[] interceptors)
    {
        var bureau = Of(await Databases.Fresh(), interceptors);
        bureau.Finance = await bureau.Person("finance", Office.Finance, Duty.ReadBusiness, Duty.RecordFunds, Duty.PrepareRounds, Duty.ExecutePayments);
        bureau.SecondFinance = await bureau.Person("finance-2", Office.Finance, Duty.ReadBusiness, Duty.ConfirmFunds);
        bureau.Engineer = await bureau.Person("engineer", Office.Engineering, Duty.ReadBusiness, Duty.PrepareCertificates);
        bureau.SecondEngineer = await bureau.Person("engineer-2", Office.Engineering, Duty.ReadBusiness, Duty.ApproveCertificates);
        await bureau.Do(Caller.Clock, plant with { PreparedBy = bureau.Engineer.Official, ApprovedBy = bureau.SecondEngineer.Official });
        if (!bureau.Engine.IsSqlite) await bureau.Sql("ANALYZE");
        return bureau;
    }

    /// <summary>Money comes in, and a round over all contracts is opened.</summary>
    public async Task<PaymentRoundId> Open(long fundFen)
    {
        await Fund(fundFen);
        return await Do(Finance, new OpenRound(null, Day, Day.AddMonths(1)));
    }

    public async Task Fund(long fen)
    {
        var receipt = await Do(Finance, new RecordReceipt(FundSource.Recovered, new(fen), Day, "市财政局", null, null, Paper));
        await Do(SecondFinance, new ConfirmReceipt(receipt, await Seen(receipt.Value)));
    }

    /// <summary>A round over all contracts with one candidate, decided and ready to be executed.</summary>
    public async Task<PaymentRoundId> DecidedRound(long fundFen)
    {
        var round = await Open(fundFen);
        await Do(Finance, new TakeSnapshot(round, await Seen(round.Value)));
        await Do(Finance, new AddCandidate(round, [], await Seen(round.Value)));
        await Decide(round);
        return round;
    }

    /// <summary>The leadership group decides on the round's candidate.</summary>
    public async Task Decide(PaymentRoundId round)
    {
        var secretary = await Person("secretary", Office.Leadership, Duty.ReadBusiness, Duty.KeepMeetings);
        var leaders = new List<Caller>();
        for (var i = 1; i <= 3; i++) leaders.Add(await Person($"leader-{i}", Office.Leadership, Duty.ReadBusiness, Duty.Vote));
        var group = await Do(secretary, new FoundBody("局领导班子", "Leadership group"));
        foreach (var leader in leaders) await Do(secretary, new AppointMember(group, await Seen(group.Value), leader.Official, leader == leaders[0], Day, "任命文件"));

        var item = await Do(Finance, new ProposeRound(round, await Seen(round.Value)));

        var meeting = await Do(secretary, new ConveneMeeting(group, Day, "三楼会议室", Medium.System, [item]));
        await Do(secretary, new RecordPresence(meeting, await Seen(meeting.Value), [.. leaders.Select(l => new Presence(l.Official, true))], null));
        await Do(secretary, new OpenItem(item, await Seen(item.Value)));
        var open = (await Read(db => db.WholeItem(item, CancellationToken.None)))!.Voting!;
        foreach (var leader in leaders.Skip(1)) await Do(leader, new CastBallot(item, open.Place, open.Digest, Vote.Yes, null));
        await Do(leaders[0], new CloseItem(item, open.Place, open.Digest, Vote.Yes, null));
        await Do(secretary, new CloseMeeting(meeting, await Seen(meeting.Value)));
        await Do(Finance, new AdoptDecision(round, await Seen(round.Value)));
    }

    public async Task<TAnswer> Do<TAnswer>(Caller caller, IAct<TAnswer> act)
    {
        var outcome = await Door.Enter(act, caller, $"bench:{++keys}");
        return outcome.IsDone ? outcome.Value : throw new InvalidOperationException($"{act.GetType().Name}: {outcome.Refusal.Code}: {outcome.Refusal.En}");
    }

    public Task<long> Seen(long subject) => Read(db => db.VersionOf(subject, CancellationToken.None));

    public async Task<T> Read<T>(Func<IntegrityDb, Task<T>> read)
    {
        await using var scope = provider.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<IntegrityDb>());
    }

    public Task<int> Sql(string sql) => Read(db =>
    {
        db.Database.SetCommandTimeout(600);
        return db.Database.ExecuteSqlRawAsync(sql);
    });

    /// <summary>Everything that <c>verify</c> finds.</summary>
    public async Task<IReadOnlyList<string>> Verify()
    {
        await using var scope = provider.CreateAsyncScope();
        var verification = scope.ServiceProvider.GetRequiredService<Verification>();
        var found = new List<string>();
        foreach (var check in verification.Checks)
            found.AddRange((await verification.Run(check, CancellationToken.None)).Select(f => $"{check.Name}: {f.Table} {f.Row}: {f.En}"));
        return found;
    }

    public ValueTask DisposeAsync() => provider.DisposeAsync();

    public Task<Caller> Person(string name, Office office, params Duty[] duties) => Person(name, office, null, duties);

    public async Task<Caller> Person(string name, Office office, long? party, params Duty[] duties)
    {
        var person = Caller.Of(await Do(Caller.Operator("bench"), new AppointOfficial(name, name, office, name, duties, party, new("correct horse battery"))), Language.Chinese);
        if (duties.Contains(Duty.ReadBusiness)) await Do(person, new BringInEvidence(new("test"u8.ToArray()), "原件.txt", "依据"));
        return person;
    }
}
