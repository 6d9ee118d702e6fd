using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>The lines of recused members: what the others vote on, and what becomes of it when the round is executed (D-4).</summary>
public sealed class LinesApart(IntegrityDb db, Calendars calendars, BankAnswers answers)
{
    /// <summary>The candidate's lines of these contracts, bound to the candidate's hash.</summary>
    public static CandidateFacts Facts(RoundCandidate candidate, RoundLines lines, IReadOnlyCollection<long> contracts) =>
        new($"方案{candidate.Ordinal}中的 {contracts.Count} 行", $"{contracts.Count} lines of candidate {candidate.Ordinal}", DigestOf(candidate, lines, contracts));

    /// <summary>A candidate added in the meeting has its counterpart in every such item (D-5).</summary>
    public async Task<Refusal?> Follow(Item of, RoundCandidate candidate, RoundLines lines, ActContext context, CancellationToken cancel)
    {
        foreach (var item in await Of(of.Id, cancel))
        {
            if (item.AddCandidate(Facts(candidate, lines, await ContractsOf(item, cancel))) is { IsDone: false } no) return no.Refusal;
            context.Touch(item.Id.Value);
        }
        return null;
    }

    /// <summary>Takes over what the others decided about each: the contracts whose lines they did not pass.</summary>
    public async Task<Outcome<HashSet<long>>> NotPassed(Item of, RoundCandidate candidate, RoundLines lines, ActContext context, CancellationToken cancel)
    {
        var reserved = new HashSet<long>();
        foreach (var item in await Of(of.Id, cancel))
        {
            if (item.Result == ItemResult.Pending) return RoundRefusals.LinesApartNotVoted();
            var contracts = await ContractsOf(item, cancel);
            if (item.Result == ItemResult.Passed)
            {
                var begun = item.BeginExecution(ItemKinds.Round, DigestOf(candidate, lines, contracts), context.Today, await calendars.Current(cancel));
                if (!begun.IsDone) return begun.Refusal;
                context.Touch(item.Id.Value);
            }
            else reserved.UnionWith(contracts);
        }
        return reserved;
    }

    /// <summary>What was not passed is not sent: it is reserved with its cash, wages and orders excepted, which need no vote .</summary>
    /// <returns>By contract, what of its line is kept so.</returns>
    public async Task<IReadOnlyDictionary<long, Money>> Reserve(ActContext context, PaymentRound round, HashSet<long> contracts, CancellationToken cancel)
    {
        if (contracts.Count == 0) return new Dictionary<long, Money>();
        var lines = await db.Instructions.Where(i => i.Run == round.Id.Value && contracts.Contains(i.Contract)
            && (i.Kind == InstructionKind.Ratio || i.Kind == InstructionKind.Assigned)).OrderBy(i => i.Id).ToListAsync(cancel);
        await answers.Post(context, [.. lines.Select(i => new JudgedAnswer(
            new(0, EndToEndId.Of(i.Id), BankWord.Returned, new(i.Fen), ReturnedLine.NotPassed, "回避成员的各行未获其他成员通过，予以留存"),
            i, null))], (await db.RoundCandidates.AsNoTracking().SingleAsync(c => c.Id == round.DecidedCandidate, cancel)).Digest, wasSent: false, cancel);
        return lines.GroupBy(i => i.Contract).ToDictionary(g => g.Key, g => new Money(g.Sum(i => i.Fen)));
    }

    /// <summary>What the others did not pass of an executed round, whatever became of it since.</summary>
    public static IQueryable<ReturnedLine> KeptIn(IntegrityDb db, PaymentRound round) =>
        db.ReturnedLines.AsNoTracking().Where(l => l.Run == round.Id.Value && !l.WasSent && l.ReasonCode == ReturnedLine.NotPassed);

    /// <summary>The contracts whose lines the others did not pass: for them the round's vote pays nothing, now or later (D-4, R-5).</summary>
    public static async Task<IReadOnlySet<long>> NotPassedIn(IntegrityDb db, PaymentRound round, CancellationToken cancel)
    {
        if (round.DecisionItem is not { } voted) return new HashSet<long>();
        ItemId? of = ItemId.From(voted);
        var items = (await db.DecisionItems.Where(x => x.LinesOf == of && x.Result != ItemResult.Passed && x.Result != ItemResult.Pending).Select(x => x.Id).ToListAsync(cancel)).ConvertAll(item => item.Value);
        return items.Count == 0 ? new HashSet<long>() : await db.LinesApart.Where(l => items.Contains(l.Item)).Select(l => l.Contract).ToHashSetAsync(cancel);
    }

    private Task<List<Item>> Of(ItemId round, CancellationToken cancel) => db.WholeItems.Where(x => x.LinesOf == round).OrderBy(x => x.Id).ToListAsync(cancel);

    private Task<List<long>> ContractsOf(Item item, CancellationToken cancel) =>
        db.LinesApart.AsNoTracking().Where(l => l.Item == item.Id.Value).OrderBy(l => l.Contract).Select(l => l.Contract).ToListAsync(cancel);

    private static Digest DigestOf(RoundCandidate candidate, RoundLines lines, IReadOnlyCollection<long> contracts)
    {
        var ratios = lines.Types.Select(type => candidate.Types.Single(t => t.PayeeType == type).Ratio).ToArray();
        return CanonicalJson.DigestOf(new { candidate = candidate.Digest, lines = lines.ListRoot(ratios, contracts) });
    }
}
