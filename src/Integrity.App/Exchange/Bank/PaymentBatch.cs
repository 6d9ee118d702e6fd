using System.Xml;
using Integrity.Domain.Values;

namespace Integrity.App.Exchange.Bank;

/// <summary>One payment that the bank is asked to make.</summary>
/// <param name="EndToEndId">Names it to every bank on the way, and comes back with the result; at most 35 characters.</param>
/// <param name="Cnaps">The payee's bank branch.</param>
public sealed record PaymentInstructionLine(string EndToEndId, string PayeeName, string AccountNumber, string BankName, string Cnaps, Money Amount, string Purpose)
{
    /// <summary>The bureau's own number of the instruction (指令号), or empty.</summary>
    public string InstructionNumber { get; init; } = "";
}

/// <summary>The account that pays.</summary>
public sealed record PayerAccount(string Name, string AccountNumber, string BankName, string Cnaps);

/// <summary>Instructions that go to the bank in one message.</summary>
/// <param name="MessageId">At most 35 characters; a message sent again keeps its id, so that the bank can tell.</param>
/// <param name="CreatedAt">In UTC.</param>
/// <param name="ExecuteOn">The day on which the bank is to pay.</param>
public sealed record PaymentBatch(string MessageId, DateTime CreatedAt, DateOnly ExecuteOn, PayerAccount Payer, IReadOnlyList<PaymentInstructionLine> Lines)
{
    private const int MostId = 35;
    private const int MostAccount = 34;
    private const int MostText = 140;

    /// <summary>Eighteen digits is what the message can hold.</summary>
    private const long MostFen = 999_999_999_999_999_999;

    /// <summary>The sum of all lines, which the message states beside their count.</summary>
    public Int128 SumFen => Lines.Aggregate((Int128)0, (sum, line) => sum + line.Amount.Fen);

    /// <summary>Why it cannot be sent, or null. Nothing is cut, replaced or left out to make it fit.</summary>
    public Refusal? Check()
    {
        if (Lines.Count == 0) return ExchangeRefusals.BankBatchEmpty();
        if (!IsUsable(MessageId, MostId)) return ExchangeRefusals.BankLineUnusable(MessageId, "报文号", "message id");
        if (CheckAccount(MessageId, Payer.Name, Payer.AccountNumber, Payer.BankName, Payer.Cnaps) is { } payer) return payer;
        var seen = new HashSet<string>();
        foreach (var line in Lines)
        {
            if (!IsUsable(line.EndToEndId, MostId)) return ExchangeRefusals.BankLineUnusable(line.EndToEndId, "端到端号", "end-to-end id");
            if (!seen.Add(line.EndToEndId)) return ExchangeRefusals.BankLineTwice(line.EndToEndId);
            if (line.InstructionNumber.Length > 0 && !IsUsable(line.InstructionNumber, MostId)) return ExchangeRefusals.BankLineUnusable(line.EndToEndId, "指令号", "instruction number");
            if (CheckAccount(line.EndToEndId, line.PayeeName, line.AccountNumber, line.BankName, line.Cnaps) is { } account) return account;
            if (line.Purpose.Length > 0 && !IsUsable(line.Purpose, MostText)) return ExchangeRefusals.BankLineUnusable(line.EndToEndId, "用途", "purpose");
            if (line.Amount.Fen is <= 0 or > MostFen) return ExchangeRefusals.BankAmountUnusable(line.EndToEndId);
        }
        return SumFen > MostFen ? ExchangeRefusals.BankAmountUnusable(MessageId) : null;
    }

    private static Refusal? CheckAccount(string id, string name, string number, string bank, string cnaps)
    {
        if (!IsUsable(name, MostText)) return ExchangeRefusals.BankLineUnusable(id, "户名", "holder's name");
        if (!IsUsable(number, MostAccount)) return ExchangeRefusals.BankLineUnusable(id, "账号", "account number");
        if (!IsUsable(bank, MostText)) return ExchangeRefusals.BankLineUnusable(id, "开户行", "bank");
        return CnapsCode.Parse(cnaps).Refusal;
    }

    private static bool IsUsable(string text, int most)
    {
        if (text.Length == 0 || text.Length > most || text.Trim().Length != text.Length) return false;
        foreach (var one in text) if (char.IsControl(one) || char.IsSurrogate(one) || !XmlConvert.IsXmlChar(one)) return false;
        return true;
    }
}
