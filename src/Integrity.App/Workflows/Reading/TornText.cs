using System.Text.Json;

namespace Integrity.App.Workflows;

/// <summary>Text that was lost before it was read: bytes that are no UTF-8, or half a character (E19).</summary>
/// <remarks>Whoever decodes the bytes puts U+FFFD in place of what he cannot read; nobody writes it into a definition.</remarks>
internal static class TornText
{
    private const char Lost = '\uFFFD';

    public static bool IsIn(string text) => text.Contains(Lost, StringComparison.Ordinal);

    /// <returns>Whether every text can be read, be it with characters lost.</returns>
    public static bool Find(JsonElement element, string path, List<DefinitionFault> faults) => element.ValueKind switch
    {
        JsonValueKind.String => Look(element.GetString, path, faults) is not null,
        JsonValueKind.Array => element.EnumerateArray().Select((item, i) => Find(item, $"{path}[{i}]", faults)).ToList().TrueForAll(read => read),
        JsonValueKind.Object => element.EnumerateObject().Select(member => Look(() => member.Name, path, faults) is { } name && Find(member.Value, StrictObject.Join(path, name), faults)).ToList().TrueForAll(read => read),
        _ => true,
    };

    public static DefinitionFault Fault(string path) => Faults.Form(path,
        "此处有无法读出的字符：文件不是有效的 UTF-8，或文字在转换中已丢失；请更正后以 UTF-8 保存", "a character here cannot be read: the file is no valid UTF-8, or text was lost in a conversion; put it right and save it as UTF-8");

    private static string? Look(Func<string?> text, string path, List<DefinitionFault> faults)
    {
        string? read;
        try
        {
            read = text();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape.
            read = null;
        }
        if (read is null || IsIn(read)) faults.Add(Fault(path));
        return read;
    }
}
