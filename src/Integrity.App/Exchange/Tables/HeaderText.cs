using System.Text.RegularExpressions;

namespace Integrity.App.Exchange.Tables;

/// <summary>Titles of columns, brought to one spelling; and the units of amounts that stand in them.</summary>
public static partial class HeaderText
{
    /// <summary>Without blanks, signs and what stands in brackets; Latin letters small.</summary>
    public static string Fold(string title)
    {
        var bare = Bracketed().Replace(PlainText.Fold(title), "");
        return Signs().Replace(bare, "").ToLowerInvariant();
    }

    /// <summary>The unit that a text names, as the number of fen in one, or null.</summary>
    /// <remarks>元 is 100, 万元 is 1 000 000.</remarks>
    public static long? UnitIn(string text)
    {
        var folded = PlainText.Fold(text);
        var match = Stated().Match(folded);
        if (!match.Success) match = Closing().Match(folded);
        return match.Success ? UnitOf(match.Groups["unit"].Value) : null;
    }

    /// <summary>The unit that a line says it is in: 单位：万元. A sum that merely ends in 元 says nothing.</summary>
    public static long? StatedUnitIn(string text)
    {
        var match = Stated().Match(PlainText.Fold(text));
        return match.Success ? UnitOf(match.Groups["unit"].Value) : null;
    }

    /// <summary>A title that closes with its unit and without brackets, such as 合同金额万元.</summary>
    public static string WithoutUnit(string folded) => Closing().Replace(folded, "");

    public static long? UnitOf(string name) => name switch
    {
        "元" => 100,
        "百元" => 10_000,
        "千" or "千元" => 100_000,
        "万" or "万元" => 1_000_000,
        "十万元" => 10_000_000,
        "百万" or "百万元" => 100_000_000,
        "千万" or "千万元" => 1_000_000_000,
        "亿" or "亿元" => 10_000_000_000,
        _ => null,
    };

    [GeneratedRegex(@"[(（\[【〔][^)）\]】〕]*[)）\]】〕]")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"[\s/\\、·\-_—:：*＊.。,，;；""“”'‘’]+")]
    private static partial Regex Signs();

    /// <summary>单位：万元, or （万元） in a title.</summary>
    [GeneratedRegex(@"(?:单位 ?[:：为]? ?|[(（\[【] ?)(?:人民币 ?)?(?<unit>(?:亿|千万|百万|十万|万|千|百)?元)(?![\p{L}\p{N}])")]
    private static partial Regex Stated();

    [GeneratedRegex(@"(?<=\p{L})(?<unit>(?:亿|千万|百万|十万|万|千|百)?元)$")]
    private static partial Regex Closing();
}
