using Integrity.App;
using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Values;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Cli;

/// <summary>The bureau's database behind a command: the one that the web server uses, brought up to date first; whoever runs the command is its operator.</summary>
public sealed class Bureau : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private Bureau(ServiceProvider services, Language language) =>
        (this.services, Caller) = (services, Caller.Operator(Environment.UserName) with { Language = language });

    public Door Door => services.GetRequiredService<Door>();

    public Caller Caller { get; }

    /// <summary>A key of its own for an act that a person has started here.</summary>
    public static string NewKey() => "cli:" + Guid.CreateVersion7();

    /// <param name="connection">A connection string or file; null for what is configured (<c>ConnectionStrings__Integrity</c>), else the embedded database.</param>
    public static async Task<Bureau> Open(string? connection, Language language, CancellationToken cancel)
    {
        connection ??= Environment.GetEnvironmentVariable("ConnectionStrings__Integrity") is { Length: > 0 } configured ? configured : DefaultDatabase.Path(IsDevelopment);
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddDataProtection();
        collection.AddIntegrity(Engine.Of(connection));
        var services = collection.BuildServiceProvider();
        await using (var scope = services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<Schema>().BringUpToDate(cancel);
        return new(services, language);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private static bool IsDevelopment =>
        (Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")) == "Development";
}
