using System.Globalization;
using System.Net;
using System.Text;
using Integrity.App.Journal;

namespace Integrity.App.Cases.Documents;

/// <summary>An official document as a page that needs nothing else: for a packet that leaves the bureau. The Chinese text first, the gloss under it; at the foot the hash of its text, which is the one that the case shows.</summary>
public static class DocumentHtml
{
    private const string Style = "@page{size:A4;margin:25mm}body{font:16px/1.8 'FangSong','Songti SC',serif;max-width:160mm;margin:auto}h1{text-align:center;font-size:26px}h2{font-size:17px}.en{color:#555;font-size:12px;line-height:1.5}.number,.sign{text-align:right}.hash{color:#555;font-size:12px;word-break:break-all}";

    public static byte[] Of(OfficialDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>").Append(Text(document.Title.Zh)).Append("</title><style>").Append(Style).Append("</style></head><body>\n");
        Line(html, "p", document.Issuer.Zh, document.Issuer.En);
        Line(html, "h1", document.Title.Zh, document.Title.En);
        html.Append("<p class=\"number\">").Append(Text(document.Number)).Append("</p>\n");
        Line(html, "p", document.Addressee.Zh, document.Addressee.En);
        foreach (var part in document.Parts)
            Line(html, part.Setting == PartSetting.Heading ? "h2" : "p",
                part.Label is { } label ? $"{label.Zh}：{part.Text.Zh}" : part.Text.Zh, part.Label is { } gloss ? $"{gloss.En}: {part.Text.En}" : part.Text.En);
        html.Append("<p class=\"sign\">").Append(Text(document.Signer.Zh)).Append("<br>")
            .Append(document.Day is { } day ? day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture) : OfficialDocument.Blank.Zh).Append("</p>\n<p class=\"hash\">SHA-256 ").Append(CanonicalJson.DigestOf(document)).Append("</p>\n</body></html>\n");
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    private static void Line(StringBuilder html, string tag, string zh, string en) =>
        html.Append('<').Append(tag).Append('>').Append(Text(zh)).Append("<br><span class=\"en\" lang=\"en\">").Append(Text(en)).Append("</span></").Append(tag).Append(">\n");

    private static string Text(string words) => WebUtility.HtmlEncode(words);
}
