using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integrity.App.Values;

/// <summary>An instant in JSON: always UTC, always seven decimals, <c>2026-05-09T01:02:03.0000000Z</c>.</summary>
/// <remarks>Errors: writing a time that is not UTC is a fault; reading one without a zone is a <see cref="JsonException"/>.</remarks>
public sealed class InstantJson : JsonConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetDateTime(out var time) && time.Kind != DateTimeKind.Unspecified
            ? time.ToUniversalTime()
            : throw new JsonException("An instant with its zone is expected, such as 2026-05-09T01:02:03Z.");

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) => writer.WriteStringValue(ToText(value));

    public static string ToText(DateTime utc) =>
        utc.Kind == DateTimeKind.Utc
            ? utc.ToString("O", CultureInfo.InvariantCulture)
            : throw new ArgumentException($"{utc:O} is not in UTC.", nameof(utc));
}
