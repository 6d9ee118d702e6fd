using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments.Checks;

/// <summary>Every snapshot's lines and tranches give the roots that were journaled when it was taken, and nothing was added to them.</summary>
internal sealed class SnapshotsCheck : ICheck
{
    private const string Lines = "SELECT id, round, contract, payee_type, project, left_out, free, set_aside_due, wage, ordered, ordered_reserved, not_yet_due, disputed, returned, in_flight, retention_not_due, certified, settled FROM snapshot_lines WHERE id BETWEEN $1 AND $2 ORDER BY id";
    private const string Tranches = "SELECT id, round, contract, account, standing, certificate, due, subject, fen FROM snapshot_tranches WHERE id BETWEEN $1 AND $2 ORDER BY id";

    public string Name => "rounds.snapshots";
    public string Rule => "R-1, D-5";
    public string Zh => "每个快照的各行与取快照时记入日志的根一致";
    public string En => "Every snapshot's lines give the roots that were journaled when it was taken";
    public IReadOnlyList<string> Proves => ["snapshot_lines", "snapshot_tranches"];

    public async IAsyncEnumerable<Finding> Run(IntegrityDb db, [EnumeratorCancellation] CancellationToken cancel)
    {
        var taken = await db.JournalEntries.AsNoTracking().Where(e => e.Effects.Contains("\"snapshot\"")).OrderBy(e => e.Number)
            .Select(e => new { e.Number, e.Subjects, e.Effects }).ToListAsync(cancel);
        var (lastLine, lastTranche) = (0L, 0L);
        foreach (var act in taken)
        {
            if (JsonNode.Parse(act.Effects) is not JsonObject effects || effects["snapshot"] is not JsonObject lines) continue;
            if (Compare(db, "snapshot_lines", Lines, 18, lines, ref lastLine) is { } line) yield return line;
            if (Compare(db, "snapshot_tranches", Tranches, 9, effects["tranches"] as JsonObject, ref lastTranche) is { } tranche) yield return tranche;
        }
        if (Beyond(db, "SELECT id FROM snapshot_lines WHERE id > $1 ORDER BY id LIMIT 1", lastLine) is { } more) yield return Stray("snapshot_lines", more);
        if (Beyond(db, "SELECT id FROM snapshot_tranches WHERE id > $1 ORDER BY id LIMIT 1", lastTranche) is { } other) yield return Stray("snapshot_tranches", other);

        await foreach (var round in db.PaymentRounds.AsNoTracking().Where(r => r.SnapshotDigest != null).AsAsyncEnumerable().WithCancellation(cancel))
        {
            var said = taken.LastOrDefault(t => t.Subjects.Split(',').Contains($"{round.Id.Value}"));
            if (said is null || JsonNode.Parse(said.Effects)?["snapshot"]?["root"]?.GetValue<string>() != round.SnapshotDigest
                || Range(said.Effects, "snapshot") != $"{round.FirstLine}-{round.LastLine}" || Range(said.Effects, "tranches") != $"{round.FirstTranche}-{round.LastTranche}")
                yield return new("payment_rounds", $"{round.Id.Value}", "批次的快照与日志所载不同。", "The round's snapshot is not the one in the journal.");
        }
    }

    private static Finding? Compare(IntegrityDb db, string table, string query, int columns, JsonObject? effect, ref long last)
    {
        var range = effect?["rows"]?.GetValue<string>().Split('-') ?? [];
        if (range.Length != 2 || !long.TryParse(range[0], out var from) || !long.TryParse(range[1], out var to)) return new(table, "", "日志没有写明范围。", "The journal names no range.");
        if (from != last + 1) return new(table, $"{from}", $"编号 {last + 1} 起不连续。", $"Numbers are not continuous after {last}.");
        last = Math.Max(last, to);
        var root = new MerkleRoot();
        var (next, round) = (from, 0L);
        BulkRead.Each(db, query, columns, row =>
        {
            if (row[0] == next) next++;
            if (round == 0) round = row[1];
            root.AppendNumbers(row[1..]);
        }, from, to);
        if (next != to + 1) return new(table, $"{next}", $"编号 {next} 缺失。", $"Number {next} is missing.");
        return root.Finish().ToString() == effect!["root"]?.GetValue<string>()
            ? null
            : new(table, $"{from}-{to}", $"批次 {round} 的快照各行算出的根与日志所载不同。", $"The lines of round {round}'s snapshot do not give the root in the journal.");
    }

    private static long? Beyond(IntegrityDb db, string query, long last)
    {
        long? found = null;
        BulkRead.Each(db, query, 1, row => found = row[0], last);
        return found;
    }

    private static string? Range(string effects, string member) => JsonNode.Parse(effects)?[member]?["rows"]?.GetValue<string>();

    private static Finding Stray(string table, long id) => new(table, $"{id}", "不属于任何快照。", "It belongs to no snapshot.");
}
