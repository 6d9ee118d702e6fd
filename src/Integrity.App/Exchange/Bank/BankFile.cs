using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Integrity.App.Exchange.Tables;
using Integrity.Domain.Values;

namespace Integrity.App.Exchange.Bank;

/// <summary>Reads a bank's answer of any of the three kinds, known by its content.</summary>
/// <remarks>Pure: ids and amounts are compared with the instructions later, by the act. An attacker's DTD, entities and external references are never read.</remarks>
public static partial class BankFile
{
    private static readonly TableLimits Limits = TableLimits.Ledger;

    public static Outcome<BankReport> Read(byte[] file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Length == 0) return ExchangeRefusals.FileEmpty();
        if (file.Length > Limits.Megabytes * 1024L * 1024L) return ExchangeRefusals.FileTooLarge(Limits.Megabytes);
        if (!LooksLikeXml(file)) return ResultSheet.Read(file);
        try
        {
            using var xml = Open(file);
            xml.MoveToContent();
            if (Message().Match(xml.NamespaceURI) is not { Success: true } message || xml.LocalName != "Document") return ExchangeRefusals.BankFileUnknown();
            return message.Groups["kind"].Value == "pain.002" ? Pain002.Read(xml) : Camt054.Read(xml);
        }
        catch (Exception torn) when (torn is XmlException or DecoderFallbackException)
        {
            return ExchangeRefusals.BankFileTorn();
        }
    }

    private static bool LooksLikeXml(byte[] file)
    {
        var start = Encoding.Latin1.GetString(file, 0, Math.Min(file.Length, 64)).Replace("\0", "", StringComparison.Ordinal);
        return start.TrimStart('ï', '»', '¿', 'ÿ', 'þ', ' ', '\r', '\n', '\t').StartsWith('<');
    }

    /// <summary>Chinese banks also write GBK; nothing is replaced, what does not fit is torn.</summary>
    private static XmlReader Open(byte[] file)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, IgnoreWhitespace = true };
        var start = Encoding.Latin1.GetString(file, 0, Math.Min(file.Length, 256));
        if (!GbEncoding().IsMatch(start)) return XmlReader.Create(new MemoryStream(file, writable: false), settings);
        var gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(54936, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
        return XmlReader.Create(new StringReader(gb18030.GetString(file)), settings);
    }

    [GeneratedRegex(@"^urn:iso:std:iso:20022:tech:xsd:(?<kind>pain\.002|camt\.054)\.001\.[0-9]{2}$")]
    private static partial Regex Message();

    [GeneratedRegex("^<\\?xml[^>]*encoding=[\"'](?:gb2312|gbk|gb18030)[\"']", RegexOptions.IgnoreCase)]
    private static partial Regex GbEncoding();
}
