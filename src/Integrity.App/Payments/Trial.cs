using Integrity.App.Contracts;
using Integrity.App.Journal;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>A ratio that is named for a payee type; the types without one share the largest that fits .</summary>
public sealed record NamedRatio(long PayeeType, Ratio Ratio);

/// <summary>One type in a trial.</summary>
public sealed record TriedType(long PayeeType, Ratio Ratio, bool Named, int Contracts, Money Base, Money Entitlement, Money Pay, Money SetAside);

/// <summary>A set of ratios tried on a snapshot: fund = wages + orders + paid + set aside + residual .</summary>
/// <param name="Orders">What orders of courts and authorities take from the fund, beyond what earlier rounds reserved for them.</param>
public sealed record TriedRatios(Money Fund, Money Wages, Money Orders, Money Pay, Money SetAside, Money Residual, IReadOnlyList<TriedType> Types, RoundPrice Price);

/// <summary>Tries ratios on a snapshot, in integers over all its lines.</summary>
public sealed class Trial(IntegrityDb db)
{
    /// <param name="round">Its snapshot's tranches say what falls due before the next cut-off.</param>
    /// <param name="lines">The snapshot.</param>
    /// <param name="fund">Confirmed and usable for every contract in scope.</param>
    /// <param name="named">By payee type.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<Outcome<TriedRatios>> Try(PaymentRound round, RoundLines lines, Money fund, IReadOnlyList<NamedRatio> named, CancellationToken cancel)
    {
        if (round.Wage > fund) return RoundRefusals.WagesNotCovered(round.Wage, fund);
        if (round.Wage + round.Order > fund) return RoundRefusals.OrdersNotCovered(round.Order, fund - round.Wage);
        var left = fund - round.Wage - round.Order;
        var ratios = Ratios(lines, left, named);
        if (!ratios.IsDone) return ratios.Refusal;
        var types = lines.ByType(ratios.Value);
        var (pay, aside) = (types.Sum(t => t.Totals.Pay), types.Sum(t => t.Totals.SetAside));
        var residual = left - pay - aside;
        if (residual.IsNegative) throw new InvalidOperationException($"Ratios that fit need {pay + aside} of {left} (R-4).");
        return new TriedRatios(fund, round.Wage, round.Order, pay, aside, residual,
            [.. types.Select((t, i) => new TriedType(t.PayeeType, ratios.Value[i], named.Any(n => n.PayeeType == t.PayeeType), t.Contracts, t.Base,
                t.Totals.Entitlement, t.Totals.Pay, t.Totals.SetAside))],
            await Price(round, lines, ratios.Value, residual, cancel));
    }

    /// <summary>The ratios in the order of the snapshot's types.</summary>
    public static Outcome<Ratio[]> Ratios(RoundLines lines, Money left, IReadOnlyList<NamedRatio> named)
    {
        if (named.DistinctBy(name => name.PayeeType).Count() != named.Count) return RoundRefusals.TypeNamedTwice();
        foreach (var name in named)
        {
            if (!name.Ratio.IsShare) return PaymentRefusals.RatioOutOfRange(name.Ratio);
            if (!lines.Types.Contains(name.PayeeType)) return RoundRefusals.TypeNotInRound();
        }
        var ratios = new Ratio[lines.Types.Length];
        var bases = new Int128[lines.Types.Length];
        RoundArithmetic.BaseSums(lines.E, lines.TypeIndex, bases);
        foreach (var name in named) ratios[Array.IndexOf(lines.Types, name.PayeeType)] = name.Ratio;
        var entitled = lines.ByType(ratios);
        var needed = entitled.Sum(t => t.Totals.Entitlement);
        // Where several do not fit together, the highest is the one to lower.
        foreach (var name in named.OrderByDescending(name => name.Ratio.Ppm))
        {
            var place = Array.IndexOf(lines.Types, name.PayeeType);
            var fund = Money.Max(Money.Zero, left - (needed - entitled[place].Totals.Entitlement));
            if (!UniformRatio.Fits(name.Ratio, fund, bases[place])) return PaymentRefusals.RatioDoesNotFit(name.Ratio, UniformRatio.LargestThatFits(fund, bases[place]));
        }
        Int128 shared = 0;
        for (var t = 0; t < ratios.Length; t++)
            if (!named.Any(n => n.PayeeType == lines.Types[t])) shared += bases[t];
        var rest = UniformRatio.LargestThatFits(left - needed, shared);
        for (var t = 0; t < ratios.Length; t++)
            if (!named.Any(n => n.PayeeType == lines.Types[t])) ratios[t] = rest;
        return ratios;
    }

    /// <summary>What the vote is bound to (D-5).</summary>
    public static Digest DigestOf(PaymentRound round, TriedRatios tried, Digest listRoot) => CanonicalJson.DigestOf(new
    {
        round = round.Id,
        number = round.Number,
        snapshot = round.SnapshotDigest,
        cutOff = round.CutOff,
        fund = tried.Fund,
        wages = tried.Wages,
        orders = tried.Orders,
        ratios = tried.Types.Select(t => new { type = t.PayeeType, ratio = t.Ratio }),
        pay = tried.Pay,
        setAside = tried.SetAside,
        residual = tried.Residual,
        list = listRoot,
    });

    /// <summary>The same, computed once more from a candidate's ratios on the snapshot.</summary>
    public static Digest DigestOf(PaymentRound round, RoundCandidate candidate, RoundLines lines, Ratio[] ratios)
    {
        var totals = lines.Totals(ratios);
        var types = lines.Types.Select((type, i) => new TriedType(type, ratios[i], false, 0, default, default, default, default)).ToList();
        var fund = round.Wage + round.Order + totals.Entitlement + candidate.Residual;
        return DigestOf(round, new TriedRatios(fund, round.Wage, round.Order, totals.Pay, totals.SetAside, candidate.Residual, types, null!), lines.ListRoot(ratios));
    }

    private async Task<RoundPrice> Price(PaymentRound round, RoundLines lines, Ratio[] ratios, Money residual, CancellationToken cancel)
    {
        var agreed = await db.AgreedDailyRates(cancel);
        Money interest = default;
        var below = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            var pay = lines.Share(i, ratios).Pay;
            var rate = agreed.Count > 0 && agreed.TryGetValue(lines.Contract[i], out var own) ? own : OverdueInterest.DefaultDailyRate;
            interest += new Money(RoundArithmetic.Share(lines.Due[i] - pay, rate.Ppm));
            if (ProgressFloor.IsBelow(new Money(checked(lines.SettledAndInFlight[i] + pay)), new Money(lines.CertifiedWithoutRetention[i]))) below++;
        }
        long contracts = 0, fen = 0;
        BulkRead.Each(db, """
            SELECT COUNT(DISTINCT contract), CAST(COALESCE(SUM(fen), 0) AS BIGINT) FROM snapshot_tranches
            WHERE id BETWEEN $1 AND $2 AND due > $3 AND due < $4 AND standing IN (0, 1)
            """, 2, row => (contracts, fen) = (row[0], row[1]), round.FirstTranche, round.LastTranche, DayNumber.Of(round.CutOff), DayNumber.Of(round.NextCutOff));
        return new(interest, (int)contracts, new(fen), below, Money.Zero, residual);
    }
}
