using System.Collections.Concurrent;
using System.Reflection;
using Integrity.App;
using Integrity.App.Acts;
using Integrity.App.Documents;
using Integrity.App.Identity;
using Integrity.App.Storage;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Integrity.Tests;

/// <summary>A bureau for a test: a real database, people of every office, a clock that the test sets, and the door as the only way in.</summary>
public class World : IAsyncDisposable
{
    private readonly IServiceProvider services;
    private readonly ServiceProvider? owned;
    private readonly DateOnly begun;
    private int keys;
    private bool harmed;
    private readonly List<Caller> contractors = [];

    protected World(IServiceProvider services, ServiceProvider? owned, TestClock clock, Engine engine) => (this.services, this.owned, Clock, Engine, begun) = (services, owned, clock, engine, BureauTime.DayOf(clock.GetUtcNow().UtcDateTime));

    private static World Own(ServiceProvider services, TestClock clock, Engine engine) => new(services, services, clock, engine);

    public TestClock Clock { get; }
    public Engine Engine { get; }
    public Door Door => services.GetRequiredService<Door>();

    public Caller Admin { get; private set; } = null!;

    /// <summary>Registers contracts, prepares certificates, imports.</summary>
    public Caller Engineer { get; private set; } = null!;

    /// <summary>Approves certificates and confirms registrations.</summary>
    public Caller EngineerTwo { get; private set; } = null!;

    /// <summary>Records funds, prepares rounds, pays.</summary>
    public Caller Finance { get; private set; } = null!;

    /// <summary>Confirms in finance.</summary>
    public Caller FinanceTwo { get; private set; } = null!;

    /// <summary>Flags violations and runs cases.</summary>
    public Caller Auditor { get; private set; } = null!;

    /// <summary>Confirms holds and reviews.</summary>
    public Caller AuditorTwo { get; private set; } = null!;

    /// <summary>Keeps meetings, and does not vote.</summary>
    public Caller Secretary { get; private set; } = null!;

    /// <summary>The leadership group; the first is the chair.</summary>
    public IReadOnlyList<Caller> Leaders { get; private set; } = [];

    /// <summary>Everybody whom <see cref="Contractor"/> appointed.</summary>
    public IReadOnlyList<Caller> Contractors => contractors;

    /// <param name="on">The day on which the world begins, 09:00 in Shanghai.</param>
    /// <param name="leaders">How many members are in office.</param>
    /// <param name="grouped">Whether they are a leadership group already.</param>
    public static async Task<World> Begin(DateOnly? on = null, int leaders = 7, bool grouped = true)
    {
        var engine = await Databases.Fresh(leaders != Members ? null : grouped ? People : Ungrouped);
        var clock = new TestClock(on ?? new(2026, 8, 3));
        var world = Own(Services(clock, engine), clock, engine);
        if (leaders == Members) await world.Meet();
        else await world.Appoint(leaders);
        return world;
    }

    /// <summary>A bureau in which several tests have the same behind them: it is done once, through the door, and each begins with a copy of what it left.</summary>
    /// <param name="on">The day on which it all began.</param>
    /// <param name="before">What has happened, and of it what the tests must know; a method of its own, and the same for all that name it.</param>
    public static Task<(World World, T Known)> After<T>(DateOnly on, Func<World, Task<T>> before) where T : notnull => After(before, typeof(World), () => Begin(on), async past =>
    {
        var engine = await Databases.From(past.Kept);
        var clock = new TestClock(on);
        return Own(Services(clock, engine), clock, engine);
    });

    /// <param name="before">See above.</param>
    /// <param name="kind">What kind of world it is lived in.</param>
    /// <param name="begin">Its first day.</param>
    /// <param name="over">A world of that kind on a copy.</param>
    protected static async Task<(World World, T Known)> After<T>(Func<World, Task<T>> before, Type kind, Func<Task<World>> begin, Func<Past, Task<World>> over) where T : notnull
    {
        var past = await Pasts.GetOrAdd((before.Method, kind), _ => new(() => Live(begin, async world => await before(world)))).Value;
        var world = await over(past);
        world.Clock.Move(past.Now - world.Clock.GetUtcNow());
        await world.Meet();
        world.keys = past.Keys;
        world.contractors.AddRange(past.Contractors);
        return (world, (T)past.Known);
    }

    private static readonly ConcurrentDictionary<(MethodInfo, Type), Lazy<Task<Past>>> Pasts = [];

    /// <summary>What was lived once.</summary>
    protected sealed record Past(Kept Kept, DateTimeOffset Now, int Keys, IReadOnlyList<Caller> Contractors, object Known);

    private static async Task<Past> Live(Func<Task<World>> begin, Func<World, Task<object>> before)
    {
        await using var world = await begin();
        var known = await before(world);
        return new(await Databases.Keep(world.Engine), world.Clock.GetUtcNow(), world.keys, [.. world.contractors], known);
    }

    /// <summary>Appoints everybody in a database that is to be a template, with the leadership group.</summary>
    public static async Task People(Engine engine)
    {
        await Ungrouped(engine);
        var clock = new TestClock(Databases.Before);
        await using var services = Services(clock, engine);
        var world = Own(services, clock, engine);
        await world.Meet();
        await Decisions.Session.Of(world);
    }

    private static async Task Ungrouped(Engine engine)
    {
        var clock = new TestClock(Databases.Before);
        await using var services = Services(clock, engine);
        await Own(services, clock, engine).Appoint(Members);
    }

    private static ServiceProvider Services(TestClock clock, Engine engine)
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddDataProtection();
        collection.AddSingleton<TimeProvider>(clock);
        collection.AddSingleton(new Chance(1));
        collection.AddIntegrity(engine);
        Hurry(collection);
        Decisions.PutMatterHandler.AddTo(collection);
        return collection.BuildServiceProvider();
    }

    /// <summary>Passwords are hashed once over: a test waits for no stretching, and nobody keeps what it hashed.</summary>
    public static void Hurry(IServiceCollection services) => services.Configure<Microsoft.AspNetCore.Identity.PasswordHasherOptions>(o => o.IterationCount = 1);

    /// <summary>A bureau in a program that is already running on a peopled database, such as the web server: the same people, the same door.</summary>
    public static async Task<World> Over(IServiceProvider services, TestClock clock, Engine engine)
    {
        var world = new World(services, null, clock, engine);
        await world.Meet();
        return world;
    }

    /// <summary>A copy of a bureau's database without its people: to look at and to harm.</summary>
    public static async Task<World> Copy(World of)
    {
        var engine = await Databases.CopyOf(of.Engine);
        return Own(Services(of.Clock, engine), of.Clock, engine);
    }

    /// <summary>A paper that everybody of the bureau has brought in: "test", by its SHA-256.</summary>
    public const string Paper = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    /// <summary>The password of everybody whom <see cref="Person"/> and <see cref="Contractor"/> appoint.</summary>
    public const string Password = "correct horse battery";

    /// <summary>Does an act that must be done.</summary>
    public virtual async Task<TAnswer> Do<TAnswer>(Caller caller, IAct<TAnswer> act)
    {
        var outcome = await Door.Enter(act, caller, NewKey(), TestContext.Current.CancellationToken);
        Assert.True(outcome.IsDone, outcome.Refusal is { } refusal ? $"{act.GetType().Name}: {refusal.Code}: {refusal.En}" : null);
        return outcome.Value;
    }

    /// <summary>Does an act that must be refused, and gives the refusal.</summary>
    public async Task<Refusal> Refused<TAnswer>(Caller caller, IAct<TAnswer> act)
    {
        var outcome = await Door.Enter(act, caller, NewKey(), TestContext.Current.CancellationToken);
        Assert.False(outcome.IsDone, $"{act.GetType().Name} was done, though it should be refused.");
        return Refusals.Provoked.Saw(outcome.Refusal);
    }

    /// <summary>Does an act that must be refused with this code.</summary>
    public async Task Refused<TAnswer>(string code, Caller caller, IAct<TAnswer> act) => Assert.Equal(code, (await Refused(caller, act)).Code);

    public virtual async Task<TAnswer> Ask<TAnswer>(Caller caller, IAsk<TAnswer> ask)
    {
        var outcome = await Door.Ask(ask, caller, TestContext.Current.CancellationToken);
        Assert.True(outcome.IsDone, outcome.Refusal is { } refusal ? $"{ask.GetType().Name}: {refusal.Code}: {refusal.En}" : null);
        return outcome.Value;
    }

    /// <summary>Asks what must be refused with this code.</summary>
    public async Task Closed<TAnswer>(string code, Caller caller, IAsk<TAnswer> ask)
    {
        var outcome = await Door.Ask(ask, caller, TestContext.Current.CancellationToken);
        Assert.False(outcome.IsDone, $"{ask.GetType().Name} was answered, though it should be refused.");
        Assert.Equal(code, Refusals.Provoked.Saw(outcome.Refusal).Code);
    }

    /// <summary>The version of a thing, as one who has just looked at it would send it.</summary>
    public Task<long> Seen(long subject) => Read(db => App.Journal.JournalSets.VersionOf(db, subject, TestContext.Current.CancellationToken));

    /// <summary>Looks straight into the database.</summary>
    public async Task<T> Read<T>(Func<IntegrityDb, Task<T>> read)
    {
        await using var scope = services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<IntegrityDb>());
    }

    /// <summary>Whether it is whole no more.</summary>
    public bool IsHarmed => harmed;

    /// <summary>The test writes to the ledger or the journal without the door: nothing can be proved of it at the end.</summary>
    public void GoesAroundTheDoor() => harmed = true;

    /// <summary>Does something to the database that the door would not: sabotage for a counter-proof.</summary>
    public async Task Sabotage(Func<IntegrityDb, Task> harm)
    {
        harmed = true;
        await using var scope = services.CreateAsyncScope();
        await harm(scope.ServiceProvider.GetRequiredService<IntegrityDb>());
    }

    public T Service<T>() where T : notnull => services.GetRequiredService<T>();

    public AsyncServiceScope Scope() => services.CreateAsyncScope();

    public string NewKey() => $"{begun:yyyyMMdd}-{Interlocked.Increment(ref keys)}";

    /// <summary>Everything that <c>verify</c> finds, each with the name of its check.</summary>
    public async Task<IReadOnlyList<(string Check, Finding Finding)>> Verify()
    {
        var found = new List<(string, Finding)>();
        await using var scope = services.CreateAsyncScope();
        var verification = scope.ServiceProvider.GetRequiredService<App.Storage.Verification>();
        foreach (var check in verification.Checks)
            found.AddRange((await verification.Run(check, CancellationToken.None)).Select(finding => (check.Name, finding)));
        return found;
    }

    /// <summary>Whether <c>verify</c> names the table; the checks that prove it are asked first, and no more than is needed.</summary>
    public async Task<bool> Names(string table)
    {
        await using var scope = services.CreateAsyncScope();
        if (App.Journal.BoundRows.IsBound(table)
            && (await App.Journal.Checks.BoundRowsCheck.OfTable(scope.ServiceProvider.GetRequiredService<IntegrityDb>(), table, CancellationToken.None)).Any(f => f.Table == table)) return true;
        var verification = scope.ServiceProvider.GetRequiredService<App.Storage.Verification>();
        foreach (var check in verification.Checks.OrderByDescending(c => c.Proves.Contains(table)))
            if ((await verification.Run(check, CancellationToken.None)).Any(f => f.Table.Split(", ").Contains(table))) return true;
        return false;
    }

    /// <summary>The bureau must be whole at the end of every test, whatever it was about; only what was harmed on purpose may not be.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        if (!harmed)
        {
            var found = await Verify();
            Assert.True(found.Count == 0, string.Join('\n', found.Select(f => $"{f.Check}: {f.Finding.Table} {f.Finding.Row}: {f.Finding.En}")));
        }
        // A running program ends its own services, and gives its database back itself.
        if (owned is not null)
        {
            await owned.DisposeAsync();
            if (!harmed) Databases.GiveBack(Engine);
        }
        GC.SuppressFinalize(this);
    }

    /// <summary>Members of the leadership group, unless a test is about fewer.</summary>
    private const int Members = 7;

    private static List<(string Name, Office Office, Duty[] Duties)> Staff(int leaders) =>
    [
        ("admin", Office.Administration, [Duty.ManageUsers, Duty.ManageSettings]),
        ("engineer", Office.Engineering, [Duty.ReadBusiness, Duty.RegisterContracts, Duty.PrepareCertificates, Duty.ImportLedger]),
        ("engineer-2", Office.Engineering, [Duty.ReadBusiness, Duty.ApproveCertificates, Duty.ConfirmRegistrations]),
        ("finance", Office.Finance, [Duty.ReadBusiness, Duty.RecordFunds, Duty.PrepareRounds, Duty.ExecutePayments]),
        ("finance-2", Office.Finance, [Duty.ReadBusiness, Duty.ConfirmFunds]),
        ("auditor", Office.Audit, [Duty.ReadBusiness, Duty.InvestigateCases]),
        ("auditor-2", Office.Audit, [Duty.ReadBusiness, Duty.ReviewCases, Duty.Publish]),
        ("secretary", Office.Leadership, [Duty.ReadBusiness, Duty.KeepMeetings]),
        .. Enumerable.Range(1, leaders).Select(i => ($"leader-{i}", Office.Leadership, (Duty[])[Duty.ReadBusiness, Duty.Vote])),
    ];

    protected async Task Appoint(int leaders)
    {
        foreach (var (name, office, duties) in Staff(leaders)) await Person(name, office, duties);
        await Meet();
    }

    /// <summary>Everybody who is there, by name.</summary>
    private async Task Meet()
    {
        var known = await Read(db => db.Officials.AsNoTracking().OrderBy(o => o.Id).ToDictionaryAsync(o => o.Name, o => Caller.Of(o.Id, Language.Chinese)));
        (Admin, Secretary) = (known["admin"], known["secretary"]);
        (Engineer, EngineerTwo) = (known["engineer"], known["engineer-2"]);
        (Finance, FinanceTwo) = (known["finance"], known["finance-2"]);
        (Auditor, AuditorTwo) = (known["auditor"], known["auditor-2"]);
        Leaders = [.. known.Where(one => one.Key.StartsWith("leader-", StringComparison.Ordinal)).Select(one => one.Value)];
    }

    /// <summary>Appoints one more person.</summary>
    public async Task<Caller> Person(string name, Office office, params Duty[] duties)
    {
        var person = Caller.Of(await Do(Caller.Operator("test"), new AppointOfficial(name, name, office, name, duties, null, new(Password))), Language.Chinese);
        if (duties.Contains(Duty.ReadBusiness)) await HasPaper(person);
        return person;
    }

    private Task HasPaper(Caller caller) => Do(caller, new BringInEvidence(new("test"u8.ToArray()), "原件.txt", "依据"));

    /// <summary>A person of a counterparty, who sees only its own.</summary>
    public async Task<Caller> Contractor(string name, long party)
    {
        var contractor = Caller.Of(await Do(Caller.Operator("test"),
            new AppointOfficial(name, name, Office.Contractor, name, [Duty.ActAsContractor], party, new(Password))), Language.Chinese);
        contractors.Add(contractor);
        await HasPaper(contractor);
        return contractor;
    }
}
