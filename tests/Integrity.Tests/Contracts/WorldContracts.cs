using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Identity;
using Integrity.App.Parties;
using Integrity.App.Projects;
using Integrity.App.Storage;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Integrity.Tests.Contracts;

/// <summary>Parties, projects and contracts for any test, registered through the door.</summary>
public static class WorldContracts
{
    /// <summary>SHA-256 of some paper.</summary>
    public const string Paper = World.Paper;

    /// <summary>Lawful codes of fictional firms, taken in turn.</summary>
    private static readonly string[] Codes =
        ["91329900MAJU5HND5H", "91329900MA7JQXFN28", "91329900MAGG7W663F", "91329900MALHN8GL1F", "91329900MAFW1WUP1C", "91329900MAH0H47140"];

    public static readonly ContractTerms PlainTerms = new() { LabourShare = new(200_000), RetentionRate = new(30_000), SigningIsPaymentCondition = true };

    extension(World world)
    {
        public async Task<CounterpartyId> Party(string name = "江州路通养护工程队", CounterpartyKind kind = CounterpartyKind.ConstructionTeam, bool small = true)
        {
            var taken = await world.Read(db => db.Counterparties.Select(p => p.Code).ToListAsync());
            return await world.Do(world.Engineer, new RegisterCounterparty(kind, name, Codes.Except(taken).First(), false, null, null, small, []));
        }

        public Task<ProjectId> Project(string number = "GC-2026-01", string name = "G108线大修养护工程", ProjectKind kind = ProjectKind.MajorMaintenance) =>
            world.Do(world.Engineer, new RegisterProject(number, name, kind));

        public Task<ContractId> Contract(CounterpartyId party, ProjectId project, string number = "HT-2026-001", long amountFen = 1_000_000_00, ContractTerms? terms = null) =>
            world.Do(world.Engineer, Works(number, party, project, amountFen, terms));

        /// <summary>An integrity contract with three bands and a cap of 15 % over the works contracts.</summary>
        public Task<IntegrityContractId> Integrity(string number, CounterpartyId party, params ContractId[] contracts) =>
            world.Do(world.Engineer, Signed(number, party, contracts));

        /// <summary>A confirmed account of the party.</summary>
        public async Task<AccountId> Account(CounterpartyId party, AccountKind kind = AccountKind.Normal, string? holder = null, string number = "6217000012345678901")
        {
            var name = await world.Read(db => db.Counterparties.Where(p => p.Id == party).Select(p => p.Name).SingleAsync());
            var id = await world.Do(world.Engineer, new ProposeAccount(party, new(kind, holder ?? name, number, "江州银行城东支行", "313299000014",
                kind is AccountKind.Normal or AccountKind.Wage ? null : "依据 2026-7", Paper)));
            return await world.Do(world.EngineerTwo, new CheckAccount(id, true, await world.Seen(id.Value)));
        }

        /// <summary>Lays an exclusion as the serving act of a case does.</summary>
        public Task<ExclusionId> Exclude(CounterpartyId party, DateOnly from, int? years = null) =>
            world.InAct(async (db, context) => (await db.ExcludeParty(context, party, "行贿", "本局全部工程", from, years, decision: 1, CancellationToken.None)).Value);

        /// <summary>Does what another module's act would do inside its transaction; no entry of the journal binds it.</summary>
        public async Task<T> InAct<T>(Func<IntegrityDb, ActContext, Task<T>> work)
        {
            world.GoesAroundTheDoor();
            await using var scope = world.Scope();
            var db = scope.ServiceProvider.GetRequiredService<IntegrityDb>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var official = await db.Set<Official>().AsNoTracking().SingleAsync(o => o.Id == world.Auditor.Official);
            var done = await work(db, new ActContext(world.Auditor, new(official), world.Clock.GetUtcNow().UtcDateTime, 999_999, scope.ServiceProvider.GetRequiredService<Counters>()));
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return done;
        }
    }

    public static RegisterWorksContract Works(string number, CounterpartyId party, ProjectId project, long amountFen = 1_000_000_00, ContractTerms? terms = null) =>
        new(number, "桥面铺装工程", ContractKind.Works, project, party, null, new(amountFen), new(2026, 7, 1), World.Paper, terms ?? PlainTerms, null, null);

    public static SignIntegrityContract Signed(string number, CounterpartyId party, params ContractId[] contracts) =>
        new(number, party, contracts, 1, [new(new(10_000), new(30_000)), new(new(30_000), new(60_000)), new(new(80_000), new(100_000))], new(150_000), false, new(2026, 7, 1), World.Paper);
}
