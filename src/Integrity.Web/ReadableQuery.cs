using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.WebUtilities;

namespace Integrity.Web;

/// <summary>A number in a page's address that cannot be read is as if it were not there.</summary>
internal static class ReadableQuery
{
    /// <summary>Sends the reader to the address without it: the page in the browser reads its own address, where the framework would fail.</summary>
    public static IApplicationBuilder UseReadableQuery(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (!HttpMethods.IsGet(http.Request.Method) || http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not { } page) return next(http);
        var types = page.Type.GetProperties().Select(p => (Property: p, From: p.GetCustomAttribute<SupplyParameterFromQueryAttribute>())).Where(p => p.From is not null)
            .ToDictionary(p => p.From!.Name ?? p.Property.Name, p => p.Property.PropertyType, StringComparer.OrdinalIgnoreCase);
        var (kept, isWhole) = (new List<string>(), true);
        foreach (var pair in new QueryStringEnumerable(http.Request.QueryString.Value))
        {
            if (types.TryGetValue(pair.DecodeName().ToString(), out var type) && !IsReadable(pair.DecodeValue().Span, type)) isWhole = false;
            else kept.Add($"{pair.EncodedName}={pair.EncodedValue}");
        }
        if (isWhole) return next(http);
        http.Response.Redirect(http.Request.PathBase + http.Request.Path + (kept.Count == 0 ? "" : "?" + string.Join('&', kept)));
        return Task.CompletedTask;
    });

    private static bool IsReadable(ReadOnlySpan<char> value, Type type) => value.IsEmpty
        || (type == typeof(long?) ? long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _) : type != typeof(bool?) || bool.TryParse(value, out _));
}
