using System.Xml;
using System.Xml.Linq;
using Integrity.App.Exchange.Tables;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using static Integrity.App.Exchange.Bank.BankReportDraft;

namespace Integrity.App.Exchange.Bank;

/// <summary>Reads a debit and credit notification: what was booked on the bureau's account.</summary>
/// <remarks>
/// A booked debit that carries our id is settled; a booked credit with return information, or one that reverses a debit, is returned.
/// Other credits are somebody else's money and no result, unless they carry an id of ours: then the bank is asked. Source: ISO 20022 camt.054.001.08.
/// </remarks>
internal static class Camt054
{
    public const string Source = "camt.054";

    public static BankReport Read(XmlReader xml)
    {
        var draft = new BankReportDraft(Source);
        while (!xml.EOF)
        {
            if (xml.NodeType != XmlNodeType.Element) xml.Read();
            else if (xml.LocalName == "GrpHdr") draft.MessageId = Text((XElement)XNode.ReadFrom(xml), "MsgId") ?? "";
            else if (xml.LocalName == "Acct") draft.Account((XElement)XNode.ReadFrom(xml));
            else if (xml.LocalName == "Ntry") ReadEntry(draft, (XElement)XNode.ReadFrom(xml));
            else xml.Read();
        }
        return draft.Close();
    }

    private static void ReadEntry(BankReportDraft draft, XElement entry)
    {
        var details = entry.Elements().Where(element => element.Name.LocalName == "NtryDtls").SelectMany(element => element.Elements()).Where(element => element.Name.LocalName == "TxDtls").ToList();
        var isBooked = Text(entry, "Sts")?.Trim() == "BOOK";
        var isReversal = Text(entry, "RvslInd")?.Trim() is "true" or "1";
        if (Differs(entry, details) is { } difference)
        {
            draft.Refuse("Amt", difference, ExchangeRefusals.BankEntryDiffers());
            return;
        }
        foreach (var detail in details.Count > 0 ? details : [entry])
        {
            var isCredit = (Text(detail, "CdtDbtInd") ?? Text(entry, "CdtDbtInd"))?.Trim() == "CRDT";
            var returned = Child(detail, "RtrInf");
            var id = Text(detail, "Refs", "EndToEndId");
            if (isCredit && returned is null && !isReversal)
            {
                if (EndToEndId.TryParse(id?.Trim() ?? "", out _)) draft.Refuse("EndToEndId", id!, ExchangeRefusals.BankCreditUnexplained());
                continue;
            }
            if (!isCredit && (returned is not null || isReversal)) continue;
            var status = !isBooked ? BankResultStatus.Pending : isCredit ? BankResultStatus.Returned : BankResultStatus.Settled;
            // An entry of several lines has their sum, which is nobody's amount.
            var amount = AmountOf(detail) ?? (details.Count == 1 ? Child(entry, "Amt") : null);
            // A bank's own charges, and payments made at its counter, are debits without an id of ours.
            if (!isCredit && id is null or "NOTPROVIDED") continue;
            draft.Add(id, status, amount, Day(Child(entry, "BookgDt")), Reason(returned));
        }
    }

    private static XElement? AmountOf(XElement detail) => Child(detail, "Amt") ?? Child(detail, "AmtDtls", "TxAmt", "Amt") ?? Child(detail, "AmtDtls", "InstdAmt", "Amt");

    /// <summary>What was booked, where the lines that are ours do not add up to it; null where they do, or where one says no amount.</summary>
    private static string? Differs(XElement entry, List<XElement> details)
    {
        if (Text(entry, "Amt") is not { } booked || !details.Exists(detail => EndToEndId.TryParse(Text(detail, "Refs", "EndToEndId")?.Trim() ?? "", out _))) return null;
        var amounts = details.ConvertAll(detail => AmountOf(detail)?.Value);
        if (amounts.Contains(null)) return null;
        var read = amounts.ConvertAll(amount => AmountText.Read(amount!, unitFen: 100));
        var whole = AmountText.Read(booked, unitFen: 100);
        return whole.Refusal is null && read.TrueForAll(amount => amount.Refusal is null) && read.Sum(amount => amount.Value) != whole.Value ? booked : null;
    }
}
