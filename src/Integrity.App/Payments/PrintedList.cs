using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <param name="Hash">What the vote is bound to: it is printed, or the paper binds nothing (D-7).</param>
/// <param name="ListRoot">The root of the whole candidate's list.</param>
/// <param name="Apart">The lines of recused members, which are voted apart, or the whole list.</param>
/// <param name="Residual">Of the candidate: fund = wages + orders + pay + set aside + residual.</param>
/// <param name="Lines">How many lines the list has.</param>
/// <param name="Closed">How many of them are closed to the reader, because he is recused from them (D-4).</param>
/// <param name="ListPay">Of the lines of this list.</param>
public sealed record PrintedList(
    PaymentRoundId Round, string Number, string? Scope, DateOnly CutOff, DateOnly NextCutOff, int Ordinal, CandidateStanding Standing, string Hash, string ListRoot, string SnapshotDigest, bool Apart,
    Money Fund, Money Wages, Money Orders, Money Pay, Money SetAside, Money Residual, IReadOnlyList<CandidateTypeView> Types,
    int Lines, int Closed, Money ListBase, Money ListPay, Money ListSetAside);

/// <summary>The list of a candidate as it is printed for a meeting on paper, found by the hash that is voted; or the lines of recused members, by theirs.</summary>
/// <remarks>Rules: D-5, D-7, D-4. Who is recused from the lines gets no list of them.</remarks>
[May(Duty.ReadBusiness), Said("印制的表决清单", "The printed list of a candidate")]
public sealed record ShowPrintedList(PaymentRoundId Round, string Hash) : IAsk<PrintedList>;

public sealed class ShowPrintedListAnswer(IntegrityDb db, Snapshots snapshots) : IAnswer<ShowPrintedList, PrintedList>
{
    public async Task<Outcome<PrintedList>> Answer(ShowPrintedList ask, AskContext context, CancellationToken cancel)
    {
        var found = await VotedList.Find(db, snapshots, ask.Round, ask.Hash, context.Caller.Official, cancel);
        if (!found.IsDone) return found.Refusal;
        var (round, candidate, list) = (found.Value.Round, found.Value.Candidate, found.Value);
        var names = await db.PayeeTypes.AsNoTracking().ToDictionaryAsync(t => t.Id.Value, cancel);
        var project = round.ScopeProject is { } only ? await db.Set<Project>().AsNoTracking().Where(p => p.Id == ProjectId.From(only)).Select(p => p.Name).SingleAsync(cancel) : null;
        var (lines, closed, e, pay, aside) = list.Totals();
        return new PrintedList(round.Id, round.Number, project, round.CutOff, round.NextCutOff, candidate.Ordinal, candidate.Standing, list.Hash, candidate.ListRoot, round.SnapshotDigest!, list.Only is not null,
            round.Wage + round.Order + candidate.Pay + candidate.SetAside + candidate.Residual, round.Wage, round.Order, candidate.Pay, candidate.SetAside, candidate.Residual,
            [.. candidate.Types.OrderBy(t => t.PayeeType).Select(t => new CandidateTypeView(t.PayeeType, names[t.PayeeType].NameZh, names[t.PayeeType].NameEn,
                t.Ratio, t.Named, t.Contracts, t.Base, t.Entitlement, t.Pay, t.SetAside))],
            lines, closed, e, pay, aside);
    }
}

/// <param name="Ordinal">Its place in the list.</param>
public sealed record PrintedLine(int Ordinal, long Contract, string ContractNumber, string Party, string TypeZh, string TypeEn, Money E, Ratio Ratio, Money Entitlement, Money Pay, Money SetAside);

/// <summary>The lines of such a list, by contract, in parts that are printed one after another.</summary>
[May(Duty.ReadBusiness), Said("印制的表决清单各行", "The lines of the printed list of a candidate")]
public sealed record ListPrintedLines(PaymentRoundId Round, string Hash, string? Cursor) : IAsk<Listed<PrintedLine>>;

public sealed class ListPrintedLinesAnswer(IntegrityDb db, Snapshots snapshots) : IAnswer<ListPrintedLines, Listed<PrintedLine>>
{
    /// <summary>Lines in one part.</summary>
    public const int PageSize = 1000;

    public async Task<Outcome<Listed<PrintedLine>>> Answer(ListPrintedLines ask, AskContext context, CancellationToken cancel)
    {
        var found = await VotedList.Find(db, snapshots, ask.Round, ask.Hash, context.Caller.Official, cancel);
        if (!found.IsDone) return found.Refusal;
        var list = found.Value;
        var page = Cursor.Page([.. list.After(Cursor.Read(ask.Cursor)?.Id ?? 0).Take(PageSize + 1)], PageSize, last => Cursor.Write("", list.Lines.Contract[last.Line]));
        var ids = page.Items.Select(at => ContractId.From(list.Lines.Contract[at.Line])).ToList();
        var names = await db.NamesOf(list.Round, ids, cancel);
        var types = await db.PayeeTypes.AsNoTracking().ToDictionaryAsync(t => t.Id.Value, cancel);
        return new Listed<PrintedLine>([.. page.Items.Select(at =>
        {
            var (contract, share, type) = (list.Lines.Contract[at.Line], list.Lines.Share(at.Line, list.Ratios), types[list.Lines.PayeeType[at.Line]]);
            return new PrintedLine(at.Ordinal, contract, names[contract].Number, names[contract].Party, type.NameZh, type.NameEn, new(list.Lines.E[at.Line]), list.Ratios[list.Lines.TypeIndex[at.Line]],
                new(share.Pay + share.SetAside), new(share.Pay), new(share.SetAside));
        })], page.Next);
    }
}

/// <summary>A list that is voted, found by its hash: a candidate's, or its lines of recused members.</summary>
/// <param name="Only">The contracts of the lines apart, or null for the whole list.</param>
/// <param name="ClosedTo">The contracts whose lines the reader may not open (D-4).</param>
internal sealed record VotedList(PaymentRound Round, RoundCandidate Candidate, RoundLines Lines, Ratio[] Ratios, string Hash, IReadOnlyCollection<long>? Only, IReadOnlyCollection<long> ClosedTo)
{
    /// <remarks>A candidate that fell with an earlier snapshot has no list any more.</remarks>
    public static async Task<Outcome<VotedList>> Find(IntegrityDb db, Snapshots snapshots, PaymentRoundId id, string hash, OfficialId reader, CancellationToken cancel)
    {
        var round = await db.PaymentRounds.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancel);
        if (round?.SnapshotDigest is null || !Digest.TryParse(hash, out var asked)) return ActRefusals.NotFound();
        var lines = snapshots.Of(db, round);
        var closed = await db.LinesClosedTo(reader, cancel);
        var candidates = await db.RoundCandidates.AsNoTracking().Where(c => c.Round == id).OrderBy(c => c.Standing == CandidateStanding.Fallen).ThenBy(c => c.Ordinal).ToListAsync(cancel);
        var listed = candidates.Where(c => c.Types.Select(t => t.PayeeType).Order().SequenceEqual(lines.Types))
            .Select(c => (Candidate: c, Ratios: lines.Types.Select(type => c.Types.Single(t => t.PayeeType == type).Ratio).ToArray())).ToList();
        foreach (var (candidate, ratios) in listed.Where(c => c.Candidate.Digest == asked.ToString()))
            if (candidate.Standing != CandidateStanding.Fallen || Trial.DigestOf(round, candidate, lines, ratios) == asked) return new VotedList(round, candidate, lines, ratios, asked.ToString(), null, closed);

        ItemId? of = round.DecisionItem is { } voted ? ItemId.From(voted) : null;
        foreach (var item in await db.DecisionItems.AsNoTracking().Where(x => x.LinesOf == of && x.Candidates.Any(c => c.Digest == asked)).Include(x => x.Recusals).OrderBy(x => x.Id).ToListAsync(cancel))
        {
            if (of is null) break;
            if (item.OpenPapersFor(reader).Refusal is { } kept) return kept;
            var only = await db.LinesApart.AsNoTracking().Where(l => l.Item == item.Id.Value).OrderBy(l => l.Contract).Select(l => l.Contract).ToListAsync(cancel);
            foreach (var (candidate, ratios) in listed)
                if (LinesApart.Facts(candidate, lines, only).Digest == asked) return new VotedList(round, candidate, lines, ratios, asked.ToString(), only, closed);
        }
        return ActRefusals.NotFound();
    }

    /// <summary>The lines after a contract that the reader may open, with their place in the list.</summary>
    public IEnumerable<(int Line, int Ordinal)> After(long contract) =>
        InList().Where(at => Lines.Contract[at.Line] > contract && !ClosedTo.Contains(Lines.Contract[at.Line]));

    public (int Lines, int Closed, Money E, Money Pay, Money SetAside) Totals()
    {
        var (count, closed) = (0, 0);
        Int128 e = 0, pay = 0, aside = 0;
        foreach (var (line, _) in InList())
        {
            count++;
            if (ClosedTo.Contains(Lines.Contract[line])) closed++;
            var share = Lines.Share(line, Ratios);
            (e, pay, aside) = (e + Lines.E[line], pay + share.Pay, aside + share.SetAside);
        }
        return (count, closed, new(checked((long)e)), new(checked((long)pay)), new(checked((long)aside)));
    }

    private IEnumerable<(int Line, int Ordinal)> InList()
    {
        var ordinal = 0;
        for (var i = 0; i < Lines.Count; i++)
            if (Lines.TakesPart(i) && Only?.Contains(Lines.Contract[i]) != false) yield return (i, ++ordinal);
    }
}
