using System.Net;
using System.Text.Json.Nodes;
using Integrity.App.Acts;
using Integrity.App.Disclosure;
using Integrity.Domain.Values;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>An address that leads nowhere says so, to people and to programs.</summary>
public sealed class NotFoundTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("zh-CN", "没有这一页")]
    [InlineData("en", "No such page")]
    public async Task An_unknown_address_is_our_page_with_status_404(string language, string heading)
    {
        using var visitor = site.Anyone();
        await visitor.Get("/language/" + language);
        foreach (var address in new[] { "/nowhere", "/rounds/none/such", "/rules/none", "/board/rounds/987654321" })
        {
            var answer = await visitor.Get(address);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Contains(heading + "</h1>", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }
    }

    /// <summary>A number that cannot be read is as if it were not there, for the page that is sent and for the one that then lives in the browser.</summary>
    [Theory]
    [InlineData("/certificates/new?contract=new", "/certificates/new")]
    [InlineData("/integrity-contracts/new?contract=new", "/integrity-contracts/new")]
    [InlineData("/owed?type=&contract=9e9&asOf=2026-10-08&party=99999999999999999999", "/owed?type=&asOf=2026-10-08")]
    [InlineData("/expected?closed=maybe&cursor=%2B", "/expected?cursor=%2B")]
    public async Task An_unreadable_number_in_an_address_is_left_out(string address, string instead)
    {
        var visitor = await site.Known("engineer");
        var answer = await visitor.Get(address);
        Assert.Equal((HttpStatusCode.Redirect, instead), (answer.StatusCode, answer.Headers.Location?.ToString()));
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get(instead)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/contracts?project=&search=new")).StatusCode);
    }

    public static TheoryData<string, string, string?, HttpStatusCode, string> WrongRequests() => new()
    {
        { "GET", "/api/nowhere", null, HttpStatusCode.NotFound, "acts.not_found" },
        { "POST", "/api/nowhere", "application/json", HttpStatusCode.NotFound, "acts.not_found" },
        { "DELETE", "/api/parties", null, HttpStatusCode.MethodNotAllowed, "acts.method_not_allowed" },
        { "PUT", "/api/evidence", "multipart/form-data", HttpStatusCode.MethodNotAllowed, "acts.method_not_allowed" },
        { "POST", "/api/parties", "text/plain", HttpStatusCode.UnsupportedMediaType, "acts.content_not_taken" },
        { "POST", "/api/me/tokens", "application/xml", HttpStatusCode.UnsupportedMediaType, "acts.content_not_taken" },
        { "POST", "/api/parties", "cross-site", HttpStatusCode.Forbidden, "acts.from_another_site" },
    };

    /// <summary>J-1: whatever is wrong with a request, a program reads why, in its language.</summary>
    [Theory]
    [MemberData(nameof(WrongRequests))]
    public async Task A_request_of_a_wrong_kind_gets_a_problem_in_the_callers_language_and_no_page(string method, string address, string? content, HttpStatusCode status, string code)
    {
        using var http = new HttpClient { BaseAddress = site.Address };
        foreach (var language in new[] { "zh-CN", "en" })
        {
            using var request = new HttpRequestMessage(new(method), address);
            request.Headers.Add("Accept-Language", language);
            if (content == "cross-site") request.Headers.Add("Sec-Fetch-Site", content);
            else if (content is not null) request.Content = new StringContent("x", new System.Net.Http.Headers.MediaTypeHeaderValue(content));
            using var answer = await http.SendAsync(request);
            Assert.Equal((status, code), (answer.StatusCode, (await Visitor.Problem(answer)).Code));
            Assert.Equal(language == "zh-CN", IsChinese(await answer.Content.ReadAsStringAsync()));
        }
    }

    internal static bool IsChinese(string problem)
    {
        var (title, detail) = (JsonNode.Parse(problem)!["title"]!.ToString(), JsonNode.Parse(problem)!["detail"]!.ToString());
        var chinese = title.Any(c => c is >= '一' and <= '鿿');
        Assert.Equal(chinese, detail.Any(c => c is >= '一' and <= '鿿'));
        return chinese;
    }
}

/// <summary>A program with a fault of its own.</summary>
public sealed class FaultTests(FaultTests.FaultySite site) : IClassFixture<FaultTests.FaultySite>
{
    [Fact]
    public async Task A_fault_of_ours_is_a_problem_in_the_callers_language_that_tells_nothing_of_the_program()
    {
        using var http = new HttpClient { BaseAddress = site.Address };
        foreach (var language in new[] { "zh-CN", "en" })
        {
            http.DefaultRequestHeaders.Remove("Accept-Language");
            http.DefaultRequestHeaders.Add("Accept-Language", language);
            using var answer = await http.GetAsync("/api/public/checkpoints");
            var text = await answer.Content.ReadAsStringAsync();
            Assert.Equal((HttpStatusCode.InternalServerError, "application/problem+json", "fault"),
                (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType, JsonNode.Parse(text)!["code"]!.ToString()));
            Assert.Equal(language == "zh-CN", NotFoundTests.IsChinese(text));
            Assert.DoesNotContain(FaultySite.Broken.Secret, text, StringComparison.Ordinal);
        }
    }

    public sealed class FaultySite : Site
    {
        protected override bool Peopled => false;

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddTransient<IAnswer<ListCheckpoints, Listed<CheckpointRow>>, Broken>());
        }

        internal sealed class Broken : IAnswer<ListCheckpoints, Listed<CheckpointRow>>
        {
            public const string Secret = "inner workings";

            public Task<Outcome<Listed<CheckpointRow>>> Answer(ListCheckpoints ask, AskContext context, CancellationToken cancel) => throw new InvalidOperationException(Secret);
        }
    }
}
