using System.Text.Json;
using System.Text.Json.Nodes;
using Integrity.App.Acts;
using Integrity.App.Values;
using Integrity.Web.Doors;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Web.Tests.Acceptance;

/// <summary>The bureau's people at the API: an act is sent to the address that leads to it, its ids in the address, its version in If-Match, the rest in the body.</summary>
public sealed class ApiBureau(Site site)
{
    private readonly Dictionary<Type, RoutePattern> addresses = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<ActDoor>() is not null)
        .ToDictionary(e => e.Metadata.GetMetadata<ActDoor>()!.Act, e => new RoutePattern(e.RoutePattern.RawText!, [.. e.RoutePattern.Parameters.Select(p => p.Name)]));

    private readonly Dictionary<(string Person, DateTimeOffset At), Visitor> signedIn = [];

    /// <summary>Does an act that must be done.</summary>
    public async Task<TAnswer> Do<TAnswer>(string person, IAct<TAnswer> act)
    {
        var (address, members) = Split(act);
        long? seen = act is IOnExisting existing ? existing.Seen : null;
        members.Remove("seen");
        var answer = await (await Signed(person)).Do(address, members, seen);
        return answer.Deserialize<TAnswer>(Json.Options)!;
    }

    public async Task<TAnswer> Ask<TAnswer>(string person, IAsk<TAnswer> ask)
    {
        var (address, members) = Split(ask);
        var query = string.Join('&', members.Where(m => m.Value is not null).Select(m => $"{m.Key}={Uri.EscapeDataString(m.Value!.ToString())}"));
        var answer = await (await Signed(person)).Read(query.Length == 0 ? address : address + "?" + query);
        return answer.Deserialize<TAnswer>(Json.Options)!;
    }

    // A cookie is good for a working day, and the case goes on for months.
    public async Task<Visitor> Signed(string person)
    {
        var today = (person, site.Clock.GetUtcNow());
        return signedIn.TryGetValue(today, out var visitor) ? visitor : signedIn[today] = await site.SignIn(person);
    }

    private (string Address, JsonObject Members) Split(object act)
    {
        var pattern = addresses[act.GetType()];
        var members = JsonSerializer.SerializeToNode(act, act.GetType(), Json.Options)!.AsObject();
        var address = "/" + pattern.Text.TrimStart('/');
        foreach (var name in pattern.Names)
        {
            address = address.Replace("{" + name + "}", members[name]!.ToString(), StringComparison.Ordinal);
            members.Remove(name);
        }
        return (address, members);
    }

    private sealed record RoutePattern(string Text, IReadOnlyList<string> Names);
}
