using System.Reflection;
using System.Text.Json;
using Integrity.App.Acts;
using Integrity.App.Values;
using Integrity.Web.Doors;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Integrity.Web;

/// <summary>Tells the API's description what the doors read beside the body: ids in the address, questions in the query, the key and the version in headers.</summary>
internal static class OpenApiDoors
{
    public static void Configure(OpenApiOptions options) => options.AddDocumentTransformer((document, context, _) =>
    {
        foreach (var description in context.DescriptionGroups.SelectMany(group => group.Items))
        {
            if (description.ActionDescriptor.EndpointMetadata.OfType<ActDoor>().FirstOrDefault() is not { } door) continue;
            var method = HttpMethod.Parse(description.HttpMethod!);
            if (document.Paths["/" + description.RelativePath!.TrimStart('/')].Operations is { } operations && operations.TryGetValue(method, out var operation))
                Describe(document, operation, door.Act, description, isAct: method != HttpMethod.Get);
        }
        return Task.CompletedTask;
    });

    private static void Describe(OpenApiDocument document, OpenApiOperation operation, Type act, ApiDescription description, bool isAct)
    {
        var parameters = operation.Parameters ??= [];
        var inAddress = description.ActionDescriptor.Parameters.Select(p => p.Name).Concat(InBraces(description.RelativePath!)).ToHashSet(StringComparer.Ordinal);
        foreach (var member in act.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First().GetParameters())
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(member.Name!);
            if (inAddress.Contains(name)) Say(name, ParameterLocation.Path, SchemaOf(member.ParameterType), required: true);
            else if (!isAct) Say(name, ParameterLocation.Query, SchemaOf(member.ParameterType), required: !MayBeLeftOut(member));
        }
        if (description.ActionDescriptor.EndpointMetadata.OfType<DownloadDoor>().FirstOrDefault() is { } download && operation.Responses?["200"] is OpenApiResponse answer)
            answer.Content = download.Kinds.ToDictionary(kind => kind, _ => new OpenApiMediaType { Schema = Binary() });
        if (!isAct) return;
        if (description.ActionDescriptor.EndpointMetadata.OfType<UploadDoor>().FirstOrDefault() is { } upload)
        {
            var form = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Properties = upload.Fields.ToDictionary(field => field.Name, IOpenApiSchema (field) => SchemaOf(field.Type)),
                Required = upload.Fields.Where(field => field.Required).Select(field => field.Name).Append(UploadDoor.Part).ToHashSet(),
            };
            form.Properties.Add(UploadDoor.Part, Binary());
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { ["multipart/form-data"] = new() { Schema = form } } };
        }

        var existing = act.IsAssignableTo(typeof(IOnExisting));
        Say("Idempotency-Key", ParameterLocation.Header, new() { Type = JsonSchemaType.String, MaxLength = 200 }, required: true);
        if (existing) Say("If-Match", ParameterLocation.Header, new() { Type = JsonSchemaType.String, Description = "The version that was seen: the ETag of the thing." }, required: true);
        if (document.Components?.Schemas is { } schemas && schemas.TryGetValue(act.Name, out var found) && found is OpenApiSchema body)
        {
            foreach (var name in existing ? [.. inAddress, "seen"] : inAddress)
            {
                body.Properties?.Remove(name);
                body.Required?.Remove(name);
            }
        }

        void Say(string name, ParameterLocation where, OpenApiSchema schema, bool required)
        {
            if (parameters.Any(p => p.Name == name)) return;
            parameters.Add(new OpenApiParameter { Name = name, In = where, Required = required, Schema = schema });
        }
    }

    private static OpenApiSchema Binary() => new() { Type = JsonSchemaType.String, Format = "binary" };

    private static IEnumerable<string> InBraces(string path) =>
        path.Split('{').Skip(1).Select(part => part[..part.IndexOfAny(['}', ':', '?'])]);

    private static OpenApiSchema SchemaOf(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (bare == typeof(bool)) return new() { Type = JsonSchemaType.Boolean };
        if (bare == typeof(DateOnly)) return new() { Type = JsonSchemaType.String, Format = "date" };
        if (bare.IsEnum) return new() { Type = JsonSchemaType.String, Enum = [.. Enum.GetNames(bare).Select(n => (System.Text.Json.Nodes.JsonNode)n)] };
        return bare == typeof(string) ? new() { Type = JsonSchemaType.String } : new() { Type = JsonSchemaType.Integer, Format = "int64" };
    }

    private static bool MayBeLeftOut(ParameterInfo member) =>
        Nullable.GetUnderlyingType(member.ParameterType) is not null || new NullabilityInfoContext().Create(member).WriteState == NullabilityState.Nullable;
}
