using System.Net;
using System.Reflection;
using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Documents;
using Integrity.Domain.Values;
using Integrity.Tests;
using Integrity.Tests.Cases;
using Integrity.Tests.Certificates;
using Integrity.Tests.Contracts;
using Integrity.Tests.Payments;
using Integrity.Web.Doors;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>The bureau at whose doors everybody stands: two contracts of two parties, and the people of one of them.</summary>
public sealed class AccessSite : Site
{
    /// <summary>By the part of the address before a number: a thing of the contractor's own, and another party's.</summary>
    public Dictionary<string, (long Own, long Others)> Things { get; } = [];

    /// <summary>The hashes of two evidence files, each named by a certificate of one of the contracts.</summary>
    public (string Own, string Others) Papers { get; private set; }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var (own, others) = (await World.Contract("HT-1"), await World.Contract("HT-2"));
        Things["contracts"] = (own.Value, others.Value);
        Things["parties"] = (await PartyOf(own.Value), await PartyOf(others.Value));
        Things["certificates"] = ((await World.Certify(own, 1_000_000)).Value, (await World.Certify(others, 2_000_000)).Value);
        Things["integrity-contracts"] = (await Signed("LZ-OWN", own), await Signed("LZ-OTHERS", others));
        Things["accounts"] = ((await World.Account(new(Things["parties"].Own))).Value, (await World.Account(new(Things["parties"].Others))).Value);
        Things["postings"] = Things["ledger"] = await World.Read(async db => (await PostingOf(db, own.Value), await PostingOf(db, others.Value)));
        Papers = (await Paper(own, "own"), await Paper(others, "others"));
        Things["matters"] = await Excluded(own, others);
        Things["cases"] = ((await Notified(own)).Value, (await Notified(others)).Value);
        Things["decided-rounds"] = await Decided();
        await World.Contractor("contractor", Things["parties"].Own);
    }

    private static Task<long> PostingOf(App.Storage.IntegrityDb db, long contract) =>
        db.Set<App.Ledger.PostingRow>().Where(p => p.Owner == contract).MinAsync(p => p.Id);

    private async Task<string> Paper(Domain.Contracts.ContractId contract, string words)
    {
        var hash = (await World.Do(World.Engineer, new BringInEvidence(new(System.Text.Encoding.UTF8.GetBytes(words)), "计量单.txt", "计量依据"))).Digest.ToString();
        await World.Do(World.Engineer, new PrepareCertificate(contract, "JL-" + words, null, null, new(1_000), hash));
        return hash;
    }

    /// <summary>An exclusion of each of the two parties.</summary>
    private async Task<(long Own, long Others)> Excluded(params Domain.Contracts.ContractId[] contracts)
    {
        await Integrity.Tests.Decisions.Session.Of(World);
        var sanction = new Domain.Cases.CaseSanction(true, null, new("本局全部工程", 1), false, false, "事实清楚");
        var cases = new List<Domain.Cases.CaseId>();
        foreach (var contract in contracts)
        {
            cases.Add(await World.Flag(contract, act: "围标", on: World.Today()));
            await World.Confirm(cases[^1]);
            await World.Notify(cases[^1], sanction);
        }
        await World.Until(World.Today().AddDays(10));
        foreach (var @case in cases)
        {
            await World.DecideCase(@case, sanction);
            await World.ServeDecision(@case);
        }
        var bars = await Task.WhenAll(cases.Select(@case => World.MatterOf(@case, Domain.Cases.MatterKind.Exclusion)));
        return (bars[0].Id.Value, bars[1].Id.Value);
    }

    /// <summary>A round with both parties' contracts in it: each has his own line.</summary>
    private async Task<(long Own, long Others)> Decided()
    {
        await World.Fund(100_000_000);
        var round = await World.Snapshot();
        await World.Candidate(round);
        await World.Decide(round, await Integrity.Tests.Decisions.Session.Of(World));
        return (round.Value, round.Value);
    }

    private async Task<Domain.Cases.CaseId> Notified(Domain.Contracts.ContractId contract)
    {
        var flagged = await World.Flag(contract, on: World.Today());
        await World.Confirm(flagged);
        await World.Notify(flagged, new(true, null, null, false, false, "事实清楚"));
        return flagged;
    }

    private async Task<long> Signed(string number, Domain.Contracts.ContractId contract) =>
        (await World.Do(World.Engineer, WorldContracts.Signed(number, new(await PartyOf(contract.Value)), contract))).Value;

    private Task<long> PartyOf(long contract) => World.Read(db => Task.FromResult(
        db.Set<Domain.Contracts.WorksContract>().Where(c => c.Id == Domain.Contracts.ContractId.From(contract)).Select(c => c.Party).Single().Value));
}

/// <summary>Every door is in the table, and lets pass whom the table says, and nobody else.</summary>
public sealed class AccessMatrixTests(AccessSite site) : IClassFixture<AccessSite>
{
    private const long Absent = 999_999_999;

    public static TheoryData<string> Acts => [.. ActTypes.Keys.Where(AccessTable.Rows.ContainsKey).Order(StringComparer.Ordinal)];
    public static TheoryData<string> Pages => [.. AccessTable.Rows.Keys.Where(k => k.StartsWith("page ", StringComparison.Ordinal))];
    public static TheoryData<string> Endpoints => [.. AccessTable.Rows.Keys.Where(k => k.Contains(" /", StringComparison.Ordinal) && !k.StartsWith("page ", StringComparison.Ordinal))];

    private static readonly Dictionary<string, Type> ActTypes = typeof(Door).Assembly.GetTypes()
        .Where(t => t is { IsClass: true, IsAbstract: false } && t.GetInterfaces().Any(i => i.IsGenericType
            && (i.GetGenericTypeDefinition() == typeof(IAct<>) || i.GetGenericTypeDefinition() == typeof(IAsk<>))))
        .ToDictionary(t => t.Name);

    [Fact]
    public void Every_door_has_a_row_and_every_row_a_door()
    {
        var doors = Doors().ToDictionary();
        var lacking = doors.Where(d => !AccessTable.Rows.ContainsKey(d.Key)).Select(d => $"  {d.Key} : WHO{d.Value}").Order().ToList();
        var stale = AccessTable.Rows.Keys.Where(k => !doors.ContainsKey(k)).Order().ToList();
        Assert.True(lacking.Count == 0, "Add to tests/Integrity.Web.Tests/AccessMatrix.txt, with those who may by the rules:\n" + string.Join('\n', lacking));
        Assert.True(stale.Count == 0, "These rows of AccessMatrix.txt lead nowhere any more:\n" + string.Join('\n', stale));
    }

    /// <summary>The declaration and the table agree about everybody, whatever door leads to the act.</summary>
    [Theory, MemberData(nameof(Acts))]
    public async Task An_act_is_permitted_to_those_in_the_table(string act)
    {
        var row = Row(act);
        foreach (var (name, caller) in People())
        {
            await using var scope = site.Services.CreateAsyncScope();
            var permit = await scope.ServiceProvider.GetRequiredService<Permits>().Check(ActTypes[act], caller, default);
            var expected = row.Contains(name) || (name == "contractor" && row.Contains(AccessTable.OwnContractor));
            Assert.True(expected == permit.IsDone, $"{act}: {name} {(permit.IsDone ? "may, against the table" : "may not, against the table")}.");
        }
    }

    /// <summary>The same through HTTP, with the thing in the address: an own one, another's, an absent one.</summary>
    [Theory, MemberData(nameof(Acts))]
    public async Task An_api_door_lets_pass_those_in_the_table(string act)
    {
        var row = Row(act);
        foreach (var door in ApiDoors().Where(d => d.Metadata.GetMetadata<ActDoor>()!.Act.Name == act))
        {
            var (own, others, absent) = (Address(door, (own, _) => own), Address(door, (_, others) => others), Address(door, (_, _) => Absent));
            foreach (var name in AccessTable.Callers)
            {
                var ownOnly = name == "contractor" && row.Contains(AccessTable.OwnContractor);
                var status = await Call(door, name, own);
                var passed = status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) && !(ownOnly && status == HttpStatusCode.NotFound);
                Assert.True(passed == (ownOnly || row.Contains(name)), $"{Method(door)} {own}: {name} got {(int)status}, against the table.");
                Assert.True(status != HttpStatusCode.BadRequest, $"{Method(door)} {own}: the sample is not well formed; SampleRequest must learn it.");
                if (name == AccessTable.SignedOut && !row.Contains(name)) Assert.Equal(HttpStatusCode.Unauthorized, status);
                if (own == absent) continue;
                Assert.True(await Call(door, name, absent) is HttpStatusCode.NotFound or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.UnprocessableEntity, $"{absent}: {name} finds what is not there.");
                if (ownOnly && own != others) Assert.True(await Call(door, name, others) == HttpStatusCode.NotFound, $"{Method(door)} {others}: a contractor can tell another's from nothing.");
            }
        }
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_is_shown_to_those_in_the_table(string page)
    {
        var row = Row(page);
        var template = page["page ".Length..];
        var (own, others) = (Fill(template, (own, _) => own), Fill(template, (_, others) => others));
        foreach (var name in AccessTable.Callers)
        {
            var ownOnly = name == "contractor" && row.Contains(AccessTable.OwnContractor);
            var shown = await IsShown(name, own, andThere: ownOnly);
            Assert.True(shown == (ownOnly || row.Contains(name)), $"{own}: {(shown ? "is shown" : "is not shown")} to {name}, against the table.");
            if (ownOnly && own != others) Assert.False(await IsShown(name, others, andThere: true), $"{others}: is shown to another party's contractor.");
        }
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Another_endpoint_answers_those_in_the_table(string endpoint)
    {
        var (method, template) = (endpoint[..endpoint.IndexOf(' ', StringComparison.Ordinal)], endpoint[(endpoint.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        var address = template.Replace("{documentName}", "v1", StringComparison.Ordinal).Replace("{documentName?}", "v1", StringComparison.Ordinal).Replace("{code}", "zh", StringComparison.Ordinal);
        foreach (var name in AccessTable.Callers)
        {
            using var visitor = name == AccessTable.SignedOut ? site.Anyone() : await site.SignIn(name);
            var answer = method == "GET" ? await visitor.Get(address) : await visitor.Form(address);
            var passed = answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound);
            Assert.True(passed == Row(endpoint).Contains(name), $"{endpoint}: {name} got {(int)answer.StatusCode}, against the table.");
        }
    }

    [Fact]
    public void Commands_are_for_whoever_runs_the_machine_and_nobody_else() =>
        Assert.All(AccessTable.Rows.Where(r => r.Key.StartsWith("cli ", StringComparison.Ordinal)), row => Assert.Equal([AccessTable.Operator], row.Value));

    /// <summary>Every door of the program, with a hint for its row.</summary>
    private IEnumerable<KeyValuePair<string, string>> Doors()
    {
        foreach (var (name, type) in ActTypes) yield return new(name, Hint(type));
        foreach (var page in typeof(Pages.App).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes<Microsoft.AspNetCore.Components.RouteAttribute>()))
            yield return new("page " + page.Template, "");
        foreach (var endpoint in Routes().Where(e => e.Metadata.GetMetadata<ActDoor>() is null && e.Metadata.GetMetadata<ComponentTypeMetadata>() is null && !IsAsset(e)))
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                yield return new($"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}", "");
        foreach (var command in Integrity.Cli.CommandHost.Names()) yield return new("cli " + command, "   (operator)");
    }

    private static string Hint(Type act) => act.GetCustomAttribute<MayAttribute>() is not { } may
        ? "   (it does not say who may)"
        : $"   (it says {string.Join(", ", may.Duties)}{(may.AnyPerson ? " any person" : "")}{(may.Public ? " the public" : "")}{(may.Operator ? " operator" : "")})";

    // Styles, scripts and the socket of the pages: what they carry goes through the doors of the pages.
    private static bool IsAsset(RouteEndpoint endpoint) =>
        endpoint.Metadata.Any(m => m.GetType().Name is "StaticAssetDescriptor") || endpoint.RoutePattern.RawText is not { } text
        || text.StartsWith("_blazor", StringComparison.Ordinal) || text.StartsWith("/_blazor", StringComparison.Ordinal) || text.StartsWith("_framework", StringComparison.Ordinal) || text.StartsWith("/_framework", StringComparison.Ordinal)
        || (text.StartsWith("/scalar/", StringComparison.Ordinal) && !text.Contains('{', StringComparison.Ordinal)) || text.Contains("{*", StringComparison.Ordinal) || text.Contains("{**", StringComparison.Ordinal);

    private IEnumerable<RouteEndpoint> Routes() => site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private IEnumerable<RouteEndpoint> ApiDoors() => Routes().Where(e => e.Metadata.GetMetadata<ActDoor>() is not null);

    private static IReadOnlySet<string> Row(string door) =>
        AccessTable.Rows.TryGetValue(door, out var row) ? row : throw new KeyNotFoundException($"AccessMatrix.txt has no row \"{door} : …\".");

    private IEnumerable<(string Name, Caller Caller)> People()
    {
        var world = site.World;
        Caller[] people = [world.Engineer, world.EngineerTwo, world.Finance, world.FinanceTwo, world.Auditor, world.AuditorTwo, world.Secretary, world.Leaders[1], world.Admin, world.Contractors.Single(), Caller.Anonymous(Language.Chinese)];
        return AccessTable.Callers.Zip(people).Append((AccessTable.Operator, Caller.Operator("test")));
    }

    private static string Method(RouteEndpoint door) => door.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single();

    private string Address(RouteEndpoint door, Func<long, long, long> which)
    {
        var template = "/" + door.RoutePattern.RawText!.Trim('/');
        var inPath = door.RoutePattern.Parameters.Select(p => p.Name).ToHashSet();
        return Fill(template, which) + (Method(door) == "GET" ? SampleRequest.QueryOf(door.Metadata.GetMetadata<ActDoor>()!.Act, inPath) : "");
    }

    private string Fill(string template, Func<long, long, long> which)
    {
        var parts = template.Split('/');
        for (var i = 1; i < parts.Length; i++)
        {
            if (!parts[i].StartsWith('{')) continue;
            // A kind of document is a word; the notice is there.
            if (parts[i].Equals("{kind}", StringComparison.OrdinalIgnoreCase))
            {
                parts[i] = "notice";
                continue;
            }
            if (parts[i].Equals("{hash}", StringComparison.OrdinalIgnoreCase))
            {
                parts[i] = which(0, 1) switch { 0 => site.Papers.Own, 1 => site.Papers.Others, _ => new string('0', 64) };
                continue;
            }
            var (own, others) = site.Things.GetValueOrDefault(parts[i - 1], (Absent, Absent));
            parts[i] = $"{which(own, others)}";
        }
        return string.Join('/', parts);
    }

    private async Task<HttpStatusCode> Call(RouteEndpoint door, string name, string address)
    {
        var visitor = name == AccessTable.SignedOut ? site.Anyone() : await site.Known(name);
        var act = door.Metadata.GetMetadata<ActDoor>()!.Act;
        using var answer = Method(door) == "GET" ? await visitor.Get(address)
            : door.Metadata.GetMetadata<UploadDoor>() is not null ? await visitor.Upload(address, "x.csv", "合同编号\n"u8.ToArray())
            : await visitor.Post(address, SampleRequest.BodyOf(door.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType ?? act), seen: 1);
        return answer.StatusCode;
    }

    private async Task<bool> IsShown(string name, string address, bool andThere)
    {
        var visitor = name == AccessTable.SignedOut ? site.Anyone() : await site.Known(name);
        using var answer = await visitor.Get(address);
        if (answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) return false;
        var text = await answer.Content.ReadAsStringAsync();
        return !text.Contains("data-code=\"acts.not_permitted\"", StringComparison.Ordinal) && !text.Contains("data-code=\"acts.sign_in_needed\"", StringComparison.Ordinal)
            && !(andThere && text.Contains("data-code=\"acts.not_found\"", StringComparison.Ordinal));
    }
}
