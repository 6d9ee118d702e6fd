using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Identity;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Integrity.App;

/// <summary>Puts the acts together for a door: the database, the door, and every handler found beside its act.</summary>
public static class IntegrityServices
{
    public static IServiceCollection AddIntegrity(this IServiceCollection services, Engine engine)
    {
        services.AddSingleton(engine);
        services.AddDbContext<IntegrityDb>(options => Configure(options, engine), optionsLifetime: ServiceLifetime.Singleton);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new Chance());
        services.TryAddSingleton(new Identity.FirstCode(null));
        services.AddSingleton<SerialGate>();
        services.AddSingleton<Door>();
        services.AddScoped<Counters>();
        services.AddScoped<Permits>();
        services.AddScoped<Payments.Funds>();
        services.AddScoped<Payments.BankAnswers>();
        services.AddScoped<ActRunner>();
        services.AddScoped<Schema>();
        services.AddScoped<Verification>();
        services.AddScoped<Ledger.Books>();
        services.AddScoped<Workflows.Calendars>();
        services.AddScoped<Documents.EvidenceReaders>();
        services.AddScoped<INamingRight, Documents.NamingRight>();
        services.AddScoped<ISaysWhen, Cases.StepsOfActs>();
        services.AddScoped<Ledger.IUntold, Cases.CasesBeforeNotice>();
        services.AddScoped<Certificates.OwnEntries>();
        services.AddScoped<Decisions.IKeepsFromVote, Cases.InvestigatorsKeepAway>();
        services.AddScoped<Contracts.IHoldsContracts, Payments.RoundUnderWay>();
        services.AddSingleton<Payments.Snapshots>();
        services.AddScoped<Payments.SnapshotTaking>();
        services.AddScoped<Payments.RoundExecution>();
        services.AddScoped<Payments.LinesApart>();
        services.AddScoped<Certificates.StandingOrders>();
        services.AddScoped<Payments.Trial>();
        services.AddScoped<Payments.CatchUps>();
        services.AddScoped<Payments.EarmarkReserves>();
        services.AddScoped<Certificates.IReservesForEarmarks>(scope => scope.GetRequiredService<Payments.EarmarkReserves>());
        services.TryAddSingleton(_ => Cases.CaseLibrary.Current);
        services.AddScoped<Cases.CaseWork>();
        services.AddScoped<Cases.CaseActions>();
        services.AddScoped<Cases.MaskedNames>();
        services.AddScoped<Cases.CaseCatchUps>();
        services.AddScoped<Payments.IReleasesHolds>(scope => scope.GetRequiredService<Cases.CaseCatchUps>());
        services.AddScoped<Cases.MatterWork>();
        services.AddScoped<Cases.AnyProcess>();
        services.AddScoped<Cases.MatterActions>();
        services.AddScoped<Cases.Packets>();
        services.AddScoped<Cases.CaseDeadlines>();
        services.AddIdentityCore<IdentityUser<Guid>>(options =>
        {
            options.Password.RequiredLength = 10;
            options.Password.RequireNonAlphanumeric = false;
            options.Password.RequireUppercase = false;
            options.Password.RequireLowercase = false;
            options.Password.RequireDigit = false;
            options.Lockout.MaxFailedAccessAttempts = 5;
            options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            options.User.AllowedUserNameCharacters = null!;
        }).AddEntityFrameworkStores<IntegrityDb>().AddDefaultTokenProviders()
            .AddTokenProvider<Identity.OnceAuthenticator>(TokenOptions.DefaultAuthenticatorProvider);
        foreach (var type in typeof(IntegrityServices).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false }))
        {
            foreach (var handled in type.GetInterfaces().Where(IsHandler)) services.AddTransient(handled, type);
            if (type.IsAssignableTo(typeof(ICheck))) services.AddTransient(typeof(ICheck), type);
            if (type.IsAssignableTo(typeof(IFindable))) services.AddTransient(typeof(IFindable), type);
            if (type.IsAssignableTo(typeof(Documents.INamesEvidence))) services.AddTransient(typeof(Documents.INamesEvidence), type);
        }
        return services;
    }

    /// <summary>Reads the shipped definitions and those that cases have pinned; a fault stops the start.</summary>
    /// <param name="scope">Over a database whose schema is up to date.</param>
    /// <param name="cancel">Stops it.</param>
    public static Task CheckDefinitions(this IServiceProvider scope, CancellationToken cancel) =>
        scope.GetRequiredService<IntegrityDb>().CheckedLibrary(Workflows.WorkflowLibrary.Folder, cancel);

    /// <summary>Stops the start on a database with accounts that the demo appointed, however it came there.</summary>
    /// <param name="scope">Over a database whose schema is up to date.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task RefuseDemo(this IServiceProvider scope, CancellationToken cancel)
    {
        var db = scope.GetRequiredService<IntegrityDb>();
        // By the key of the answers: the journal is not read through.
        var holds = await db.ActAnswers.Where(a => a.Actor == DemoBureau.Operator.Actor)
            .Join(db.JournalEntries, a => a.Entry, e => e.Number, (_, e) => e.Kind).AnyAsync(kind => kind == nameof(AppointOfficial), cancel);
        if (holds) throw new UnusableDatabaseException(MaintenanceRefusals.DemoInProduction(db.Engine.Shown));
    }

    // Each query is compiled once. The library's own cache keeps about five hundred of them, which is fewer than there are here, and compiles the others again and again.
    // One for each engine: what is kept there is not told apart by it.
    private static readonly MemoryCache Compiled = new(new MemoryCacheOptions()), CompiledSqlite = new(new MemoryCacheOptions());

    public static void Configure(DbContextOptionsBuilder options, Engine engine)
    {
        if (engine.IsSqlite) options.UseSqlite(engine.ConnectionString).AddInterceptors(new SqlitePragmas());
        else options.UseNpgsql(engine.ConnectionString);
        options.UseMemoryCache(engine.IsSqlite ? CompiledSqlite : Compiled);
        // A page of rows in no order is another page the next time.
        options.ConfigureWarnings(warnings => warnings.Throw(CoreEventId.RowLimitingOperationWithoutOrderByWarning));
    }

    private static bool IsHandler(Type type) => type.IsGenericType
        && (type.GetGenericTypeDefinition() == typeof(IHandle<,>) || type.GetGenericTypeDefinition() == typeof(IAnswer<,>));
}
