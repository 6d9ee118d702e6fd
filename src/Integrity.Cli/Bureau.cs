using Integrity.App;
using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Integrity.Cli;

/// <summary>The bureau's database behind a command: the one that the web server uses, or a named one; whoever runs the command is its operator.</summary>
public sealed class Bureau : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private Bureau(ServiceProvider services, Engine engine, Language language) =>
        (this.services, Engine, Caller) = (services, engine, Caller.Operator(Environment.UserName) with { Language = language });

    public Engine Engine { get; }

    public Door Door => services.GetRequiredService<Door>();

    public Caller Caller { get; }

    /// <summary>A key of its own for an act that a person has started here.</summary>
    public static string NewKey() => "cli:" + Guid.CreateVersion7();

    /// <summary>Opens the database and brings its schema up to date first; it is made where there is none.</summary>
    /// <param name="database">A connection string or file; null for what is configured (<c>ConnectionStrings__Integrity</c>), else the embedded database.</param>
    /// <param name="language">The language of refusals.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="adjust">Other services for this run, such as a demo's own clock.</param>
    public static async Task<Bureau> Open(string? database, Language language, CancellationToken cancel, Action<IServiceCollection>? adjust = null)
    {
        var bureau = AsItIs(database, language, adjust);
        await bureau.Migrate(cancel);
        return bureau;
    }

    /// <summary>Opens a database that must be there already, and leaves its schema alone: a misspelt name makes no empty one.</summary>
    public static Outcome<Bureau> OpenExisting(string? database, Language language) =>
        EngineOf(database).File is { } file && !File.Exists(file) ? MaintenanceRefusals.NoDatabase(file) : AsItIs(database, language);

    public static Bureau AsItIs(string? database, Language language, Action<IServiceCollection>? adjust = null)
    {
        var engine = EngineOf(database);
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        collection.AddDataProtection();
        adjust?.Invoke(collection);
        collection.AddIntegrity(engine);
        return new(collection.BuildServiceProvider(), engine, language);
    }

    /// <summary>Somebody has said which database is meant.</summary>
    public static bool IsNamed(string? database) => database is { Length: > 0 } || Environment.GetEnvironmentVariable("ConnectionStrings__Integrity") is { Length: > 0 };

    public static Engine EngineOf(string? database) => Engine.Of(
        database is { Length: > 0 } ? database
        : Environment.GetEnvironmentVariable("ConnectionStrings__Integrity") is { Length: > 0 } configured ? configured
        : DefaultDatabase.Path(IsDevelopment));

    /// <summary>Brings the schema up to date; gives the names of the scripts that were applied.</summary>
    public async Task<IReadOnlyList<string>> Migrate(CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Schema>().BringUpToDate(cancel);
    }

    /// <summary>Does an act; each run of a command is an occasion of its own.</summary>
    public Task<Outcome<TAnswer>> Enter<TAnswer>(IAct<TAnswer> act, CancellationToken cancel) => Door.Enter(act, Caller, NewKey(), cancel);

    public Task<Outcome<TAnswer>> Ask<TAnswer>(IAsk<TAnswer> ask, CancellationToken cancel) => Door.Ask(ask, Caller, cancel);

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private static bool IsDevelopment =>
        (Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")) == "Development";
}
