using System.Collections.Concurrent;
using Integrity.App.Storage;
using Integrity.Domain.Payments;

namespace Integrity.App.Payments;

/// <summary>Snapshots in memory while they are tried on: they never change, so the digest is all there is to check. The last few are kept.</summary>
public sealed class Snapshots
{
    private const int Kept = 2;
    private readonly ConcurrentDictionary<string, RoundLines> lines = [];

    public RoundLines Of(IntegrityDb db, PaymentRound round)
    {
        var digest = round.SnapshotDigest ?? throw new InvalidOperationException("The round has no snapshot.");
        if (lines.TryGetValue(digest, out var known)) return known;
        if (lines.Count >= Kept) lines.Clear();
        return lines[digest] = RoundLines.Load(db, round.FirstLine, round.LastLine);
    }
}
