using System.Reflection;
using System.Text.Json;
using Integrity.App.Acts;
using Integrity.App.Values;
using Integrity.Web.Doors;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Integrity.Web;

/// <summary>Tells the API's description what the doors read beside the body (ids in the address, questions in the query, the key and the version in headers), who may pass, and with what they answer.</summary>
internal static class OpenApiDoors
{
    private const string Cookie = "cookie", Bearer = "bearer", Problem = "Problem";

    public static void Configure(OpenApiOptions options) => options.AddDocumentTransformer((document, context, _) =>
    {
        document.Info = new OpenApiInfo
        {
            Title = "工程廉政合同与兑付管理系统 / Integrity",
            Version = "1",
            Description = "金额以整数分、比例以整数 ppm 表示；拒绝为 problem+json，含代码和所用语言的说明。 / Money is in whole fen, ratios in whole ppm; a refusal is problem+json with its code and a sentence in the caller's language.",
        };
        document.AddComponent(Cookie, new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "integrity", Description = "网页登录 / the sign-in of the pages" });
        document.AddComponent(Bearer, new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "程序令牌，由本人创建 / a program's token, created by its owner" });
        document.AddComponent(Problem, ProblemSchema());
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
        Answers(document, operation, act, description, isAct);
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

    /// <summary>Every number with which the door may answer, and the version it hands out.</summary>
    private static void Answers(OpenApiDocument document, OpenApiOperation operation, Type act, ApiDescription description, bool isAct)
    {
        var isOpen = act.GetCustomAttribute<MayAttribute>() is { Public: true };
        var existing = act.IsAssignableTo(typeof(IOnExisting));
        operation.Security = isOpen ? [] : [Requires(Cookie), Requires(Bearer)];
        var responses = operation.Responses ??= [];
        if (responses.TryGetValue("200", out var done) && done is OpenApiResponse answer)
        {
            answer.Description = "办理完成，或所问的内容 / done, or what was asked for";
            if (description.SupportedResponseTypes.Any(one => typeof(IVersioned).IsAssignableFrom(one.Type)))
                answer.Headers = new Dictionary<string, IOpenApiHeader> { ["ETag"] = new OpenApiHeader { Description = "所示版本，办理时作为 If-Match 带回 / the version shown, for If-Match", Schema = new OpenApiSchema { Type = JsonSchemaType.String } } };
        }
        Refuses(true, 400, "请求无法识别，或缺少幂等键 / cannot be read, or no idempotency key");
        Refuses(!isOpen, 401, "没有登录 / not signed in");
        Refuses(!isOpen, 403, "没有职责 / no duty for it");
        Refuses(isAct || description.RelativePath!.Contains('{', StringComparison.Ordinal), 404, "没有这一项 / no such thing");
        Refuses(isAct, 409, "幂等键已用于其他办理 / the key was used for another act");
        Refuses(existing, 412, "所见版本已被他人改变 / somebody changed what was seen");
        Refuses(isAct, 413, "内容过大 / too large");
        Refuses(isAct, 415, "内容类型不受理 / content of a type that is not taken");
        Refuses(true, 422, "按规则不予办理 / refused by a rule");
        Refuses(existing, 428, "没有 If-Match / no If-Match");
        Refuses(isAct, 503, "系统繁忙，没有办理 / busy, nothing was done");

        void Refuses(bool can, int status, string words)
        {
            if (!can) return;
            responses[status.ToString()] = new OpenApiResponse
            {
                Description = words,
                Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Problem, document) } },
            };
        }

        OpenApiSecurityRequirement Requires(string scheme) => new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };
    }

    private static OpenApiSchema ProblemSchema()
    {
        var words = new[] { "type", "title", "detail", "code", "rule", "field" };
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "RFC 9457; code, rule and field name the refusal, the rule of the house's law and the member that is wrong.",
            Properties = words.ToDictionary(word => word, IOpenApiSchema (word) => new OpenApiSchema { Type = word is "rule" or "field" ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String }),
            Required = new HashSet<string> { "type", "title", "status", "detail", "code" },
        };
        schema.Properties.Add("status", new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" });
        return schema;
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
