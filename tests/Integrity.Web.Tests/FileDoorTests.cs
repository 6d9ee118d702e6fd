using System.Net;
using System.Text.Json.Nodes;
using Integrity.Web.Doors;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>J-1: what the API's description says of files that come in and go out is what its doors take and give.</summary>
public sealed class FileDoorTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Each_door_that_takes_a_file_is_described_with_its_parts()
    {
        var described = 0;
        foreach (var (door, operation) in await Operations())
        {
            if (door.Metadata.GetMetadata<UploadDoor>() is not { } upload) continue;
            described++;
            var content = Assert.Single(operation["requestBody"]!["content"]!.AsObject());
            Assert.Equal("multipart/form-data", content.Key);
            var parts = content.Value!["schema"]!["properties"]!.AsObject();
            Assert.Equal(upload.Fields.Select(f => f.Name).Append("file").Order(), parts.Select(p => p.Key).Order());
            Assert.Equal("binary", parts["file"]!["format"]!.ToString());
            Assert.Equal(upload.Fields.Where(f => f.Required).Select(f => f.Name).Append("file").Order(), content.Value["schema"]!["required"]!.AsArray().Select(r => r!.ToString()).Order());
        }
        Assert.Equal(7, described);
    }

    [Fact]
    public async Task Each_door_that_hands_a_file_out_is_described_with_its_media_types()
    {
        var described = new Dictionary<string, string[]>();
        foreach (var (door, operation) in await Operations())
            if (door.Metadata.GetMetadata<DownloadDoor>() is { } download)
            {
                var content = operation["responses"]!["200"]!["content"]!.AsObject();
                Assert.All(content, kind => Assert.Equal("binary", kind.Value!["schema"]!["format"]!.ToString()));
                Assert.Equal(download.Kinds.Order(), content.Select(kind => kind.Key).Order());
                described[door.RoutePattern.RawText!] = [.. content.Select(kind => kind.Key)];
            }
        Assert.Equal(["/api/evidence/{hash}", "/api/instruction-files/{file}", "/api/matters/{matter}/packet"], described.Keys.Order());

        var engineer = await site.SignIn("engineer");
        var kept = JsonNode.Parse(await (await engineer.Upload("/api/evidence", "现场记录"u8.ToArray(), ("about", "计量依据"))).Content.ReadAsStringAsync())!;
        var copy = await engineer.Get($"/api/evidence/{kept["digest"]}");
        Assert.Equal(HttpStatusCode.OK, copy.StatusCode);
        Assert.Contains(copy.Content.Headers.ContentType!.ToString(), described["/api/evidence/{hash}"]);
    }

    [Fact]
    public void A_door_that_reads_or_gives_more_than_it_is_described_with_fails()
    {
        Assert.Throws<InvalidOperationException>(() => new UploadedFile("x.csv", []).Beside(new("about", typeof(string))));
        Assert.Throws<InvalidOperationException>(() => ApiDoor.Describes(new Microsoft.AspNetCore.Http.DefaultHttpContext(), "application/zip"));
    }

    private async Task<List<(RouteEndpoint Door, JsonNode Operation)>> Operations()
    {
        using var visitor = site.Anyone();
        var paths = (await visitor.Read("/openapi/v1.json"))["paths"]!;
        return [.. site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(door => door.Metadata.GetMetadata<ActDoor>() is not null)
            .Select(door => (door, paths["/" + door.RoutePattern.RawText!.Trim('/')]![door.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single().ToLowerInvariant()]!))];
    }
}
