using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Integrity.App.Values;

namespace Integrity.App.Journal;

/// <summary>How our objects become JSON before <see cref="CanonicalJson"/> puts it in its one form, and how they are read back.</summary>
internal static class CanonicalOptions
{
    /// <summary>UTF-8 that throws on a lone surrogate instead of replacing it: two texts must never share one hash.</summary>
    public static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static readonly JsonSerializerOptions Instance = Make();

    /// <summary>A node made in memory can hold a double that prints like a whole number; it is refused by its type, and so is broken text.</summary>
    public static void RefuseUnhashable(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject item:
                foreach (var (name, member) in item)
                {
                    _ = Utf8.GetByteCount(name);
                    RefuseUnhashable(member);
                }
                break;
            case JsonArray array:
                foreach (var member in array) RefuseUnhashable(member);
                break;
            case JsonValue value when value.GetValue<object>() is double or float or decimal or Half:
                throw Floating();
            case JsonValue value when value.GetValue<object>() is string text:
                _ = Utf8.GetByteCount(text);
                break;
            default:
                break;
        }
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            NumberHandling = JsonNumberHandling.AllowReadingFromString,
            AllowDuplicateProperties = false,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.Converters.Add(new ValueJson(ValueForm.Text));
        options.Converters.Add(new InstantJson());
        options.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
        options.Converters.Add(new WellFormedText());
        options.Converters.Add(new Refused<double>());
        options.Converters.Add(new Refused<float>());
        options.Converters.Add(new Refused<decimal>());
        options.Converters.Add(new Refused<Half>());
        options.Converters.Add(new Refused<DateTimeOffset>());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private static JsonException Floating() => new("A floating-point number has no place in what is hashed.");

    private sealed class Refused<T> : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw Refusal();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw Refusal();

        private static JsonException Refusal() =>
            typeof(T) == typeof(DateTimeOffset) ? new("An instant that is hashed is a UTC DateTime.") : Floating();
    }

    private sealed class WellFormedText : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(Checked(value));

        public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString()!;

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WritePropertyName(Checked(value));

        private static string Checked(string text)
        {
            _ = Utf8.GetByteCount(text);
            return text;
        }
    }
}
