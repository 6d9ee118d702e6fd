using System.Globalization;
using System.Text;
using System.Xml;
using Integrity.Domain.Values;

namespace Integrity.App.Exchange.Bank;

/// <summary>Writes instructions to a bank: a customer credit transfer, one payment block, each line booked by itself.</summary>
/// <remarks>
/// Unit: yuan with two decimals, made from integer fen. Chinese accounts have no IBAN: the number stands as <c>Othr/Id</c>, the branch as
/// clearing member <c>CNAPS</c>. Rules, C-7, M-1. Source: ISO 20022 pain.001.001.10.
/// </remarks>
public static class Pain001
{
    public const string Namespace = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.10";

    public static Outcome<Done> Write(PaymentBatch batch, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Check() is { } refusal) return refusal;
        using var xml = XmlWriter.Create(stream, new() { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n", CloseOutput = false });
        var (count, sum) = (batch.Lines.Count.ToString(CultureInfo.InvariantCulture), new Money((long)batch.SumFen).ToPlainYuan());

        xml.WriteStartElement("Document", Namespace);
        xml.WriteStartElement("CstmrCdtTrfInitn");
        xml.WriteStartElement("GrpHdr");
        xml.WriteElementString("MsgId", batch.MessageId);
        xml.WriteElementString("CreDtTm", BureauTime.LocalOf(batch.CreatedAt).ToString("yyyy-MM-dd'T'HH:mm:ss'+08:00'", CultureInfo.InvariantCulture));
        xml.WriteElementString("NbOfTxs", count);
        xml.WriteElementString("CtrlSum", sum);
        Named(xml, "InitgPty", batch.Payer.Name);
        xml.WriteEndElement();

        xml.WriteStartElement("PmtInf");
        xml.WriteElementString("PmtInfId", batch.MessageId);
        xml.WriteElementString("PmtMtd", "TRF");
        xml.WriteElementString("BtchBookg", "false");
        xml.WriteElementString("NbOfTxs", count);
        xml.WriteElementString("CtrlSum", sum);
        xml.WriteStartElement("ReqdExctnDt");
        xml.WriteElementString("Dt", batch.ExecuteOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
        Named(xml, "Dbtr", batch.Payer.Name);
        Account(xml, "DbtrAcct", batch.Payer.AccountNumber);
        Bank(xml, "DbtrAgt", batch.Payer.Cnaps, batch.Payer.BankName);
        foreach (var line in batch.Lines) Transfer(xml, line);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
        return new Done();
    }

    private static void Transfer(XmlWriter xml, PaymentInstructionLine line)
    {
        xml.WriteStartElement("CdtTrfTxInf");
        xml.WriteStartElement("PmtId");
        if (line.InstructionNumber.Length > 0) xml.WriteElementString("InstrId", line.InstructionNumber);
        xml.WriteElementString("EndToEndId", line.EndToEndId);
        xml.WriteEndElement();
        xml.WriteStartElement("Amt");
        xml.WriteStartElement("InstdAmt");
        xml.WriteAttributeString("Ccy", BankResult.Yuan);
        xml.WriteString(line.Amount.ToPlainYuan());
        xml.WriteEndElement();
        xml.WriteEndElement();
        Bank(xml, "CdtrAgt", line.Cnaps, line.BankName);
        Named(xml, "Cdtr", line.PayeeName);
        Account(xml, "CdtrAcct", line.AccountNumber);
        if (line.Purpose.Length > 0)
        {
            xml.WriteStartElement("RmtInf");
            xml.WriteElementString("Ustrd", line.Purpose);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Named(XmlWriter xml, string element, string name)
    {
        xml.WriteStartElement(element);
        xml.WriteElementString("Nm", name);
        xml.WriteEndElement();
    }

    private static void Account(XmlWriter xml, string element, string number)
    {
        xml.WriteStartElement(element);
        xml.WriteStartElement("Id");
        xml.WriteStartElement("Othr");
        xml.WriteElementString("Id", number);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteElementString("Ccy", BankResult.Yuan);
        xml.WriteEndElement();
    }

    private static void Bank(XmlWriter xml, string element, string cnaps, string name)
    {
        xml.WriteStartElement(element);
        xml.WriteStartElement("FinInstnId");
        xml.WriteStartElement("ClrSysMmbId");
        xml.WriteStartElement("ClrSysId");
        xml.WriteElementString("Cd", "CNAPS");
        xml.WriteEndElement();
        xml.WriteElementString("MmbId", cnaps);
        xml.WriteEndElement();
        xml.WriteElementString("Nm", name);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }
}
