using Integrity.App;
using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Desk;
using Integrity.App.Disclosure;
using Integrity.App.Parties;
using Integrity.App.Payments;
using Integrity.App.Projects;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Domain.Projects;

namespace Integrity.Benchmarks;

/// <summary>Where the planted things lie.</summary>
public sealed record Planted(long Contracts, long FirstContract, PaymentRoundId Round)
{
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
public sealed record ListAsk(string Name, Type Type, bool IsSearch, Func<Random, Func<Door, Caller, Task<int>>> Make)
{
    public static IReadOnlyList<ListAsk> All(Planted at) =>
    [
        Of("counterparties, somewhere", r => new ListCounterparties(null, Cursor.Write(PlantContractsHandler.NameOf(at.Nth(r)), at.AnyParty(r)))),
        Search("counterparties, a common word", r => new ListCounterparties(Trade(r), null)),
        Search("counterparties, two common words", r => new ListCounterparties(Place(r) + " " + Trade(r), null)),
        Search("counterparties, by name", r => new ListCounterparties(PlantContractsHandler.NameOf(at.Nth(r)), null)),
        Search("counterparties, words that never meet", r => new ListCounterparties("江州临河", null)),
        Of("accounts of a party", r => new ListAccounts(CounterpartyId.From(at.AnyParty(r)), null, null)),
        Of("accounts, somewhere", r => new ListAccounts(null, null, Cursor.Write("", at.Account(r)))),
        Of("accounts that wait", r => new ListAccounts(null, true, Cursor.Write("", at.Account(r)))),
        Of("projects", r => new ListProjects(null, null, null)),
        Of("projects of a kind", r => new ListProjects(null, ProjectKind.NewConstruction, Cursor.Write("XM-1020", 0))),
        Search("projects, by name", r => new ListProjects("国道改造", null, null)),
        Of("contracts, somewhere", r => new ListContracts(null, null, null, null, Cursor.Write("HT-" + (10_000_000 + at.Nth(r)), 0))),
        Of("contracts of a project", r => new ListContracts(null, ProjectId.From(at.Project(r)), null, null, Cursor.Write("HT-" + (10_000_000 + at.Nth(r)), 0))),
        Of("contracts of a party", r => new ListContracts(null, null, CounterpartyId.From(at.Party(r)), null, null)),
        Of("contracts of a type", r => new ListContracts(null, null, null, new(1 + r.Next(3)), Cursor.Write("HT-" + (10_000_000 + at.Nth(r)), 0))),
        Of("contracts of a project and type", r => new ListContracts(null, ProjectId.From(at.Project(r)), null, new(1 + r.Next(3)), Cursor.Write("HT-" + (10_000_000 + at.Nth(r)), 0))),
        Search("contracts, by party's name", r => new ListContracts(Place(r) + Trade(r), null, null, null, Cursor.Write("", at.Contract(r)))),
        Search("contracts, by number", r => new ListContracts("HT-" + (10_000_000 + at.Nth(r)), null, null, null, null)),
        Search("contracts of a project and type, by name", r => new ListContracts(Trade(r), ProjectId.From(at.Project(r)), null, new(1 + r.Next(3)), null)),
        Of("integrity contracts, somewhere", r => new ListIntegrityContracts(null, null, Cursor.Write("", at.Integrity(r)))),
        Of("integrity contracts of a party", r => new ListIntegrityContracts(null, CounterpartyId.From(at.Party(r)), null)),
        Search("integrity contracts, by number", r => new ListIntegrityContracts("LZ-" + (10_000_000 + at.Nth(r)), null, null)),
        Of("waiting variations", r => new ListWaitingVariations(null)),
        Of("waiting account changes", r => new ListWaitingAccountChanges(null, null)),
        Of("openings", r => new ListOpenings(Cursor.Write("", at.Contract(r)))),
        Of("certificates, somewhere", r => new ListCertificates(null, Cursor.Write("", at.Certificate(r)))),
        Of("certificates that wait", r => new ListCertificates(CertificateState.Prepared, Cursor.Write("", at.Certificate(r)))),
        Of("ledger of a contract", r => new LedgerOf(ContractId.From(at.Contract(r)), null)),
        Of("meetings", r => new ListMeetings(null)),
        Of("items", r => new ListItems(null, null)),
        Of("items that wait", r => new ListItems(true, null)),
        Of("rounds", r => new ListRounds(null)),
        Of("lines of a round, somewhere", r => new ListRoundLines(at.Round, null, Cursor.Write("", at.Nth(r)))),
        Of("lines left out of a round", r => new ListRoundLines(at.Round, true, Cursor.Write("", at.Nth(r)))),
        Of("public rounds", r => new ListPublicRounds(null)),
        Of("public lines, somewhere", r => new ListPublicLines(at.Round, Cursor.Write("", at.Nth(r)))),
        Of("instructions of a round, somewhere", r => new ListInstructions(at.Round.Value, null, Cursor.Write("", at.Contract(r) + at.Contracts * 6))),
        Of("instructions of a round that came back", r => new ListInstructions(at.Round.Value, InstructionState.Returned, null)),
        Of("returned lines", r => new ListReturned(null, null)),
        Of("wage runs", r => new ListWageRuns(null, null)),
        Of("bank imports", r => new ListBankImports(null)),
        Of("receipts", r => new ListReceipts(null, null)),
        Of("expected recoveries", r => new ListExpected(null, null, null)),
        Of("checkpoints", r => new ListCheckpoints(null)),
        Of("timeline of a contract", r => new TimelineOf(at.Contract(r), null)),
        One("BALANCE of a contract as of a day", r => new WhatIsOwed(ContractId.From(at.Contract(r)), null, null, null, Bureau.Day.AddDays(-r.Next(20)))),
        One("BALANCE of a project as of a day", r => new WhatIsOwed(null, null, ProjectId.From(at.Project(r)), null, Bureau.Day)),
    ];

    /// <summary>Lists of the program that nothing here asks for.</summary>
    public static IReadOnlyList<string> NotAsked(IReadOnlyList<ListAsk> asks) =>
        [.. typeof(Listed<>).Assembly.GetTypes().Where(t => t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IAsk<>)
            && i.GetGenericArguments()[0] is { IsGenericType: true } answer && answer.GetGenericTypeDefinition() == typeof(Listed<>)))
            .Where(t => asks.All(a => a.Type != t)).Select(t => t.Name).Order()];

    private static ListAsk Of<T>(string name, Func<Random, IAsk<Listed<T>>> ask, bool isSearch = false) =>
        new(name, ask(new Random(1)).GetType(), isSearch, chance =>
        {
            var made = ask(chance);
            return async (door, caller) => (await door.Ask(made, caller)).Value.Items.Count;
        });

    private static ListAsk Search<T>(string name, Func<Random, IAsk<Listed<T>>> ask) => Of(name, ask, isSearch: true);

    private static ListAsk One<T>(string name, Func<Random, IAsk<T>> ask) => new(name, typeof(T), false, chance =>
    {
        var made = ask(chance);
        return async (door, caller) => (await door.Ask(made, caller)).IsDone ? 1 : throw new InvalidOperationException(name);
    });

    private static string Place(Random chance) => PlantContractsHandler.Places[chance.Next(20)];
    private static string Trade(Random chance) => PlantContractsHandler.Trades[chance.Next(20)];
}
