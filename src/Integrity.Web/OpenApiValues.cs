using Integrity.App.Values;
using Integrity.Domain.Values;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Integrity.Web;

/// <summary>Tells the API's description how ids, fen, ppm, hashes and secrets are written.</summary>
internal static class OpenApiValues
{
    public static void Configure(OpenApiOptions options) => options.AddSchemaTransformer(async (schema, context, cancel) =>
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(Money)) Whole(schema, "int64", "fen");
        else if (type == typeof(Ratio)) Whole(schema, "int32", "ppm");
        else if (type == typeof(Digest)) (schema.Type, schema.Pattern, schema.Description) = (JsonSchemaType.String, "^[0-9a-f]{64}$", "SHA-256");
        else if (type == typeof(Secret)) (schema.Type, schema.WriteOnly) = (JsonSchemaType.String, true);
        else if (type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>))) Whole(schema, "int64", type.Name);
        // A list of values whose converter is ours is told as a list of nothing.
        if (schema is { Items: null, Type: { } kind } && kind.HasFlag(JsonSchemaType.Array) && context.JsonTypeInfo.ElementType is { } element)
            schema.Items = await context.GetOrCreateSchemaAsync(element, cancellationToken: cancel);
    });

    private static void Whole(OpenApiSchema schema, string format, string unit) =>
        (schema.Type, schema.Format, schema.Description) = (JsonSchemaType.Integer, format, unit);
}
