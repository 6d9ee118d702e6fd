using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Integrity.App.Acts;
using Integrity.App.Values;
using Integrity.Domain.Acts;
using Integrity.Domain.Values;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace Integrity.Web.Doors;

/// <summary>Maps acts and questions to addresses. The request is the act: members from the body, ids from the address, the version from If-Match.</summary>
public static class ApiDoor
{
    public const int LongestBody = 1 << 20;

    /// <summary>POST does the act. <c>Idempotency-Key</c> is required, and <c>If-Match</c> where the act is on an existing thing.</summary>
    public static IEndpointConventionBuilder MapAct<TAct, TAnswer>(this IEndpointRouteBuilder routes, string address) where TAct : class, IAct<TAnswer> =>
        routes.MapDoor<TAct, TAnswer>(HttpMethods.Post, address, async (http, door) =>
            {
                var caller = await Callers.Of(http, door);
                var read = await Body(http);
                if (!read.IsDone) return Problem(read.Refusal, caller.Language);
                var members = read.Value;
                if (typeof(TAct).IsAssignableTo(typeof(IOnExisting)))
                {
                    if (Seen(http) is not { } seen) return Problem(ActRefusals.SeenMissing(), caller.Language);
                    members["seen"] = seen;
                }
                if (http.Request.Headers["Idempotency-Key"].ToString() is not { Length: > 0 } key) return Problem(ActRefusals.KeyMissing(), caller.Language);
                if (Make<TAct>(http, members, out var act) is { } malformed) return Problem(malformed, caller.Language);
                return Respond(await door.Enter(act!, caller, key, http.RequestAborted), http, caller.Language);
            })
            .WithMetadata(new AcceptsMetadata(["application/json"], typeof(TAct)));

    /// <summary>GET asks the question; members come from the address and the query.</summary>
    public static IEndpointConventionBuilder MapAsk<TAsk, TAnswer>(this IEndpointRouteBuilder routes, string address) where TAsk : class, IAsk<TAnswer> =>
        routes.MapDoor<TAsk, TAnswer>(HttpMethods.Get, address, async (http, door) =>
            {
                var caller = await Callers.Of(http, door);
                if (Make<TAsk>(http, [], out var ask) is { } malformed) return Problem(malformed, caller.Language);
                return Respond(await door.Ask(ask!, caller, http.RequestAborted), http, caller.Language);
            });

    public static IResult Respond<TAnswer>(Outcome<TAnswer> outcome, HttpContext http, Language language)
    {
        if (!outcome.IsDone) return Problem(outcome.Refusal, language);
        if (outcome.Value is IVersioned versioned) http.Response.Headers.ETag = $"\"{versioned.Version}\"";
        if (outcome.Value is not FileAnswer file) return Results.Json(outcome.Value, Json.Options);
        Describes(http, file.Kind);
        return Results.File(file.Content, file.Kind, file.Name);
    }

    /// <summary>GET asks for a file of one of these media types.</summary>
    public static IEndpointConventionBuilder MapFile<TAsk>(this IEndpointRouteBuilder routes, string address, params IReadOnlyList<string> kinds) where TAsk : class, IAsk<FileAnswer> =>
        routes.MapAsk<TAsk, FileAnswer>(address).WithMetadata(new DownloadDoor(kinds));

    /// <remarks>Errors: a fault, where a door hands out what its description does not say.</remarks>
    public static void Describes(HttpContext http, string kind)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<DownloadDoor>()?.Kinds.Contains(kind) != true)
            throw new InvalidOperationException($"{http.Request.Path} is not described as handing out {kind}.");
    }

    /// <summary>A refusal as problem+json: the code, the sentences in the caller's language, the rule, the field.</summary>
    public static IResult Problem(Refusal refusal, Language language) => Results.Problem(
        title: language == Language.Chinese ? "未予办理" : "Refused",
        detail: refusal.In(language),
        type: "urn:integrity:refusal:" + refusal.Code,
        statusCode: StatusOf(refusal.Code),
        extensions: new Dictionary<string, object?> { ["code"] = refusal.Code, ["rule"] = refusal.Rule, ["field"] = refusal.Field });

    /// <summary>A fault of ours as problem+json: nothing was done, and its cause stands in the log.</summary>
    public static IResult Fault(Language language) => Results.Problem(
        title: language == Language.Chinese ? "程序出错" : "Fault",
        detail: language == Language.Chinese
            ? "本次没有办理，原因已记录。请稍后再试，仍不成功请联系管理员。"
            : "Nothing was done, and the cause is recorded. Try again later; if it fails again, tell the administrator.",
        type: "urn:integrity:fault",
        statusCode: StatusCodes.Status500InternalServerError,
        extensions: new Dictionary<string, object?> { ["code"] = "fault" });

    // A plain request delegate: the framework would compile a route handler of each of the doors at every start.
    private static IEndpointConventionBuilder MapDoor<TAct, TAnswer>(this IEndpointRouteBuilder routes, string method, string address, Func<HttpContext, Door, Task<IResult>> answer)
    {
        RequestDelegate handler = async http => await (await answer(http, http.RequestServices.GetRequiredService<Door>())).ExecuteAsync(http);
        return routes.MapMethods(address, [method], handler)
            .WithName(typeof(TAct).Name).WithTags(Module<TAct>()).WithSummary(Said<TAct>())
            .WithMetadata(handler.Method, new ActDoor(typeof(TAct)), new ProducesResponseTypeMetadata(200, typeof(TAnswer), ["application/json"]));
    }

    private static int StatusOf(string code) => code switch
    {
        "acts.sign_in_needed" => 401,
        "acts.not_permitted" or "identity.own_password_first" => 403,
        "acts.not_found" => 404,
        "acts.changed_since" => 412,
        "acts.seen_missing" => 428,
        "acts.busy" => 503,
        "acts.method_not_allowed" => 405,
        "acts.content_not_taken" => 415,
        "acts.from_another_site" => 403,
        "exchange.file_too_large" or "documents.file_too_large" or "acts.body_too_large" => 413,
        "acts.key_missing" or "acts.malformed" => 400,
        "acts.key_reused" => 409,
        _ => 422,
    };

    private static async Task<Outcome<JsonObject>> Body(HttpContext http)
    {
        if (http.Request.ContentLength is 0 or null && http.Request.Headers.TransferEncoding.Count == 0) return new JsonObject();
        if (http.Request.ContentLength > LongestBody) return ActRefusals.BodyTooLarge(LongestBody >> 20);
        // A body sent in chunks names no length: the server stops reading there.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = LongestBody;
        try
        {
            return await JsonNode.ParseAsync(http.Request.Body, documentOptions: new() { MaxDepth = 32, AllowDuplicateProperties = false },
                cancellationToken: http.RequestAborted) is JsonObject members ? members : ActRefusals.Malformed("JSON");
        }
        catch (BadHttpRequestException longer) when (longer.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return ActRefusals.BodyTooLarge(LongestBody >> 20);
        }
        catch (Exception unreadable) when (unreadable is JsonException or BadHttpRequestException)
        {
            return ActRefusals.Malformed("JSON");
        }
    }

    private static long? Seen(HttpContext http)
    {
        var tag = http.Request.Headers.IfMatch.ToString().Trim();
        // A proxy that packs an answer weakens its tag; the version is the same.
        if (tag.StartsWith("W/", StringComparison.Ordinal)) tag = tag[2..];
        return long.TryParse(tag.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : null;
    }

    private static Refusal? Make<T>(HttpContext http, JsonObject members, out T? made) where T : class
    {
        made = null;
        var at = "JSON";
        try
        {
            foreach (var parameter in Parameters(typeof(T)))
            {
                var name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
                at = name;
                var text = http.Request.RouteValues.TryGetValue(name, out var routed) ? routed as string
                    : HttpMethods.IsGet(http.Request.Method) ? http.Request.Query[name].FirstOrDefault() : null;
                if (name == "cursor" && !string.IsNullOrEmpty(text) && Cursor.Read(text) is null) return ActRefusals.Malformed(name);
                if (text is not null) members[name] = Node(parameter.ParameterType, text);
                else if (!members.ContainsKey(name) && MayBeLeftOut(parameter)) members[name] = null;
            }
            at = "JSON";
            made = members.Deserialize<T>(Json.Options);
            return made is null ? ActRefusals.Malformed("null") : null;
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or OverflowException or InvalidOperationException or ArgumentException)
        {
            // Of members that are not there the reader of JSON says only that the whole is not complete.
            var absent = Parameters(typeof(T)).Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name!)).Where(name => !members.ContainsKey(name)).ToList();
            return ActRefusals.Malformed(wrong is not JsonException { Path: { } path } ? at : path == "$" && absent.Count > 0 ? string.Join(", ", absent) : path);
        }
    }

    private static JsonNode? Node(Type type, string text)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (bare == typeof(string) || bare == typeof(DateOnly) || bare.IsEnum) return JsonValue.Create(text);
        if (bare == typeof(bool)) return JsonValue.Create(bool.Parse(text));
        return JsonValue.Create(long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }

    private static bool MayBeLeftOut(ParameterInfo parameter) =>
        Nullable.GetUnderlyingType(parameter.ParameterType) is not null
        || (!parameter.ParameterType.IsValueType && new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable);

    private static ParameterInfo[] Parameters(Type type) => type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First().GetParameters();

    private static string Module<T>() => typeof(T).Namespace!.Split('.')[^1];

    private static string Said<T>() => typeof(T).GetCustomAttribute<SaidAttribute>() is { } said ? $"{said.Zh} / {said.En}" : typeof(T).Name;
}

/// <summary>Which act or question a door leads to; the access matrix enumerates these.</summary>
public sealed record ActDoor(Type Act);

/// <summary>A door that takes a file, as a form with a part <c>file</c>, and what may be said beside it. Said apart from <c>Accepts</c>, which would answer other bodies without a refusal's words.</summary>
public sealed record UploadDoor(params IReadOnlyList<UploadField> Fields)
{
    public const string Part = "file";
}

/// <summary>Something that is said beside an uploaded file: text, a day as yyyy-MM-dd, or true.</summary>
public sealed record UploadField(string Name, Type Type, bool Required = false);

/// <summary>A door whose answer is a file of one of these media types, and nothing else.</summary>
public sealed record DownloadDoor(params IReadOnlyList<string> Kinds);
