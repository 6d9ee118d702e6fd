using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integrity.App.Values;

/// <summary>JSON as the doors speak it: the form of <see cref="ValueJson"/>, and nothing that the act does not know or lacks.</summary>
public static class Json
{
    public static JsonSerializerOptions Options { get; } = Strict(ValueJson.ForDoors(new JsonSerializerOptions()));

    private static JsonSerializerOptions Strict(JsonSerializerOptions options)
    {
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
