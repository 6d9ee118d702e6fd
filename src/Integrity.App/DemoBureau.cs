using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Documents;
using Integrity.App.Exchange;
using Integrity.App.Identity;
using Integrity.App.Journal;
using Integrity.App.Parties;
using Integrity.App.Payments;
using Integrity.App.Projects;
using Integrity.App.Storage;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.App;

/// <summary>A clock that the demo sets, so that two years pass while it is planted.</summary>
public sealed class DemoClock : TimeProvider
{
    private DateTime now;

    public override DateTimeOffset GetUtcNow() => new(now, TimeSpan.Zero);

    public DateOnly Today => BureauTime.DayOf(now);

    public void Set(DateOnly day) => now = BureauTime.StartOf(day).AddHours(9);
}

/// <summary>A fictional bureau with two years behind it, the same on every machine, entered only through acts.</summary>
public sealed partial class DemoBureau
{
    private static readonly DateOnly Begins = new(2024, 10, 8);

    /// <summary>Stands for a scanned paper: a digest of the demo's own words for it.</summary>
    /// <summary>A paper, kept as a file that can be opened.</summary>
    private async Task<string> Kept(Caller by, string name, string about) =>
        (await Do(by, new BringInEvidence(new(System.Text.Encoding.UTF8.GetBytes($"{name}\n\n事由：{about}\n（演示材料，内容虚构）\n")), name + ".txt", about))).Digest.ToString();

    private readonly IServiceProvider services;
    private readonly DemoClock clock;
    private readonly Door door;
    private readonly DemoData data = DemoData.Read();
    private readonly Dictionary<string, Caller> people = [];
    private readonly List<Caller> leaders = [];
    private readonly List<(DateOnly Day, int Order, Func<Task> Happens)> diary = [];
    private readonly List<(ContractId Contract, CounterpartyKind Kind, long Amount, DateOnly Signed)> contracts = [];
    private readonly List<CounterpartyId> parties = [];
    private readonly Dictionary<CounterpartyId, (AccountId Own, AccountId? Wage)> accounts = [];
    private BodyId group;
    private int keys;

    private DemoBureau(IServiceProvider services, DemoClock clock) => (this.services, this.clock, door) = (services, clock, services.GetRequiredService<Door>());

    /// <summary>Who plants it: by this name its accounts are known again.</summary>
    internal static Caller Operator { get; } = Caller.Operator("demo");

    private Caller Engineer => people["zhoumin"];
    private Caller Chief => people["hejianjun"];
    private Caller Accountant => people["sunli"];
    private Caller Treasurer => people["wuguoping"];
    private Caller Secretary => people["linmishu"];

    /// <summary>Plants the bureau into an empty database, with a clock of its own.</summary>
    /// <param name="engine">The database, with its schema.</param>
    /// <param name="progress">Told how far it is, in hundredths.</param>
    public static Task Plant(Engine engine, Action<int>? progress = null) => In(engine, demo => demo.Plant(progress));

    private static async Task In(Engine engine, Func<DemoBureau, Task> plant)
    {
        var clock = new DemoClock();
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddDataProtection();
        collection.AddSingleton<TimeProvider>(clock);
        // Its salts protect nothing: the same demo everywhere is worth more.
        collection.AddSingleton(new Chance(329900));
        collection.AddIntegrity(engine);
        await using var provider = collection.BuildServiceProvider();
        await plant(new DemoBureau(provider, clock));
    }

    private async Task Plant(Action<int>? progress)
    {
        clock.Set(Begins);
        await Do(Operator, new ImportCalendar(null));
        await AppointPeople();
        await RegisterProjectsAndParties();
        await SignContracts();
        Certify();
        Receive();
        HoldRounds();
        AskTheBank();
        RunCases();
        SetMoneyApart();
        AgreeOtherwise();
        var done = 0;
        foreach (var (day, _, happens) in diary.OrderBy(d => d.Day).ThenBy(d => d.Order).ToList())
        {
            if (day != clock.Today)
            {
                clock.Set(day);
                await Cases.DeadlineWork.FireDue(door, clock, CancellationToken.None);
            }
            await happens();
            progress?.Invoke(++done * 100 / diary.Count);
        }
    }

    private async Task AppointPeople()
    {
        foreach (var person in data.People) people[person.SignIn] = await Appoint(person.Name, person.SignIn, person.Office, person.Post, person.Duties, null);
        foreach (var leader in data.Leaders)
            leaders.Add(people[leader.SignIn] = await Appoint(leader.Name, leader.SignIn, Office.Leadership, leader.Post, [Duty.ReadBusiness, Duty.Vote], null));
        group = await Do(Secretary, new FoundBody("局领导班子", "Leadership group"));
        for (var i = 0; i < leaders.Count; i++)
            await Do(Secretary, new AppointMember(group, await Seen(group.Value), leaders[i].Official, i == 0, Begins, $"江公任〔2024〕{i + 1}号"));
    }

    private async Task<Caller> Appoint(string name, string signIn, Office office, string post, IReadOnlyList<Duty> duties, long? party) =>
        Caller.Of(await Do(Operator, new AppointOfficial(name, signIn, office, post, duties, party, new(data.Password))), Language.Chinese);

    private async Task RegisterProjectsAndParties()
    {
        var number = 0;
        foreach (var (kind, names) in data.Firms.OrderBy(f => f.Key))
            foreach (var name in names)
            {
                var representative = new NewPartyPerson(data.Owners[number % data.Owners.Count], PartyRole.LegalRepresentative, null);
                parties.Add(await Do(Engineer, new RegisterCounterparty(kind, name, DemoCodes.Firm(1000 + ++number * 37), false, null, null, true, [representative])));
            }
        foreach (var name in data.Owners)
            parties.Add(await Do(Engineer, new RegisterCounterparty(CounterpartyKind.MachineryOwner, name, DemoCodes.Person(100 + ++number), true, null, null, false, [])));
        await Appoint("路通养护", DemoData.Contractor, Office.Contractor, "施工队代表", [Duty.ActAsContractor], parties[0].Value);
    }

    private async Task SignContracts()
    {
        var projects = new List<ProjectId>();
        foreach (var project in data.Projects) projects.Add(await Do(Engineer, new RegisterProject(project.Number, project.Name, project.Kind)));
        for (var i = 0; i < parties.Count; i++) accounts[parties[i]] = await Accounts(i);
        for (var n = 1; n <= 120; n++)
        {
            // 11 and the number of parties have no common factor: every party gets its contracts.
            var i = n * 11 % parties.Count;
            var kind = KindOf(i);
            var amount = 20_000_000L + n * 7_654_321L % 480_000_000L;
            var signed = Begins.AddDays(-(n * 7 % 240));
            var (own, wage) = accounts[parties[i]];
            var contract = await Do(Engineer, new RegisterWorksContract($"JZGL-2024-{n:000}", $"{data.Projects[n % 12].Name}{WordOf(kind)}", ContractKindOf(kind), projects[n % 12],
                parties[i], null, new(amount), signed, await Kept(Engineer, "合同文本", $"JZGL-2024-{n:000}"), Terms(kind), own, wage));
            contracts.Add((contract, kind, amount, signed));
            // Four contracts wait for their integrity contract: they are left out of the ratio step (C-5).
            if (n % 30 != 0)
                await Do(Engineer, new SignIntegrityContract($"LZ-2024-{n:000}", parties[i], [contract], 1,
                    [new(new(10_000), new(30_000)), new(new(30_000), new(60_000)), new(new(60_000), new(100_000))], new(200_000), false, signed, await Kept(Engineer, "廉政合同文本", $"LZ-2024-{n:000}")));
        }
    }

    private async Task<(AccountId Own, AccountId? Wage)> Accounts(int i)
    {
        var holder = i < 30 ? data.Firms[KindOf(i)][i % 15] : data.Owners[i - 30];
        var bank = data.Banks[i % data.Banks.Count];
        var own = await Account(i, AccountKind.Normal, holder, $"6228{i:0000}0012345", bank);
        return (own, KindOf(i) == CounterpartyKind.ConstructionTeam ? await Account(i, AccountKind.Wage, $"{holder}农民工工资专户", $"8110{i:0000}0098765", bank) : null);
    }

    private async Task<AccountId> Account(int i, AccountKind kind, string holder, string number, DemoBank bank)
    {
        var account = await Do(Engineer, new ProposeAccount(parties[i], new(kind, holder, number, bank.Name, bank.Cnaps, kind == AccountKind.Wage ? "工资专用账户开户协议" : null, await Kept(Engineer, "开户证明", $"{holder}，账号 {number}"))));
        await Do(Chief, new CheckAccount(account, true, await Seen(account.Value)));
        return account;
    }

    private void Certify()
    {
        for (var n = 0; n < contracts.Count; n++)
        {
            var (contract, _, amount, _) = contracts[n];
            var times = 2 + n % 4;
            for (var k = 1; k <= times; k++)
            {
                var (number, gross) = ($"JL-{n + 1:000}-{k}", amount / (times + 2) + n * 101 + k);
                On(Begins.AddDays(20 + n % 90 + (k - 1) * 2_200 / (3 * times - 1)), async () =>
                {
                    var certificate = await Do(Engineer, new PrepareCertificate(contract, number, null, null, new(gross), await Kept(Engineer, "计量单", number)));
                    await Do(Chief, new ApproveCertificate(certificate, await Seen(certificate.Value)));
                });
            }
        }
    }

    private void Receive()
    {
        var sources = Enum.GetValues<FundSource>();
        for (var month = 0; month < 26; month++)
        {
            var m = month;
            On(Begins.AddMonths(m).AddDays(12), async () =>
            {
                var receipt = await Do(Accountant, new RecordReceipt(sources[m % sources.Length], new(360_000_000 + m * 23_703_703L % 336_000_000L), clock.Today,
                    data.Payers[m % data.Payers.Count], null, null, await Kept(Accountant, "到账凭证", $"第 {m + 1} 笔到账")));
                await Do(Treasurer, new ConfirmReceipt(receipt, await Seen(receipt.Value)));
            });
        }
    }

    private void On(DateOnly day, Func<Task> happens) => diary.Add((day, diary.Count, happens));

    private static CounterpartyKind KindOf(int party) => party < 15 ? CounterpartyKind.ConstructionTeam : party < 30 ? CounterpartyKind.Supplier : CounterpartyKind.MachineryOwner;

    private static ContractKind ContractKindOf(CounterpartyKind kind) => kind switch
    {
        CounterpartyKind.ConstructionTeam => ContractKind.Works,
        CounterpartyKind.Supplier => ContractKind.Supply,
        _ => ContractKind.MachineryHire,
    };

    private static string WordOf(CounterpartyKind kind) => kind switch
    {
        CounterpartyKind.ConstructionTeam => "施工合同",
        CounterpartyKind.Supplier => "材料采购合同",
        _ => "机械租赁合同",
    };

    private static ContractTerms Terms(CounterpartyKind kind) => kind == CounterpartyKind.ConstructionTeam
        ? new() { LabourShare = new(200_000), RetentionRate = new(30_000), PaymentDays = 30 }
        : new() { PaymentDays = 30 };

    private async Task<TAnswer> Do<TAnswer>(Caller caller, IAct<TAnswer> act)
    {
        var outcome = await door.Enter(act, caller, $"demo:{++keys}");
        return outcome.IsDone ? outcome.Value : throw new InvalidOperationException($"The demo's {act.GetType().Name} was refused: {outcome.Refusal.Code}: {outcome.Refusal.Zh}");
    }

    private async Task<long> Seen(long subject)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IntegrityDb>().VersionOf(subject, CancellationToken.None);
    }
}
