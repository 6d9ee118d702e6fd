using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integrity.App.Exchange.LedgerImport;

/// <summary>A workbook on its way in. The journal keeps its SHA-256 only: the content is the office's and stays with it.</summary>
[JsonConverter(typeof(FileJson))]
public sealed class LedgerFile(byte[] content)
{
    private readonly byte[] content = content;

    internal byte[] Content => content;

    /// <summary>SHA-256 in hexadecimal, as <c>sha256sum</c> prints it.</summary>
    public string Digest { get; } = Convert.ToHexStringLower(SHA256.HashData(content));

    private sealed class FileJson : JsonConverter<LedgerFile>
    {
        public override LedgerFile Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new JsonException("A file is uploaded, not written as JSON.");

        public override void Write(Utf8JsonWriter writer, LedgerFile value, JsonSerializerOptions options) => writer.WriteStringValue(value.Digest);
    }
}
