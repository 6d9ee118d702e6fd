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
        said = said.Replace("(REQUIRED)", "（必填）", StringComparison.Ordinal);
        said = said.Replace("[command]", "[命令]", StringComparison.Ordinal).Replace("[options]", "[选项]", StringComparison.Ordinal);
        said = Default().Replace(said, "[默认: $1]");
        said = NotMatched().Replace(said, "没有“$1”。您要写的是否为：");
        said = OneOnly().Replace(said, "“$1”只能写一个值，却写了 $2 个。");
        said = Required().Replace(said, "缺少“$1”，请写明。");
        said = Alone().Replace(said, "“$1”不能与其他参数同用，请单独写。");
        return NotParsed().Replace(said, "“$2”不能是“$1”。");
    }

    [GeneratedRegex("^Description:", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\[default: ([^\]]*)\]")]
    private static partial Regex Default();

    [GeneratedRegex(@"'([^']*)' was not matched\. Did you mean one of the following\?")]
    private static partial Regex NotMatched();

    [GeneratedRegex(@"Option '([^']*)' expects a single argument but ([0-9]+) were provided\.")]
    private static partial Regex OneOnly();

    [GeneratedRegex(@"Option '([^']*)' is required\.")]
    private static partial Regex Required();

    [GeneratedRegex(@"(\S+) option cannot be combined with other arguments\.")]
    private static partial Regex Alone();

    [GeneratedRegex(@"Cannot parse argument '([^']*)' for (?:option|command) '([^']*)' as expected type '[^']*'\.(?: Did you mean one of the following\?)?")]
    private static partial Regex NotParsed();
}
