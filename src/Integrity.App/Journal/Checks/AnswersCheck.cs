using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Integrity.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Journal.Checks;

/// <summary>What was answered to whom under which key is what the entry's leaf committed to, one answer an entry.</summary>
internal sealed class AnswersCheck : ICheck
{
    public string Name => "journal.answers";
    public string Rule => "J-1";
    public string Zh => "每条日志恰有一个答复，答复、幂等键与操作摘要与叶一致";
    public string En => "Every entry has one answer; answer, key and act are those that its leaf committed to";
    public IReadOnlyList<string> Proves => ["act_answers"];

    public async IAsyncEnumerable<Finding> Run(IntegrityDb db, [EnumeratorCancellation] CancellationToken cancel)
    {
        var rows = db.JournalEntries.AsNoTracking()
            .Join(db.JournalPayloads.AsNoTracking(), e => e.Number, p => p.Entry, (e, p) => new { Entry = e, Payload = p })
            .LeftJoin(db.ActAnswers.AsNoTracking(), e => e.Entry.Number, a => a.Entry, (e, a) => new { e.Entry, e.Payload, Answer = a })
            .OrderBy(row => row.Entry.Number);
        var last = 0L;
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancel))
        {
            var number = row.Entry.Number;
            if (row.Answer is null) yield return Of(number, "没有答复。", "It has no answer.");
            else if (number == last) yield return Of(number, "有两个答复。", "It has two answers.");
            else if (row.Answer.Actor != row.Entry.Actor) yield return Of(number, "答复人与操作人不同。", "The answer is another actor's.");
            else if (!row.Answer.ActDigest.AsSpan().SequenceEqual(ActAnswer.DigestOf(NameOf(row.Entry), row.Payload.Payload)))
                yield return Of(number, "操作摘要与内容不符。", "The act's digest does not fit its payload.");
            else if (Committed(row.Entry) != Convert.ToHexStringLower(ActAnswer.Commit(row.Payload.Salt, row.Answer.Key, row.Answer.Answer)))
                yield return Of(number, "幂等键或答复与叶中的承诺不符。", "The key or the answer is not what the leaf committed to.");
            last = number;
        }
        var stray = db.ActAnswers.AsNoTracking().Where(a => !db.Set<JournalEntry>().Any(e => e.Number == a.Entry)).Select(a => a.Entry).Order().Take(Verification.Most);
        foreach (var entry in await stray.ToListAsync(cancel)) yield return Of(entry, "没有这条日志。", "There is no such entry.");
    }

    private static string NameOf(JournalEntry entry) => entry.Kind == JournalEntry.Refused ? Text(entry, "act") : entry.Kind;

    private static string Committed(JournalEntry entry) => Text(entry, JournalEntry.AnswerEffect);

    private static string Text(JournalEntry entry, string member)
    {
        try
        {
            return (JsonNode.Parse(entry.Effects) as JsonObject)?[member]?.ToString() ?? "";
        }
        catch (System.Text.Json.JsonException)
        {
            return "";
        }
    }

    private static Finding Of(long number, string zh, string en) => new("act_answers", $"{number}", zh, en);
}
