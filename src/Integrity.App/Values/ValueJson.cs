using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Integrity.Domain.Values;

namespace Integrity.App.Values;

/// <summary>How a typed id, an amount or a ratio is written in JSON.</summary>
public enum ValueForm
{
    /// <summary>As a JSON number: what the doors speak.</summary>
    Number = 0,

    /// <summary>As a decimal string: what is hashed, because a JSON number is a double to most readers.</summary>
    Text = 1,
}

/// <summary>The one JSON form of all typed ids, of <see cref="Money"/> (fen), <see cref="Ratio"/> (ppm) and <see cref="Digest"/> (hexadecimal).</summary>
/// <remarks>Errors: a fraction, an exponent, a leading zero or plus, or a number too large is a <see cref="JsonException"/>, never rounded.</remarks>
public sealed class ValueJson(ValueForm form) : JsonConverterFactory
{
    /// <summary>Sets the options of a door: ids, fen and ppm as numbers, enums by name, days as <c>yyyy-MM-dd</c>, instants in UTC.</summary>
    public static JsonSerializerOptions ForDoors(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.Converters.Add(new ValueJson(ValueForm.Number));
        options.Converters.Add(new InstantJson());
        options.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
        return options;
    }

    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert == typeof(Money) || typeToConvert == typeof(Ratio) || typeToConvert == typeof(Digest) || IsId(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        if (typeToConvert == typeof(Money)) return new WholeNumber<Money>(form, money => money.Fen, fen => new(fen));
        if (typeToConvert == typeof(Ratio)) return new WholeNumber<Ratio>(form, ratio => ratio.Ppm, ppm => new(checked((int)ppm)));
        if (typeToConvert == typeof(Digest)) return new DigestJson();
        return (JsonConverter)Activator.CreateInstance(typeof(IdJson<>).MakeGenericType(typeToConvert), form)!;
    }

    private static bool IsId(Type type) =>
        type.IsValueType && Array.Exists(type.GetInterfaces(), one =>
            one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IId<>) && one.GenericTypeArguments[0] == type);

    private class WholeNumber<T>(ValueForm form, Func<T, long> toNumber, Func<long, T> fromNumber) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (form == ValueForm.Text && reader.TokenType == JsonTokenType.String) return FromText(reader.GetString()!);
            if (form == ValueForm.Number && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number)) return From(number);
            throw new JsonException(form == ValueForm.Text ? "A whole number in quotes is expected." : "A whole number is expected.");
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            if (form == ValueForm.Text) writer.WriteStringValue(ToText(value));
            else writer.WriteNumberValue(toNumber(value));
        }

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => FromText(reader.GetString()!);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(ToText(value));

        private string ToText(T value) => toNumber(value).ToString(CultureInfo.InvariantCulture);

        private T FromText(string text) =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number.ToString(CultureInfo.InvariantCulture) == text
                ? From(number)
                : throw new JsonException("A whole number in quotes is expected.");

        private T From(long number)
        {
            try
            {
                return fromNumber(number);
            }
            catch (OverflowException)
            {
                throw new JsonException("The number is too large.");
            }
        }
    }

    private sealed class IdJson<T>(ValueForm form) : WholeNumber<T>(form, id => id.Value, T.From)
        where T : struct, IId<T>;

    private sealed class DigestJson : JsonConverter<Digest>
    {
        public override Digest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Digest.TryParse(reader.GetString(), out var digest)
                ? digest
                : throw new JsonException("64 hexadecimal digits are expected.");

        public override void Write(Utf8JsonWriter writer, Digest value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
