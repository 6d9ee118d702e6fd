using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Integrity.App.Contracts;
using Integrity.Tests.Certificates;
using Microsoft.Extensions.DependencyInjection;
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
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "exchange.file_too_large"), (answer.StatusCode, await Code(answer)));
    }

    /// <summary>P-10: the administrator brings in a later year; a faulty file changes nothing.</summary>
    [Fact]
    public async Task The_calendar_of_a_later_year_comes_in_by_upload()
    {
        var administrator = await site.SignIn("admin");
        var faulty = await administrator.Upload("/api/calendar", "year,date,kind,occasion,source\n2031,2030-01-01,off,元旦,国办\n"u8.ToArray());
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "exchange.calendar_faulty"), (faulty.StatusCode, (await Visitor.Problem(faulty)).Code));
        var good = "year,date,kind,occasion,source\n2031,2031-01-01,off,元旦,国办\n2031,2031-01-04,work,元旦,国办\n"u8.ToArray();
        var read = JsonNode.Parse(await (await administrator.Upload("/api/calendar/read", good)).Content.ReadAsStringAsync())!;
        Assert.Equal((2, 0), (read["days"]!.AsArray().Count, read["refused"]!.AsArray().Count));
        Assert.DoesNotContain(2031, (await administrator.Read("/api/calendar"))["items"]!.AsArray().Select(y => (int)y!));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignIn("engineer")).Upload("/api/calendar", good)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await administrator.Upload("/api/calendar", good)).StatusCode);
        Assert.Contains(2031, (await administrator.Read("/api/calendar"))["items"]!.AsArray().Select(y => (int)y!));
    }

    /// <summary>With a declared length or in pieces without one: its sender reads why, not of a broken line.</summary>
    [Fact]
    public async Task An_upload_that_is_too_large_is_answered_and_not_just_cut_off()
    {
        var engineer = await site.SignIn("engineer");
        var declared = await engineer.Upload("/api/ledger/preview", new byte[60 << 20]);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "exchange.file_too_large"), (declared.StatusCode, await Code(declared)));
        var answer = await engineer.UploadInPieces("/api/ledger/preview", new byte[60 << 20]);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "exchange.file_too_large"), (answer.StatusCode, await Code(answer)));
    }

    /// <summary>An attacker's upload, and a torn one: a refusal in the reader's language, and not a row of the books.</summary>
    [Fact]
    public async Task A_hostile_workbook_is_refused_in_the_readers_language_and_leaves_nothing()
    {
        var engineer = await site.SignIn("engineer");
        var english = await (await site.SignIn("engineer")).InEnglish();
        foreach (var (what, file, code) in Hostile())
            foreach (var (visitor, isChinese) in new[] { (engineer, true), (english, false) })
            {
                var answer = await visitor.Upload("/api/ledger/import", file);
                var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
                Assert.Equal((what, HttpStatusCode.UnprocessableEntity, code), (what, answer.StatusCode, problem["code"]!.ToString()));
                Assert.Equal(isChinese, problem["detail"]!.ToString().Any(one => one is >= '一' and <= '鿿'));
            }
        using var scope = site.Services.CreateScope();
        Assert.DoesNotContain("HOSTILE", scope.ServiceProvider.GetRequiredService<App.Storage.IntegrityDb>().WorksContracts.Select(c => c.Number));
    }

    private static IEnumerable<(string What, byte[] File, string Code)> Hostile()
    {
        yield return ("a zip that unpacks to 300 MB", Zip(("xl/workbook.xml", new string(' ', 300 << 20))), "exchange.file_inflates_too_far");
        yield return ("a torn zip", Ledger[..(Ledger.Length / 2)], "exchange.file_torn");
        yield return ("a zip that is no workbook", Zip(("readme.txt", "hello")), "exchange.file_kind_unknown");
        yield return ("entities that multiply", Zip(("_rels/.rels", "<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><Relationships>&b;</Relationships>")), "exchange.file_torn");
        yield return ("an old workbook", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "exchange.file_of_old_kind");
        yield return ("a picture", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], "exchange.file_kind_unknown");
        yield return ("an unknown encoding", [.. "合同编号,HOSTILE\n"u8, 0xFF, 0x81, 0x00, 0x20], "exchange.file_encoding_unknown");
        yield return ("no table at all", "合同,HOSTILE\n1,2\n"u8.ToArray(), "exchange.no_table_found");
    }

    private static byte[] Zip(params (string Path, string Text)[] parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, text) in parts)
            {
                using var writer = new StreamWriter(zip.CreateEntry(path, CompressionLevel.Fastest).Open());
                writer.Write(text);
            }
        return file.ToArray();
    }

    private static async Task<string> Code(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["code"]!.ToString();
}
