using Integrity.App;
using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Cases.Documents;
using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Desk;
using Integrity.App.Disclosure;
using Integrity.App.Identity;
using Integrity.App.Exchange;
using Integrity.App.Parties;
using Integrity.App.Payments;
using Integrity.App.Projects;
using Integrity.Domain.Cases;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Domain.Projects;
using Microsoft.EntityFrameworkCore;

namespace Integrity.Benchmarks;

/// <summary>Who asks.</summary>
public sealed record Readers(Caller Finance, Caller Audit, Caller Administrator, Caller Contractor)
{
    public static async Task<Readers> Of(Bureau bureau, long party) => new(bureau.Finance,
        await bureau.Person("auditor", Office.Audit, Duty.ReadBusiness, Duty.InvestigateCases),
        await bureau.Person("administrator", Office.Administration, Duty.ManageUsers),
        await bureau.Person("contractor", Office.Contractor, party, Duty.ActAsContractor));
}

/// <summary>Where the planted things lie.</summary>
public sealed record Planted(long Contracts, long FirstContract, PaymentRoundId Round)
{
    public const int Cases = 200;
    private const string Paper = Bureau.Paper;

    public CaseId FirstCase { get; private set; }
    public MeetingId Meeting { get; private set; }

    /// <summary>Of the round's candidate.</summary>
    public string List { get; private set; } = "";

    public WageRunId Wages { get; private set; }
    public DecidedRunId Advances { get; private set; }

    /// <summary>The party of the first contract.</summary>
    public long FirstParty => FirstContract - Contracts * 2 + 2;

    /// <summary>What the lists of cases and of the other payments show: cases against the first contracts, a wage run and a list of advances of one project.</summary>
    public async Task Plant(Bureau bureau, Readers by)
    {
        var project = ProjectId.From(FirstContract - Contracts * 2 - PlantContractsHandler.Projects + 1);
        await bureau.Do(Caller.Operator("bench"), new ImportCalendar(null));
        for (var i = 1; i <= Math.Min(Cases, Contracts / PlantContractsHandler.Projects); i++)
        {
            var contract = ContractId.From(FirstContract + i);
            var flagged = await bureau.Do(by.Audit, new FlagViolation(contract, CaseSource.Inspection, "请客送礼", Bureau.Day.AddDays(-3), 1, new(3_000_000), [new(CaseLeg.Breach, "宴请监理", Paper)]));
            if (i == 1) FirstCase = flagged;
            // One with labour in the project that pays wages.
            contract = ContractId.From(FirstContract + (long)i * PlantContractsHandler.Projects);
            var certificate = await bureau.Do(bureau.Engineer, new PrepareCertificate(contract, "WAGES-1", null, null, new(10_000_000), Paper));
            await bureau.Do(bureau.SecondEngineer, new ApproveCertificate(certificate, await bureau.Seen(certificate.Value)));
        }
        await bureau.Fund(Cases * 2_000_000_00L);
        (Meeting, List) = await bureau.Read(async db => (await db.Meetings.Select(m => m.Id).FirstAsync(), await db.RoundCandidates.Where(c => c.Round == Round).Select(c => c.Digest).FirstAsync()));
        Wages = await bureau.Do(by.Finance, new PrepareWageRun(project));
        await bureau.Sql($"UPDATE works_contracts SET advance_rate = 100000, advance_recovery = 300000 WHERE project = {project.Value} AND id <= {FirstContract + Cases * PlantContractsHandler.Projects}");
        Advances = await bureau.Do(by.Finance, new ProposeDecidedRun(DecidedRunKind.Advance, project));
    }

    public long Project(Random chance) => FirstContract - Contracts * 2 - PlantContractsHandler.Projects + 1 + chance.Next(PlantContractsHandler.Projects);
    public long Party(Random chance) => FirstContract - Contracts * 2 + 1 + chance.NextInt64(Contracts / 4);
    public long AnyParty(Random chance) => FirstContract - Contracts * 2 + 1 + chance.NextInt64(Contracts);
    public long Account(Random chance) => FirstContract - Contracts + 1 + chance.NextInt64(Contracts);
    public long Contract(Random chance) => FirstContract + 1 + chance.NextInt64(Contracts);
    public long Integrity(Random chance) => Contract(chance) + Contracts;
    public long Certificate(Random chance) => Contract(chance) + Contracts * 2;
    public long Nth(Random chance) => 1 + chance.NextInt64(Contracts);
}

/// <summary>A question that is measured: a page somewhere in the list, another one at each asking.</summary>
public sealed record ListAsk(string Name, Type Type, bool IsSearch, Func<Random, Func<Door, Task<int>>> Make)
{
    public static IReadOnlyList<ListAsk> All(Planted at, Readers by) =>
    [
        Of("counterparties, somewhere", by.Finance, r => new ListCounterparties(null, Cursor.Write(PlantContractsHandler.NameOf(at.Nth(r)), at.AnyParty(r)))),
        Search("counterparties, a common word", by.Finance, r => new ListCounterparties(Trade(r), null)),
        Search("counterparties, two common words", by.Finance, r => new ListCounterparties(Place(r) + " " + Trade(r), null)),
        Search("counterparties, by name", by.Finance, r => new ListCounterparties(PlantContractsHandler.NameOf(at.Nth(r)), null)),
        Search("counterparties, words that never meet", by.Finance, r => new ListCounterparties("江州临河", null)),
        Of("accounts of a party", by.Finance, r => new ListAccounts(CounterpartyId.From(at.AnyParty(r)), null, null)),
        Of("accounts, somewhere", by.Finance, r => new ListAccounts(null, null, Cursor.Write("", at.Account(r)))),
        Of("accounts that wait", by.Finance, r => new ListAccounts(null, true, Cursor.Write("", at.Account(r)))),
        Of("projects", by.Finance, r => new ListProjects(null, null, null)),
        Of("projects of a kind", by.Finance, r => new ListProjects(null, ProjectKind.NewConstruction, Cursor.Write("XM-1020", 0))),
        Search("projects, by name", by.Finance, r => new ListProjects("国道改造", null, null)),
        Of("contracts, somewhere", by.Finance, r => new ListContracts(null, null, null, null, Cursor.Write("HT-" + (10_000_000 + at.Nth(r)), 0))),
        Of("contracts of a project", by.Finance, r => new ListContracts(null, ProjectId.From(at.Project(r)), null, null, Cursor.Write("HT-" + (10_000_000 + at.Nth(r)), 0))),
        Of("contracts of a party", by.Finance, r => new ListContracts(null, null, CounterpartyId.From(at.Party(r)), null, null)),
        Of("contracts of a type", by.Finance, r => new ListContracts(null, null, null, new(1 + r.Next(3)), Cursor.Write("HT-" + (10_000_000 + at.Nth(r)), 0))),
        Of("contracts of a project and type", by.Finance, r => new ListContracts(null, ProjectId.From(at.Project(r)), null, new(1 + r.Next(3)), Cursor.Write("HT-" + (10_000_000 + at.Nth(r)), 0))),
        Search("contracts, by party's name", by.Finance, r => new ListContracts(Place(r) + Trade(r), null, null, null, Cursor.Write("", at.Contract(r)))),
        Search("contracts, by number", by.Finance, r => new ListContracts("HT-" + (10_000_000 + at.Nth(r)), null, null, null, null)),
        Search("contracts of a project and type, by name", by.Finance, r => new ListContracts(Trade(r), ProjectId.From(at.Project(r)), null, new(1 + r.Next(3)), null)),
        Of("integrity contracts, somewhere", by.Finance, r => new ListIntegrityContracts(null, null, Cursor.Write("", at.Integrity(r)))),
        Of("integrity contracts of a party", by.Finance, r => new ListIntegrityContracts(null, CounterpartyId.From(at.Party(r)), null)),
        Search("integrity contracts, by number", by.Finance, r => new ListIntegrityContracts("LZ-" + (10_000_000 + at.Nth(r)), null, null)),
        Of("waiting variations", by.Finance, r => new ListWaitingVariations(null)),
        Of("waiting account changes", by.Finance, r => new ListWaitingAccountChanges(null, null)),
        Of("openings", by.Finance, r => new ListOpenings(Cursor.Write("", at.Contract(r)))),
        Of("certificates, somewhere", by.Finance, r => new ListCertificates(null, Cursor.Write("", at.Certificate(r)))),
        Of("certificates that wait", by.Finance, r => new ListCertificates(CertificateState.Prepared, Cursor.Write("", at.Certificate(r)))),
        Of("ledger of a contract", by.Finance, r => new LedgerOf(ContractId.From(at.Contract(r)), null)),
        Of("meetings", by.Finance, r => new ListMeetings(null)),
        Of("items", by.Finance, r => new ListItems(null, null)),
        Of("items that wait", by.Finance, r => new ListItems(true, null)),
        Of("rounds", by.Finance, r => new ListRounds(null)),
        Of("lines of a round, somewhere", by.Finance, r => new ListRoundLines(at.Round, null, Cursor.Write("", at.Nth(r)))),
        Of("lines left out of a round", by.Finance, r => new ListRoundLines(at.Round, true, Cursor.Write("", at.Nth(r)))),
        Of("public rounds", by.Finance, r => new ListPublicRounds(null)),
        Of("public lines, somewhere", by.Finance, r => new ListPublicLines(at.Round, Cursor.Write("", at.Nth(r)))),
        Of("instructions of a round, somewhere", by.Finance, r => new ListInstructions(at.Round.Value, null, Cursor.Write("", at.Contract(r) + at.Contracts * 6))),
        Of("instructions of a round that came back", by.Finance, r => new ListInstructions(at.Round.Value, InstructionState.Returned, null)),
        Of("returned lines", by.Finance, r => new ListReturned(null, null)),
        Of("wage runs", by.Finance, r => new ListWageRuns(null, null)),
        Of("bank imports", by.Finance, r => new ListBankImports(null)),
        Of("receipts", by.Finance, r => new ListReceipts(null, null)),
        Of("expected recoveries", by.Finance, r => new ListExpected(null, null, null)),
        Of("checkpoints", by.Finance, r => new ListCheckpoints(null)),
        Of("timeline of a contract", by.Finance, r => new TimelineOf(at.Contract(r), null)),
        Of("cases", by.Finance, r => new ListCases(null)),
        Of("matters", by.Finance, r => new ListMatters(null, null, null)),
        Of("cases to move to a new definition", by.Audit, r => new PreviewMigration(null)),
        Of("inbox", by.Finance, r => new ListInbox(null)),
        Of("wages of a run, somewhere", by.Finance, r => new ListWageLines(at.Wages, Cursor.Write("", r.Next(Planted.Cases / 2)))),
        Of("decided lists", by.Finance, r => new ListDecidedRuns(null)),
        Of("lines of a decided list, somewhere", by.Finance, r => new ListDecidedLines(at.Advances, Cursor.Write("", r.Next(Planted.Cases / 2)))),
        Of("screenings of a party", by.Finance, r => new ListScreenings(CounterpartyId.From(at.FirstParty), null)),
        Of("public wage runs", by.Finance, r => new ListPublicWageRuns(null)),
        Of("public deductions", by.Finance, r => new ListPublicDeductions(null)),
        Of("public exclusions", by.Finance, r => new ListPublicExclusions(null)),
        Of("officials", by.Administrator, r => new ListOfficials(null, null)),
        Of("substitutions", by.Administrator, r => new ListSubstitutions(null)),
        Of("own tokens", by.Finance, r => new ListMyTokens(null)),
        Of("own lines of rounds", by.Contractor, r => new MyRoundLines(null)),
        Of("own matters", by.Contractor, r => new MyMatters(null)),
        Of("own shares", by.Contractor, r => new ListMyShares(null)),
        Of("years of the calendar", by.Finance, r => new CalendarYears(null)),
        Of("bodies", by.Finance, r => new ListBodies(null)),
        Of("documents of a case", by.Audit, r => new ListCaseDocuments(at.FirstCase, null)),
        Of("who can chase a recovery", by.Finance, r => new ListChasers(null)),
        Of("proposals about a contract", by.Finance, r => new ListContractProposals(ContractId.From(at.Contract(r)))),
        Of("templates of the integrity contract", by.Finance, r => new ListIntegrityTemplates(null)),
        Of("payee types", by.Finance, r => new ListPayeeTypes(null)),
        Of("printed lines of a list, somewhere", by.Finance, r => new ListPrintedLines(at.Round, at.List, Cursor.Write("", at.Contract(r)))),
        Of("wage runs to report", by.Finance, r => new ListRunsToReport(at.Meeting, null)),
        One("BALANCE of a contract as of a day", by.Finance, r => new WhatIsOwed(ContractId.From(at.Contract(r)), null, null, null, Bureau.Day.AddDays(-r.Next(20)))),
        One("BALANCE of a project as of a day", by.Finance, r => new WhatIsOwed(null, null, ProjectId.From(at.Project(r)), null, Bureau.Day)),
    ];

    /// <summary>Lists of the program that nothing here asks for.</summary>
    public static IReadOnlyList<string> NotAsked(IReadOnlyList<ListAsk> asks) =>
        [.. typeof(Listed<>).Assembly.GetTypes().Where(t => t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IAsk<>)
            && i.GetGenericArguments()[0] is { IsGenericType: true } answer && answer.GetGenericTypeDefinition() == typeof(Listed<>)))
            .Where(t => asks.All(a => a.Type != t)).Select(t => t.Name).Order()];

    private static ListAsk Of<T>(string name, Caller by, Func<Random, IAsk<Listed<T>>> ask, bool isSearch = false) =>
        new(name, ask(new Random(1)).GetType(), isSearch, chance =>
        {
            var made = ask(chance);
            return async door => (await door.Ask(made, by)).Value.Items.Count;
        });

    private static ListAsk Search<T>(string name, Caller by, Func<Random, IAsk<Listed<T>>> ask) => Of(name, by, ask, isSearch: true);

    private static ListAsk One<T>(string name, Caller by, Func<Random, IAsk<T>> ask) => new(name, typeof(T), false, chance =>
    {
        var made = ask(chance);
        return async door => (await door.Ask(made, by)).IsDone ? 1 : throw new InvalidOperationException(name);
    });

    private static string Place(Random chance) => PlantContractsHandler.Places[chance.Next(20)];
    private static string Trade(Random chance) => PlantContractsHandler.Trades[chance.Next(20)];
}
