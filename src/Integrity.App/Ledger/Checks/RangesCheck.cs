using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Ledger.Checks;

/// <summary>Ranges of entries follow one another without gaps, each root is worked out again from its postings, and each is what its act's leaf names.</summary>
internal sealed class RangesCheck : ICheck
{
    private const int Batch = 5_000;
    private const long Long = 1 << MerkleRoot.ChunkLevel;

    public string Name => "ledger.ranges";
    public string Rule => "L-1, J-1";
    public string Zh => "分录连续无缺，每段的根由各笔重新算出，并与日志叶所载一致";
    public string En => "Ledger entries have no gaps; each range's root is recomputed from its postings and is the one in its act's leaf";
    public IReadOnlyList<string> Proves => ["ledger_ranges", "postings"];

    public async IAsyncEnumerable<Finding> Run(IntegrityDb db, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (lastEntry, lastPosting) = (0L, 0L);
        var claimed = 0L;
        while (true)
        {
            var ranges = await db.LedgerRanges.AsNoTracking().Where(r => r.FirstEntry > lastEntry).OrderBy(r => r.FirstEntry).Take(Batch).ToListAsync(cancel);
            if (ranges.Count == 0) break;
            var acts = ranges.Select(r => r.Act).Distinct().ToList();
            var effects = await db.JournalEntries.AsNoTracking().Where(e => acts.Contains(e.Number)).ToDictionaryAsync(e => e.Number, e => e.Effects, cancel);
            var sums = Recompute(db, ranges);
            for (var i = 0; i < ranges.Count; i++)
            {
                var range = ranges[i];
                if (range.FirstEntry != lastEntry + 1 || range.LastEntry < range.FirstEntry) yield return Of(range, $"分录 {lastEntry + 1} 起不连续。", $"Entries are not continuous after {lastEntry}.");
                if (range.FirstPosting != lastPosting + 1 || range.LastPosting < range.FirstPosting) yield return Of(range, $"明细 {lastPosting + 1} 起不连续。", $"Postings are not continuous after {lastPosting}.");
                if (sums[i].Fault is { } fault) yield return fault;
                else if (!sums[i].Root.AsSpan().SequenceEqual(range.Root)) yield return new("postings", $"{range.FirstPosting}-{range.LastPosting}", "各笔算出的根与所存的根不同。", "The root worked out from the postings is not the one kept.");
                else if (sums[i].OtherDay) yield return Of(range, "日期与各笔不同。", "Its day is not that of its postings.");
                if (Named(range, effects)) claimed++;
                else yield return Of(range, $"第 {range.Act} 条日志没有这样写。", $"Journal entry {range.Act} does not say so.");
                (lastEntry, lastPosting) = (Math.Max(lastEntry, range.LastEntry), Math.Max(lastPosting, range.LastPosting));
            }
        }
        var beyond = 0L;
        BulkRead.Each(db, "SELECT id FROM postings WHERE id > $1 ORDER BY id LIMIT 1", 1, row => beyond = row[0], lastPosting);
        if (beyond != 0) yield return new("postings", $"{beyond}", "不属于任何一段。", "It belongs to no range.");

        var said = 0L;
        await foreach (var entry in db.JournalEntries.AsNoTracking().Where(e => e.Effects.Contains("\"ledger\"")).Select(e => e.Effects).AsAsyncEnumerable().WithCancellation(cancel))
            said += Ranges(entry).Count;
        if (said != claimed) yield return new("ledger_ranges", "", $"日志写了 {said} 段，账上对得上的有 {claimed} 段。", $"The journal names {said} ranges, the ledger has {claimed} of them.");
    }

    private static List<Recomputed> Recompute(IntegrityDb db, List<LedgerRange> ranges)
    {
        var result = new List<Recomputed>(ranges.Count);
        foreach (var range in ranges)
        {
            var day = DayNumber.Of(range.Day);
            var (next, entry) = (range.FirstPosting, range.FirstEntry - 1);
            Finding? fault = null;
            var otherDay = false;
            var isLong = range.LastPosting - range.FirstPosting >= Long;
            var (list, small) = (isLong ? new MerkleRoot() : null, new Frontier());
            BulkRead.Each(db, "SELECT id, entry, day, owner, account, standing, tranche, due, subject, fen FROM postings WHERE id BETWEEN $1 AND $2 ORDER BY id", 10, row =>
            {
                Span<byte> line = stackalloc byte[PostingLine.Longest];
                var length = PostingLine.Write(line, row[1], (int)row[2], row[3], (Account)row[4], (Standing)row[5], row[6], (int)row[7], row[8], row[9]);
                if (list is not null) list.Append(line[..length]);
                else small.Append(line[..length]);
                if (row[0] != next) fault ??= Posting(row[0], $"编号 {next} 缺失。", $"Number {next} is missing.");
                if (row[1] != entry && row[1] != entry + 1) fault ??= Posting(row[0], $"分录号 {row[1]} 不连续。", $"Its entry number {row[1]} is not continuous.");
                otherDay |= row[2] != day;
                (next, entry) = (row[0] + 1, row[1]);
            }, range.FirstPosting, range.LastPosting);
            if (entry != range.LastEntry || next != range.LastPosting + 1) fault ??= Posting(next, $"该段应止于分录 {range.LastEntry}。", $"Its range should end with entry {range.LastEntry}.");
            result.Add(new((list?.Finish() ?? small.Root()).ToArray(), fault, otherDay));
        }
        return result;
    }

    private static bool Named(LedgerRange range, Dictionary<long, string> effects) =>
        effects.TryGetValue(range.Act, out var said) && Ranges(said).Any(e =>
            Text(e, "entries") == $"{range.FirstEntry}-{range.LastEntry}" && Text(e, "postings") == $"{range.FirstPosting}-{range.LastPosting}"
            && Text(e, "root") == Convert.ToHexStringLower(range.Root) && Text(e, "kind") == range.Kind && Text(e, "document") == range.Document
            && Text(e, "reverses") == $"{range.Reverses}");

    private static JsonArray Ranges(string effects)
    {
        try
        {
            return (JsonNode.Parse(effects) as JsonObject)?["ledger"] as JsonArray ?? [];
        }
        catch (System.Text.Json.JsonException)
        {
            return [];
        }
    }

    private static string? Text(JsonNode? effect, string member) => effect?[member]?.GetValue<string>();

    private static Finding Of(LedgerRange range, string zh, string en) => new("ledger_ranges", $"{range.FirstEntry}", zh, en);

    private static Finding Posting(long id, string zh, string en) => new("postings", $"{id}", zh, en);

    private readonly record struct Recomputed(byte[] Root, Finding? Fault, bool OtherDay);
}
