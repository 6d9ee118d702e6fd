using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Integrity.App.Acts;
using Integrity.App.Values;
using Integrity.Domain.Values;

namespace Integrity.Web.Tests;

/// <summary>A well-formed body for any act, made from its members: enough to get as far as the question who may.</summary>
public static class SampleRequest
{
    public static JsonObject BodyOf(Type act)
    {
        var body = new JsonObject();
        foreach (var member in Members(act)) body[Name(member)] = Value(member.ParameterType);
        return body;
    }

    public static object Make(Type act)
    {
        var body = BodyOf(act);
        if (act.IsAssignableTo(typeof(IOnExisting))) body["seen"] = 1;
        return body.Deserialize(act, Json.Options)!;
    }

    /// <summary>What a question needs in its address beside what is in its path.</summary>
    public static string QueryOf(Type ask, IReadOnlySet<string> inPath)
    {
        var needed = Members(ask).Where(m => !inPath.Contains(Name(m)) && Nullable.GetUnderlyingType(m.ParameterType) is null
            && new NullabilityInfoContext().Create(m).WriteState != NullabilityState.Nullable);
        var query = string.Join('&', needed.Select(m => $"{Name(m)}={Uri.EscapeDataString(Value(m.ParameterType)?.ToString() ?? "")}"));
        return query.Length == 0 ? "" : "?" + query;
    }

    private static ParameterInfo[] Members(Type type) => type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First().GetParameters();

    private static string Name(ParameterInfo member) => JsonNamingPolicy.CamelCase.ConvertName(member.Name!);

    private static JsonNode? Value(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is not null) return null;
        if (type == typeof(string) || type == typeof(Secret)) return "x";
        if (type == typeof(bool)) return false;
        if (type == typeof(int) || type == typeof(long) || type == typeof(short) || type == typeof(Money) || type == typeof(Ratio) || IsId(type)) return 1;
        if (type == typeof(DateOnly)) return "2026-08-03";
        if (type == typeof(TimeOnly)) return "09:00:00";
        if (type == typeof(DateTime)) return "2026-08-03T01:00:00Z";
        if (type == typeof(Guid)) return Guid.Empty.ToString();
        if (type == typeof(Digest)) return new string('0', 64);
        if (type == typeof(byte[])) return Convert.ToBase64String([1]);
        // A figure of a line, not of the round.
        if (type == typeof(Domain.Payments.RoundFigure)) return nameof(Domain.Payments.RoundFigure.Base);
        if (type.IsEnum) return Enum.GetNames(type)[0];
        if (type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable)))
        {
            var one = type.IsArray ? type.GetElementType()! : type.GenericTypeArguments.Length == 1 ? type.GenericTypeArguments[0] : null;
            return one is null ? new JsonObject() : new JsonArray(Value(one));
        }
        return BodyOf(type);
    }

    private static bool IsId(Type type) => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));
}
