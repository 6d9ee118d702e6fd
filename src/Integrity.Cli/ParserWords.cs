using System.Text.RegularExpressions;
using Integrity.Domain.Values;

namespace Integrity.Cli;

/// <summary>What the parser has no Chinese words for, in its help and its complaints.</summary>
internal static partial class ParserWords
{
    // The unit separator of ASCII: nobody types it.
    private const char Between = '\u001f';

    /// <summary>A complaint of our own, which the parser passes on; <see cref="In"/> gives the caller's half.</summary>
    public static string Complaint(string zh, string en) => zh + Between + en;

    public static string In(Language language, string said)
    {
        said = string.Join('\n', said.Split('\n').Select(line => line.Split(Between) is [var zh, var en] ? (language == Language.Chinese ? zh : en) : line));
        if (language != Language.Chinese) return said;
        said = Heading().Replace(said, "说明:").Replace("。.", "。", StringComparison.Ordinal);
        said = said.Replace("Show help and usage information", "显示帮助和用法", StringComparison.Ordinal);
        said = said.Replace("[command]", "[命令]", StringComparison.Ordinal).Replace("[options]", "[选项]", StringComparison.Ordinal);
        said = Default().Replace(said, "[默认: $1]");
        said = NotMatched().Replace(said, "没有“$1”。您要写的是否为：");
        return NotParsed().Replace(said, "“$2”不能是“$1”。");
    }

    [GeneratedRegex("^Description:", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\[default: ([^\]]*)\]")]
    private static partial Regex Default();

    [GeneratedRegex(@"'([^']*)' was not matched\. Did you mean one of the following\?")]
    private static partial Regex NotMatched();

    [GeneratedRegex(@"Cannot parse argument '([^']*)' for (?:option|command) '([^']*)' as expected type '[^']*'\.(?: Did you mean one of the following\?)?")]
    private static partial Regex NotParsed();
}
