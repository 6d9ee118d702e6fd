using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Integrity.Tests.Certificates;
using Xunit;

namespace Integrity.Web.Tests.Certificates;

/// <summary>C-9: the workbook by multipart upload, and what is no workbook.</summary>
public sealed class ImportApiTests(Site site) : IClassFixture<Site>
{
    private static byte[] Ledger => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Exchange", "data", "ledger-2026.xlsx"));

    [Fact]
    public async Task The_shared_ledger_is_checked_refused_whole_and_taken_by_its_good_rows()
    {
        site.Clock.Set(new(2026, 10, 8));
        var engineer = await site.SignIn("engineer");
        var plan = JsonNode.Parse(await (await engineer.Upload("/api/ledger/preview", Ledger)).Content.ReadAsStringAsync())!;
        Assert.Equal((112, "2026-09-30"), (plan["new"]!.AsArray().Count, plan["asOf"]!.ToString()));
        Assert.Equal(8, plan["refused"]!.AsArray().Select(r => (int)r!["row"]!).Distinct().Count());
        var refused = await engineer.Upload("/api/ledger/import", Ledger);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "exchange.rows_refused"), (refused.StatusCode, await Code(refused)));
        var done = JsonNode.Parse(await (await engineer.Upload("/api/ledger/import", Ledger, ("acceptValid", "true"))).Content.ReadAsStringAsync())!;
        Assert.Equal((112, 0), ((int)done["imported"]!, (int)done["skipped"]!));
        var openings = await (await site.SignIn("engineer-2")).Read("/api/openings");
        Assert.Equal((50, true), (openings["items"]!.AsArray().Count, openings["next"] is not null));
    }

    [Fact]
    public async Task What_is_no_workbook_is_refused_and_nobody_uploads_before_he_has_signed_in()
    {
        var engineer = await site.SignIn("engineer");
        using var anyone = site.Anyone();
        Assert.Equal(HttpStatusCode.Unauthorized, (await anyone.Upload("/api/ledger/preview", Ledger)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignIn("finance")).Upload("/api/ledger/import", Ledger)).StatusCode);
        Assert.Equal("exchange.file_torn", await Code(await engineer.Upload("/api/ledger/preview", Encoding.ASCII.GetBytes("PK\u0003\u0004torn"))));
        Assert.Equal("exchange.file_empty", await Code(await engineer.Upload("/api/ledger/preview", [])));
        Assert.Equal("exchange.date_unreadable", await Code(await engineer.Upload("/api/ledger/preview", Ledger, ("asOf", "yesterday"))));
        Assert.Equal((HttpStatusCode.BadRequest, "acts.malformed"), await engineer.Refused("/api/ledger/preview", new JsonObject()));
    }

    [Fact]
    public async Task More_than_50_megabytes_are_refused_and_nothing_is_kept()
    {
        var answer = await (await site.SignIn("engineer")).Upload("/api/ledger/preview", new byte[(50 << 20) + 1]);
        Assert.Equal("exchange.file_too_large", await Code(answer));
    }

    private static async Task<string> Code(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["code"]!.ToString();
}
