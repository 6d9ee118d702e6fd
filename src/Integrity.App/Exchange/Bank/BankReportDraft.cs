using System.Globalization;
using System.Xml.Linq;
using Integrity.App.Exchange.Tables;
using Integrity.Domain.Values;

namespace Integrity.App.Exchange.Bank;

/// <summary>Gathers the lines of a bank's answer, and refuses those that cannot be taken.</summary>
internal sealed class BankReportDraft(string source)
{
    private readonly List<BankResult> results = [];
    private readonly List<RowRefusal> refused = [];
    private readonly HashSet<string> accounts = [];
    private readonly Dictionary<int, string> ids = [];
    private int rows;

    public string MessageId { get; set; } = "";
    public BankWholeResult? Whole { get; set; }
    public bool HasLines => rows > 0;

    /// <summary>One line of a message.</summary>
    /// <param name="amount">The element with the amount and its currency, or null.</param>
    public void Add(string? id, BankResultStatus status, XElement? amount, DateOnly? day, (string Code, string Text) reason)
    {
        rows++;
        var endToEnd = (id ?? "").Trim();
        if (endToEnd.Length == 0 || endToEnd == "NOTPROVIDED")
        {
            Refuse(rows, "EndToEndId", endToEnd, ExchangeRefusals.BankIdMissing());
            return;
        }
        ids[rows] = endToEnd;
        Money? money = null;
        var currency = BankResult.Yuan;
        if (amount is not null)
        {
            currency = amount.Attribute("Ccy")?.Value ?? "";
            if (currency != BankResult.Yuan) { Refuse(rows, "Amt", currency, ExchangeRefusals.BankCurrencyWrong(currency)); return; }
            var read = AmountText.Read(amount.Value, unitFen: 100);
            if (read.Refusal is { } refusal) { Refuse(rows, "Amt", amount.Value, refusal); return; }
            if (read.Value.IsNegative) { Refuse(rows, "Amt", amount.Value, ExchangeRefusals.AmountNegative()); return; }
            money = read.Value;
        }
        results.Add(new(rows, endToEnd, status, money, currency, day, reason.Code, reason.Text));
    }

    /// <summary>A further line of a message, which cannot be taken.</summary>
    public void Refuse(string column, string value, Refusal why) => Refuse(++rows, column, value, why);

    /// <summary>On whose account the following lines were booked.</summary>
    public void Account(XElement account)
    {
        if ((Text(account, "Id", "Othr", "Id") ?? Text(account, "Id", "IBAN")) is { } number) accounts.Add(string.Concat(number.Where(c => !char.IsWhiteSpace(c))));
    }

    private void Refuse(int row, string column, string value, Refusal why) => refused.Add(new("", row, column, column, value, why));

    public BankReport Close() => Close(source, MessageId, Whole, results, refused, "EndToEndId") with { Accounts = [.. accounts], Ids = ids };

    /// <summary>
    /// The same result twice is told apart by nobody, so neither is taken. In a notice of entries one id may first be settled and later returned;
    /// a status report or a sheet has one result for each, and two that contradict are as good as none.
    /// </summary>
    public static BankReport Close(string source, string messageId, BankWholeResult? whole, List<BankResult> results, IEnumerable<RowRefusal> refused, string idColumn)
    {
        var all = refused.ToList();
        var twice = new HashSet<int>();
        foreach (var same in results.GroupBy(result => (result.EndToEndId, result.Status)).Where(same => same.Key.Status != BankResultStatus.Pending && same.Count() > 1))
            foreach (var one in same)
            {
                twice.Add(one.Row);
                all.Add(new("", one.Row, idColumn, "endToEndId", one.EndToEndId, ExchangeRefusals.BankResultTwice(string.Join("、", same.Where(other => other.Row != one.Row).Select(other => other.Row)))));
            }
        foreach (var one in results.Where(r => r.Status != BankResultStatus.Pending && !twice.Contains(r.Row)).GroupBy(r => r.EndToEndId).Where(g => source != Camt054.Source && g.Count() > 1).SelectMany(g => g).ToList())
        {
            twice.Add(one.Row);
            all.Add(new("", one.Row, idColumn, "endToEndId", one.EndToEndId, ExchangeRefusals.BankResultContradicts()));
        }
        return new(source, messageId, whole, [.. results.Where(result => !twice.Contains(result.Row))], [.. all.OrderBy(one => one.Row)]);
    }

    /// <summary>The first reason of several: its code, and all its words.</summary>
    public static (string Code, string Text) Reason(XElement? reason) => reason is null ? ("", "") :
        (Child(reason, "Rsn")?.Value.Trim() ?? "", string.Join(' ', reason.Elements().Where(element => element.Name.LocalName == "AddtlInf").Select(element => element.Value.Trim())));

    public static XElement? Child(XElement? element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path) element = element?.Elements().FirstOrDefault(child => child.Name.LocalName == name);
        return element;
    }

    public static string? Text(XElement? element, params ReadOnlySpan<string> path) => Child(element, path)?.Value;

    /// <summary>A day, or the day of an instant as the bank wrote it.</summary>
    public static DateOnly? Day(XElement? choice) =>
        choice?.Value.Trim() is { Length: >= 10 } text && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
