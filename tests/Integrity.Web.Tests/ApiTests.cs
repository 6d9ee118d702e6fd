using System.Diagnostics;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Identity;
using Integrity.Domain.Identity;
using Integrity.Tests.Certificates;
using Integrity.Tests.Payments;
using Integrity.Web.Doors;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>J-1: what every address of the API asks of a request, and how it says no.</summary>
public sealed class ApiTests(Site site) : IClassFixture<Site>
{
    private static JsonObject Team(string name, string code) => new()
    {
        ["kind"] = "ConstructionTeam", ["name"] = name, ["code"] = code, ["isPerson"] = false, ["smallOrMedium"] = true, ["people"] = new JsonArray(),
    };

    [Fact]
    public async Task A_write_without_an_idempotency_key_is_refused()
    {
        var engineer = await site.Known("engineer");
        Assert.Equal((HttpStatusCode.BadRequest, "acts.key_missing"), await engineer.Refused("/api/parties", Team("甲", "91329900MAJU5HND5H"), key: ""));
    }

    [Fact]
    public async Task The_same_key_does_once_and_answers_alike_and_another_act_under_it_is_refused()
    {
        var engineer = await site.Known("engineer");
        var team = Team("江州一键工程队", "91329900MA7JQXFN28");
        var first = await (await engineer.Post("/api/parties", team, key: "once")).Content.ReadAsStringAsync();
        Assert.Equal(first, await (await engineer.Post("/api/parties", team, key: "once")).Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.Conflict, "acts.key_reused"), await engineer.Refused("/api/parties", Team("另一队", "91329900MAGG7W663F"), key: "once"));
    }

    [Fact]
    public async Task A_refusal_is_a_problem_in_the_callers_language_with_its_code_rule_and_field()
    {
        var wrong = Team("江州工程队", "91329900MAJU5HND5A");
        var chinese = await (await site.Known("engineer")).Post("/api/parties", wrong);
        using var reader = await (await site.SignIn("engineer")).InEnglish();
        var english = await reader.Post("/api/parties", wrong);
        Assert.Equal("application/problem+json", english.Content.Headers.ContentType!.MediaType);
        var (zh, en) = (JsonNode.Parse(await chinese.Content.ReadAsStringAsync())!, JsonNode.Parse(await english.Content.ReadAsStringAsync())!);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, english.StatusCode);
        Assert.Equal(zh["code"]!.ToString(), en["code"]!.ToString());
        Assert.Equal("code", en["field"]!.ToString());
        Assert.StartsWith("C-1", en["rule"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains(zh["detail"]!.ToString(), c => c is >= '一' and <= '鿿');
        Assert.DoesNotContain(en["detail"]!.ToString(), c => c is >= '一' and <= '鿿');
    }

    [Fact]
    public async Task A_program_says_by_its_request_in_which_language_it_is_answered()
    {
        using var http = new HttpClient { BaseAddress = site.Address };
        http.DefaultRequestHeaders.Add("Accept-Language", "en-GB, zh;q=0.5");
        var english = JsonNode.Parse(await (await http.GetAsync("/api/rounds")).Content.ReadAsStringAsync())!;
        Assert.DoesNotContain(english["detail"]!.ToString(), c => c is >= '一' and <= '鿿');
        http.DefaultRequestHeaders.Remove("Accept-Language");
        var chinese = JsonNode.Parse(await (await http.GetAsync("/api/rounds")).Content.ReadAsStringAsync())!;
        Assert.Contains(chinese["detail"]!.ToString(), c => c is >= '一' and <= '鿿');
    }

    [Theory]
    [InlineData("en;q=0.1, zh;q=0.9", false)]
    [InlineData("zh-TW, en;q=0.5", false)]
    [InlineData("fr, en;q=0.4, zh-CN;q=0.3", true)]
    [InlineData("fr", false)]
    public async Task A_program_is_answered_in_the_language_it_likes_best_of_ours(string accepts, bool english)
    {
        using var http = new HttpClient { BaseAddress = site.Address };
        http.DefaultRequestHeaders.Add("Accept-Language", accepts);
        var answer = JsonNode.Parse(await (await http.GetAsync("/api/rounds")).Content.ReadAsStringAsync())!;
        Assert.Equal(english, !answer["detail"]!.ToString().Any(c => c is >= '一' and <= '鿿'));
    }

    [Fact]
    public async Task What_is_not_for_everyone_is_kept_by_nobody_on_the_way()
    {
        var engineer = await site.Known("engineer");
        foreach (var (address, kept) in new[] { ("/api/me", false), ("/api/parties", false), ("/api/parties/1", false), ("/api/public/rounds", true) })
        {
            using var answer = await engineer.Get(address);
            Assert.Equal((address, kept), (address, answer.Headers.CacheControl?.NoStore != true));
        }
    }

    /// <summary>What packs an answer on the way weakens its tag; it names the same version.</summary>
    [Fact]
    public async Task A_tag_that_was_weakened_names_the_version_that_was_seen()
    {
        var contract = await site.World.Contract("HT-TAG");
        await site.World.MakePayable(contract);
        var account = (await site.World.Read(db => db.WorksContracts.Where(c => c.Id == contract).Select(c => c.PayeeAccount).SingleAsync()))!.Value;
        var engineer = await site.Known("engineer-2");
        var marked = new Dictionary<string, string> { ["\"1\""] = "acts.changed_since", ["W/\"1\""] = "acts.changed_since", ["W/1x"] = "acts.seen_missing", [""] = "acts.seen_missing" };
        foreach (var (tag, code) in marked)
        {
            using var answer = await engineer.Post($"/api/accounts/{account.Value}/check", new JsonObject { ["isRight"] = true }, tag: tag);
            Assert.Equal((tag, code), (tag, (await Visitor.Problem(answer)).Code));
        }
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"kind\":\"ConstructionTeam\"}")]
    [InlineData("{\"kind\":7}")]
    [InlineData("{\"kind\":\"ConstructionTeam\",\"kind\":\"Supplier\"}")]
    [InlineData("{\"kind\":\"ConstructionTeam\",\"name\":null,\"code\":\"1\",\"isPerson\":false,\"smallOrMedium\":true,\"people\":[]}")]
    [InlineData("{\"kind\":\"ConstructionTeam\",\"name\":\"x\",\"code\":\"1\",\"isPerson\":false,\"smallOrMedium\":true,\"people\":[],\"more\":1}")]
    public async Task What_cannot_be_read_is_refused_and_not_guessed(string body) =>
        Assert.Equal((HttpStatusCode.BadRequest, "acts.malformed"), await (await site.Known("engineer")).Refused("/api/parties", body));

    [Fact]
    public async Task What_is_not_there_is_named()
    {
        using var answer = await (await site.Known("engineer")).Post("/api/parties", "{\"kind\":\"ConstructionTeam\",\"code\":\"1\"}");
        Assert.Contains("name, isPerson, smallOrMedium", (await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_none_is_told_how_to_sign_in()
    {
        using var visitor = site.Anyone();
        var answer = await visitor.Get("/api/contracts");
        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (answer.StatusCode, answer.Headers.WwwAuthenticate.ToString()));
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_refused_before_it_is_read()
    {
        var engineer = await site.Known("engineer");
        var tooLong = "{\"name\":\"" + new string('x', ApiDoor.LongestBody) + "\"}";
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "acts.body_too_large"), await engineer.Refused("/api/parties", tooLong));
        using var chunked = await engineer.PostInChunks("/api/parties", tooLong);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "acts.body_too_large"), (chunked.StatusCode, (await Visitor.Problem(chunked)).Code));
    }

    [Fact]
    public async Task A_number_that_is_none_is_refused_in_an_address() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await (await site.Known("engineer")).Get("/api/parties/abc")).StatusCode);

    [Fact]
    public async Task A_thing_is_shown_with_its_version_as_its_tag()
    {
        var engineer = await site.Known("engineer");
        var party = (await engineer.Do("/api/parties", Team("江州版本工程队", "91329900MALHN8GL1F")))!.GetValue<long>();
        var answer = await engineer.Get($"/api/parties/{party}");
        Assert.Equal($"\"{await site.World.Seen(party)}\"", answer.Headers.ETag!.Tag);
    }

    [Fact]
    public async Task A_program_acts_for_its_owner_within_the_tokens_duties_until_it_is_revoked_or_expires()
    {
        var token = await Token("engineer", "program-1", new(2026, 8, 31), Duty.ReadBusiness);
        using var program = site.Anyone().WithToken(token);
        Assert.Equal("engineer", (await program.Read("/api/me"))["name"]!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await program.Get("/api/parties")).StatusCode);
        Assert.Equal((HttpStatusCode.Forbidden, "acts.not_permitted"), await program.Refused("/api/parties", Team("程序队", "91329900MAFW1WUP1C")));

        var late = await Token("engineer", "program-2", new(2026, 8, 2), Duty.ReadBusiness);
        using var expired = site.Anyone().WithToken(late);
        Assert.Equal(HttpStatusCode.Unauthorized, (await expired.Get("/api/parties")).StatusCode);

        await site.World.Sabotage(async db =>
        {
            foreach (var one in db.Set<AccessToken>()) one.Revoke(DateTime.UtcNow);
            await db.SaveChangesAsync();
        });
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.Get("/api/parties")).StatusCode);
    }

    /// <summary>Whatever a program records needs its paper: it brings it in with the duty it records by, gets its own back, and no other's.</summary>
    [Theory]
    [InlineData("finance", Duty.RecordFunds)]
    [InlineData("engineer", Duty.RegisterContracts)]
    [InlineData("auditor", Duty.InvestigateCases)]
    [InlineData("secretary", Duty.KeepMeetings)]
    public async Task A_token_of_one_duty_brings_in_the_paper_of_its_acts_and_reads_back_only_its_own(string owner, Duty duty)
    {
        using var program = site.Anyone().WithToken(await Token(owner, "papers-" + owner, new(2026, 8, 31), duty));
        var scan = Encoding.UTF8.GetBytes($"%PDF-1.7\n{owner}\n");
        using var kept = await program.Upload("/api/evidence", scan, ("about", "进账单"));
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        var hash = JsonNode.Parse(await kept.Content.ReadAsStringAsync())!["digest"]!.GetValue<string>();
        using var copy = await program.Get("/api/evidence/" + hash);
        Assert.Equal(scan, await copy.Content.ReadAsByteArrayAsync());
        Assert.Equal(hash, (await program.Read($"/api/evidence/{hash}/custody"))["digest"]!.GetValue<string>());

        using var other = site.Anyone().WithToken(await Token("finance-2", "papers-of-others", new(2026, 8, 31), Duty.ConfirmFunds));
        using var refused = await other.Get("/api/evidence/" + hash);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task A_token_never_gives_more_than_its_owner_has()
    {
        using var program = site.Anyone().WithToken(await Token("secretary", "program-3", new(2026, 8, 31), Duty.ReadBusiness, Duty.RegisterContracts));
        Assert.Equal((HttpStatusCode.Forbidden, "acts.not_permitted"), await program.Refused("/api/parties", Team("越权队", "91329900MAH0H47140")));
    }

    [Fact]
    public async Task A_wrong_token_is_nobody_even_beside_a_good_cookie()
    {
        using var visitor = (await site.SignIn("engineer")).WithToken("wrong");
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.Get("/api/parties")).StatusCode);
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_by_the_name_of_its_member_and_a_broken_cursor_begins_no_list_anew()
    {
        using var visitor = await site.SignIn("engineer");
        foreach (var (path, member) in new[] { ("/api/parties?cursor=garbage", "cursor"), ("/api/rounds/abc", "round") })
        {
            var answer = await visitor.Get(path);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains($"：{member}。", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_description_of_the_api_names_every_door_its_body_and_its_answers()
    {
        using var visitor = site.Anyone();
        var document = await visitor.Read("/openapi/v1.json");
        var values = document["components"]!["schemas"]!;
        Assert.Contains("Inspection", values["CaseSource"]!["enum"]!.AsArray().Select(one => (string?)one));
        Assert.Equal(("integer", "integer", "string"), ((string?)values["Money"]!["type"], (string?)values["CaseId"]!["type"], (string?)values["Digest"]!["type"]));
        var missing = new List<string>();
        foreach (var door in ApiDoors())
        {
            var path = "/" + door.RoutePattern.RawText!.Trim('/').Replace(":long", "", StringComparison.Ordinal);
            var method = door.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single().ToLowerInvariant();
            var operation = document["paths"]?[path]?[method];
            if (operation is null) missing.Add($"{method} {path}");
            else if (operation["operationId"] is null || operation["tags"] is null) missing.Add($"{method} {path}: its name or tag");
            else if (operation["responses"]?["200"] is null) missing.Add($"{method} {path}: its answer");
            else if (method == "post" && operation["requestBody"] is null) missing.Add($"{method} {path}: its body");
            else if (method == "post" && Parameter(operation, "Idempotency-Key") is null) missing.Add($"{method} {path}: the header Idempotency-Key");
            else if (door.Metadata.GetMetadata<ActDoor>() is { } act && act.Act.IsAssignableTo(typeof(IOnExisting)) && Parameter(operation, "If-Match") is null) missing.Add($"{method} {path}: the header If-Match");
            else
            {
                if (operation["summary"]?.ToString().Contains(" / ", StringComparison.Ordinal) != true) missing.Add($"{method} {path}: what it does, in both languages");
                var isOpen = door.Metadata.GetMetadata<ActDoor>()!.Act.GetCustomAttribute<MayAttribute>()!.Public;
                if (!isOpen && operation["security"]!.AsArray().Count != 2) missing.Add($"{method} {path}: how one signs in");
                foreach (var status in Statuses(method, path, isOpen, Parameter(operation, "If-Match") is not null).Where(one => operation["responses"]![one]?["content"]?["application/problem+json"] is null))
                    missing.Add($"{method} {path}: its answer {status}");
                foreach (var part in door.RoutePattern.Parameters.Where(p => Parameter(operation, p.Name) is null)) missing.Add($"{method} {path}: {part.Name}");
                if (method == "get" && door.Metadata.GetMetadata<ActDoor>() is { } ask)
                    foreach (var member in ask.Act.GetConstructors()[0].GetParameters().Select(p => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(p.Name!)).Where(m => Parameter(operation, m) is null))
                        missing.Add($"{method} {path}: {member}");
            }
        }
        Describes(document, "", missing);
        Assert.True(missing.Count == 0, "The description lacks: " + string.Join("; ", missing));

        Assert.NotNull(document["paths"]!["/api/contracts/{contract}"]!["get"]!["responses"]!["200"]!["headers"]!["ETag"]);
        Assert.Equal(["bearer", "cookie"], document["components"]!["securitySchemes"]!.AsObject().Select(one => one.Key).Order());

        static IEnumerable<string> Statuses(string method, string path, bool isOpen, bool existing) =>
        [
            "400", "422", .. isOpen ? Array.Empty<string>() : ["401", "403"], .. method == "post" ? ["404", "409", "413", "415", "503"] : path.Contains('{', StringComparison.Ordinal) ? ["404"] : Array.Empty<string>(),
            .. existing ? ["412", "428"] : Array.Empty<string>(),
        ];

        // A list says of what it is.
        static void Describes(JsonNode? node, string at, List<string> missing)
        {
            if (node is JsonArray list) foreach (var one in list) Describes(one, at, missing);
            if (node is not JsonObject members) return;
            if (members["type"]?.ToJsonString().Contains("\"array\"", StringComparison.Ordinal) == true && members["items"] is null) missing.Add($"{at}: of what it is a list");
            foreach (var (name, value) in members) Describes(value, $"{at}/{name}", missing);
        }

        static JsonNode? Parameter(JsonNode operation, string name) => operation["parameters"]?.AsArray().FirstOrDefault(p => p!["name"]!.ToString() == name);
    }

    [Fact]
    public async Task The_page_of_the_api_loads_nothing_from_elsewhere()
    {
        using var visitor = site.Anyone();
        var page = await (await visitor.Get("/scalar/v1")).Content.ReadAsStringAsync();
        Assert.Contains("<script", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(src|href)\s*=\s*""?(https?:)?//", page);
        foreach (System.Text.RegularExpressions.Match script in System.Text.RegularExpressions.Regex.Matches(page, @"<script[^>]*src=""([^""]+)"""))
            Assert.Equal(HttpStatusCode.OK, (await visitor.Get(new Uri(new Uri(site.Address, "/scalar/"), script.Groups[1].Value).PathAndQuery)).StatusCode);
    }

    [Fact]
    public async Task No_trace_names_a_person()
    {
        var told = new System.Collections.Concurrent.ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = told.Add,
        };
        ActivitySource.AddActivityListener(listener);
        const string code = "32990019790517923X";
        await (await site.Known("engineer")).Get($"/api/parties/by-code?code={code}");
        while (!told.Any(one => one.GetTagItem("http.route") as string == "/api/parties/by-code")) await Task.Delay(10);
        Assert.DoesNotContain(told.SelectMany(one => one.TagObjects), tag => tag.Value?.ToString()?.Contains(code, StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Every_list_is_read_a_page_at_a_time()
    {
        using var visitor = site.Anyone();
        var document = await visitor.Read("/openapi/v1.json");
        var whole = document["paths"]!.AsObject()
            .Where(path => path.Value!["get"]?["responses"]?["200"]?["content"]?["application/json"]?["schema"]?["type"]?.ToString() == "array")
            .Select(path => path.Key);
        Assert.Empty(whole);
    }

    private IEnumerable<RouteEndpoint> ApiDoors() => site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.RoutePattern.RawText?.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) == true);

    private async Task<string> Token(string owner, string name, DateOnly expires, params Duty[] duties)
    {
        var token = $"{name}-{Guid.NewGuid():N}";
        await site.World.Sabotage(async db =>
        {
            var official = db.Set<Official>().Single(o => o.SignInName == owner);
            db.Add(AccessToken.Make(AccessTokenId.From(Random.Shared.NextInt64(1 << 40, 1L << 41)), official.Id, name, token, duties, DateTime.UtcNow, expires));
            await db.SaveChangesAsync();
        });
        return token;
    }
}
