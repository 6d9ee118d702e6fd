using System.Net;
using System.Text.Json;
using Integrity.App.Acts;
using Integrity.App.Documents;
using Integrity.App.Exchange.Bank;
using Integrity.App.Storage;
using Integrity.App.Values;
using Integrity.Domain.Identity;
using Integrity.Tests;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Web.Tests.Acceptance;

/// <summary>A bureau whose people use the API: whatever they do or ask is a request to its address; only the clock and the machine's operator go in by the door.</summary>
public sealed class ApiWorld : World
{
    private readonly Site site;
    private readonly ApiBureau api;
    private readonly Dictionary<OfficialId, string> names = [];
    private byte[] uploaded = [];

    private ApiWorld(Site site) : base(site.Services, null, site.Clock, site.Engine) => (this.site, api) = (site, new(site));

    /// <param name="on">Its first day.</param>
    public static async Task<World> Begin(DateOnly on)
    {
        var site = new EmptySite();
        site.Clock.Set(on);
        await site.InitializeAsync();
        var world = new ApiWorld(site);
        await world.Appoint(leaders: 7);
        return world;
    }

    /// <summary>As <see cref="World.After{T}(DateOnly, Func{World, Task{T}})"/>, lived through the API.</summary>
    public static new Task<(World World, T Known)> After<T>(DateOnly on, Func<World, Task<T>> before) where T : notnull => After(before, typeof(ApiWorld), () => Begin(on), async past =>
    {
        var site = new EmptySite { Past = past.Kept };
        await site.InitializeAsync();
        return new ApiWorld(site);
    });

    public override async Task<TAnswer> Do<TAnswer>(Caller caller, IAct<TAnswer> act)
    {
        // A file is no JSON; its own tests send it.
        if (caller.Kind != CallerKind.Official || act is BringInEvidence) return await base.Do(caller, act);
        return act is ImportBankResults ? await Upload<TAnswer>(caller, "/api/bank-results") : await api.Do(await NameOf(caller), act);
    }

    public override async Task<TAnswer> Ask<TAnswer>(Caller caller, IAsk<TAnswer> ask)
    {
        if (caller.Kind != CallerKind.Official) return await base.Ask(caller, ask);
        if (ask is not ReadBankResults read) return await api.Ask(await NameOf(caller), ask);
        uploaded = read.File;
        return await Upload<TAnswer>(caller, "/api/bank-results/read");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await site.DisposeAsync();
    }

    private async Task<TAnswer> Upload<TAnswer>(Caller caller, string address)
    {
        using var answer = await (await api.Signed(await NameOf(caller))).Upload(address, uploaded);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address}: {(int)answer.StatusCode} {text}");
        return JsonSerializer.Deserialize<TAnswer>(text, Json.Options)!;
    }

    private async Task<string> NameOf(Caller caller) =>
        names.TryGetValue(caller.Official, out var name) ? name : names[caller.Official] = await Read(db => db.Set<Official>().Where(o => o.Id == caller.Official).Select(o => o.Name).SingleAsync());

    private sealed class EmptySite : Site
    {
        protected override bool Peopled => false;

        public Kept? Past { get; init; }

        protected override Task<Engine> Database() => Past is { } past ? Databases.From(past) : base.Database();
    }
}
