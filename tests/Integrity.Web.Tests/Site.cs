using System.Net;
using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Tests;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>The web server as a person meets it: on a real port, with a database of its own, a clock that the test sets and the bureau's people appointed.</summary>
/// <remarks>One for each test class: <c>IClassFixture&lt;Site&gt;</c>. Arrange through <see cref="World"/>, act through <see cref="SignIn"/> or a browser.</remarks>
public class Site : WebApplicationFactory<Pages.App>, IAsyncLifetime
{
    private readonly Dictionary<string, Visitor> signedIn = [];
    private Engine engine = null!;

    public Engine Engine => engine;

    /// <summary>The bureau behind the site: everybody by name, the door, and a straight look into the database.</summary>
    public World World { get; private set; } = null!;

    public TestClock Clock { get; } = new(new(2026, 8, 3));

    public Uri Address { get; private set; } = null!;

    protected virtual string Environment => "Development";

    /// <summary>Whether the bureau's people are appointed.</summary>
    protected virtual bool Peopled => true;

    protected virtual Task<Engine> Database() => Databases.Fresh(Peopled ? Integrity.Tests.World.People : null);

    public virtual async ValueTask InitializeAsync()
    {
        engine = await Database();
        UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0)); // UseKestrel(port) clears the addresses while the program may already be starting
        StartServer();
        Address = new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        if (Peopled) World = await World.Over(Services, Clock, engine);
    }

    /// <summary>A visitor of his own, with his own cookies, not signed in.</summary>
    public Visitor Anyone() => new(Address);

    /// <summary>A person who has signed in through the form, with cookies of his own.</summary>
    public async Task<Visitor> SignIn(string name)
    {
        var visitor = Anyone();
        var answer = await visitor.SignIn(name, World.Password);
        Assert.Equal("/", answer.Headers.Location?.ToString());
        return visitor;
    }

    /// <summary>The same signed-in person each time: for tests that only look.</summary>
    public async Task<Visitor> Known(string name) =>
        signedIn.TryGetValue(name, out var visitor) ? visitor : signedIn[name] = await SignIn(name);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environment);
        builder.UseSetting("ConnectionStrings:Integrity", engine.ConnectionString);
        builder.UseSetting("Demo", "false");
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.AddSingleton(new Chance(1));
            World.Hurry(services);
            Integrity.Tests.Decisions.PutMatterHandler.AddTo(services);
            // A page that a test left open holds its connection: nobody waits half a minute for it to go.
            services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        });
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var visitor in signedIn.Values) visitor.Dispose();
        if (Peopled) await World.DisposeAsync();
        await base.DisposeAsync();
        if (Peopled && !World.IsHarmed) Databases.GiveBack(engine);
        GC.SuppressFinalize(this);
    }
}
