using System.Runtime.CompilerServices;
using Integrity.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Journal.Checks;

/// <summary>Every entry hashes to its leaf, numbers have no gaps and time does not run back. Whoever rewrites leaves too is found by a published checkpoint.</summary>
internal sealed class LeavesCheck : ICheck
{
    public string Name => "journal.leaves";
    public string Rule => "J-1";
    public string Zh => "日志每一条与其叶哈希一致，编号连续，时间不倒退";
    public string En => "Every journal entry hashes to its leaf, numbers have no gaps, time does not run back";
    public IReadOnlyList<string> Proves => ["journal_entries"];

    public async IAsyncEnumerable<Finding> Run(IntegrityDb db, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (last, at) = (0L, DateTime.MinValue);
        await foreach (var entry in db.JournalEntries.AsNoTracking().OrderBy(e => e.Number).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (entry.Number != last + 1) yield return Of(entry.Number, $"编号 {last + 1} 缺失。", $"Number {last + 1} is missing.");
            if (entry.At < at) yield return Of(entry.Number, "时间早于前一条。", "It is earlier than the entry before it.");
            if (!Hashes(entry)) yield return Of(entry.Number, "内容与叶哈希不符。", "What it says does not hash to its leaf.");
            (last, at) = (entry.Number, entry.At);
        }
    }

    private static bool Hashes(JournalEntry entry)
    {
        try
        {
            return MerkleTree.Leaf(entry.Leaf()).ToArray().AsSpan().SequenceEqual(entry.LeafHash);
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    private static Finding Of(long number, string zh, string en) => new("journal_entries", $"{number}", zh, en);
}
