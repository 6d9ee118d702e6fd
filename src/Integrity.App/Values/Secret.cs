using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integrity.App.Values;

/// <summary>A password or one-time code on its way in. It is read from a request but never written: not to the journal, a log or an answer.</summary>
[JsonConverter(typeof(SecretJson))]
public readonly record struct Secret(string Value)
{
    private const string Hidden = "•";

    public override string ToString() => Hidden;

    private sealed class SecretJson : JsonConverter<Secret>
    {
        public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? "");
        public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteStringValue(Hidden);
    }
}
