using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>What ratios would pay on a round's snapshot, and what they cost; nothing is kept.</summary>
/// <remarks>Rules. <c>Named</c> is written <c>type:ppm,type:ppm</c>; the other types share the largest that fits.</remarks>
[May(Duty.PrepareRounds, Duty.Vote, Duty.ReadBusiness), Said("试算比例", "Try ratios on a round")]
public sealed record TryRatios(PaymentRoundId Round, string? Named) : IAsk<TriedRatios>
{
    public static string Write(IEnumerable<NamedRatio> named) => string.Join(',', named.Select(n => $"{n.PayeeType}:{n.Ratio.Ppm}"));

    public IReadOnlyList<NamedRatio>? Parse()
    {
        var ratios = new List<NamedRatio>();
        foreach (var part in (Named ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || !long.TryParse(part.AsSpan(0, colon), out var type) || !int.TryParse(part.AsSpan(colon + 1), out var ppm)) return null;
            ratios.Add(new(type, new(ppm)));
        }
        return ratios.DistinctBy(r => r.PayeeType).Count() == ratios.Count ? ratios : null;
    }
}

public sealed class TryRatiosAnswer(IntegrityDb db, Funds funds, Snapshots snapshots, Trial trial) : IAnswer<TryRatios, TriedRatios>
{
    public async Task<Outcome<TriedRatios>> Answer(TryRatios ask, AskContext context, CancellationToken cancel)
    {
        var round = await db.PaymentRounds.AsNoTracking().SingleOrDefaultAsync(r => r.Id == ask.Round, cancel);
        if (round is null) return ActRefusals.NotFound();
        if (round.SnapshotDigest is null) return RoundRefusals.RoundNotIn(round.State, RoundState.Snapshot);
        if (ask.Parse() is not { } named) return ActRefusals.Malformed("named");
        var fund = round.Fund.IsZero ? await funds.Available(round.Scope, cancel) : round.Fund;
        return await trial.Try(round, snapshots.Of(db, round), fund, named, cancel);
    }
}
