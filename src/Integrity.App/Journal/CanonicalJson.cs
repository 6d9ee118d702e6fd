using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Integrity.Domain.Values;

namespace Integrity.App.Journal;

/// <summary>One text for one value, so that its hash says what was meant: RFC 8785 over strings, booleans, null, arrays and objects.</summary>
/// <remarks>
/// Shape: no white space; names sorted by UTF-16 code units; every whole number is a decimal <em>string</em>, because RFC 8785
/// prints numbers as doubles and 9007199254740993 would become …992.
/// Errors: a floating-point number, a name that occurs twice, and text that is not well-formed UTF-16 throw.
/// Source: RFC 8785, sections 3.2.2.2 and 3.2.3.
/// </remarks>
public static class CanonicalJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>The canonical text of a record, a list, a value, a <see cref="JsonNode"/> or a <see cref="JsonElement"/>.</summary>
    public static string Of(object? value) => Encoding.UTF8.GetString(Write(value).WrittenSpan);

    /// <summary>SHA-256 over the canonical text in UTF-8.</summary>
    public static Digest DigestOf(object? value) => Digest.FromBytes(SHA256.HashData(Write(value).WrittenSpan));

    /// <summary>The canonical text of a JSON text.</summary>
    public static string Rewrite(string json)
    {
        using var document = JsonDocument.Parse(json, Strict);
        return Of(document.RootElement);
    }

    /// <summary>Reads back what <see cref="Of"/> wrote.</summary>
    public static T? Read<T>(string json) => JsonSerializer.Deserialize<T>(json, CanonicalOptions.Instance);

    private static ArrayBufferWriter<byte> Write(object? value)
    {
        var output = new ArrayBufferWriter<byte>(256);
        switch (value)
        {
            case JsonElement element:
                Write(element, output);
                break;
            case JsonNode node:
                CanonicalOptions.RefuseUnhashable(node);
                WriteSerialized(node, output);
                break;
            default:
                WriteSerialized(value, output);
                break;
        }
        return output;
    }

    private static void WriteSerialized(object? value, ArrayBufferWriter<byte> output)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(value, value?.GetType() ?? typeof(object), CanonicalOptions.Instance);
        using var document = JsonDocument.Parse(json, Strict);
        Write(document.RootElement, output);
    }

    private static void Write(JsonElement element, ArrayBufferWriter<byte> output)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Null:
                output.Write("null"u8);
                break;
            case JsonValueKind.True:
                output.Write("true"u8);
                break;
            case JsonValueKind.False:
                output.Write("false"u8);
                break;
            case JsonValueKind.String:
                WriteText(element.GetString()!, output);
                break;
            case JsonValueKind.Number:
                WriteText(WholeNumber(element.GetRawText()), output);
                break;
            case JsonValueKind.Array:
                WriteArray(element, output);
                break;
            case JsonValueKind.Object:
                WriteObject(element, output);
                break;
            default:
                throw new ArgumentException("Nothing to write.", nameof(element));
        }
    }

    private static void WriteArray(JsonElement array, ArrayBufferWriter<byte> output)
    {
        output.Write("["u8);
        var first = true;
        foreach (var item in array.EnumerateArray())
        {
            if (!first) output.Write(","u8);
            first = false;
            Write(item, output);
        }
        output.Write("]"u8);
    }

    private static void WriteObject(JsonElement item, ArrayBufferWriter<byte> output)
    {
        var members = item.EnumerateObject().Select(member => (member.Name, member.Value)).ToArray();
        Array.Sort(members, (left, right) => string.CompareOrdinal(left.Name, right.Name));
        output.Write("{"u8);
        for (var i = 0; i < members.Length; i++)
        {
            if (i > 0)
            {
                if (members[i].Name == members[i - 1].Name) throw new JsonException($"The name \"{members[i].Name}\" occurs twice.");
                output.Write(","u8);
            }
            WriteText(members[i].Name, output);
            output.Write(":"u8);
            Write(members[i].Value, output);
        }
        output.Write("}"u8);
    }

    /// <summary>Only digits with an optional minus: no fraction, no exponent, no minus zero.</summary>
    private static string WholeNumber(string raw) =>
        raw != "-0" && raw.AsSpan().TrimStart('-').IndexOfAnyExceptInRange('0', '9') < 0
            ? raw
            : throw new JsonException($"{raw} is not a whole number: floating point has no place in what is hashed.");

    private static void WriteText(string text, ArrayBufferWriter<byte> output)
    {
        output.Write("\""u8);
        var plain = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('"' or '\\' or < ' ')) continue;
            WritePlain(text.AsSpan(plain, i - plain), output);
            WritePlain(Escape(text[i]), output);
            plain = i + 1;
        }
        WritePlain(text.AsSpan(plain), output);
        output.Write("\""u8);
    }

    private static string Escape(char sign) => sign switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        _ => $"\\u{(int)sign:x4}",
    };

    private static void WritePlain(ReadOnlySpan<char> text, ArrayBufferWriter<byte> output) => CanonicalOptions.Utf8.GetBytes(text, output);
}
