using System.Xml;
using System.Xml.Linq;
using static Integrity.App.Exchange.Bank.BankReportDraft;

namespace Integrity.App.Exchange.Bank;

/// <summary>Reads a payment status report: what the bank says to the instructions it got.</summary>
/// <remarks>Only a completed settlement counts as settled (O-2). Source: ISO 20022 pain.002.001.11.</remarks>
internal static class Pain002
{
    public static BankReport Read(XmlReader xml)
    {
        var draft = new BankReportDraft("pain.002");
        var (original, groupStatus, blockStatus) = ("", "", "");
        (string, string) reason = ("", "");
        List<string> counts = [], sums = [];
        while (!xml.EOF)
        {
            if (xml.NodeType != XmlNodeType.Element) { xml.Read(); continue; }
            switch (xml.LocalName)
            {
                case "GrpHdr":
                    draft.MessageId = Text((XElement)XNode.ReadFrom(xml), "MsgId") ?? "";
                    break;
                case "OrgnlGrpInfAndSts":
                    var group = (XElement)XNode.ReadFrom(xml);
                    (original, groupStatus, reason) = (Text(group, "OrgnlMsgId") ?? "", Text(group, "GrpSts") ?? "", Reason(Child(group, "StsRsnInf")));
                    if (Text(group, "OrgnlNbOfTxs") is { } count) counts.Add(count.Trim());
                    if (Text(group, "OrgnlCtrlSum") is { } sum) sums.Add(sum.Trim());
                    break;
                case "OrgnlNbOfTxs":
                    counts.Add(xml.ReadElementContentAsString().Trim());
                    break;
                case "OrgnlCtrlSum":
                    sums.Add(xml.ReadElementContentAsString().Trim());
                    break;
                case "PmtInfSts":
                    blockStatus = xml.ReadElementContentAsString();
                    break;
                case "StsRsnInf":
                    var information = Reason((XElement)XNode.ReadFrom(xml));
                    if (reason is ("", "")) reason = information;
                    break;
                case "TxInfAndSts":
                    var line = (XElement)XNode.ReadFrom(xml);
                    var code = Text(line, "TxSts") ?? "";
                    if (StatusOf(code) is not { } status) draft.Refuse("TxSts", code, ExchangeRefusals.BankStatusUnknown(code));
                    else draft.Add(Text(line, "OrgnlEndToEndId"), status, Child(line, "OrgnlTxRef", "Amt", "InstdAmt"), null, Reason(Child(line, "StsRsnInf")));
                    break;
                default:
                    xml.Read();
                    break;
            }
        }
        var whole = groupStatus.Length > 0 ? groupStatus : blockStatus;
        if (draft.HasLines || whole.Length == 0) return draft.Close();
        if (StatusOf(whole) is { } all) draft.Whole = new(original, all, reason.Item1, reason.Item2, counts, sums);
        else draft.Refuse(groupStatus.Length > 0 ? "GrpSts" : "PmtInfSts", whole, ExchangeRefusals.BankStatusUnknown(whole));
        return draft.Close();
    }

    /// <summary>Null for a code that the standard's list does not have. Source: ISO 20022 external code sets, payment transaction and group status.</summary>
    private static BankResultStatus? StatusOf(string code) => code.Trim() switch
    {
        "ACSC" or "ACCC" => BankResultStatus.Settled,
        "RJCT" or "CANC" => BankResultStatus.Rejected,
        "ACCP" or "ACFC" or "ACIS" or "ACSP" or "ACTC" or "ACWC" or "ACWP" or "BLCK" or "PART" or "PATC" or "PDNG" or "RCVD" => BankResultStatus.Pending,
        _ => null,
    };
}
