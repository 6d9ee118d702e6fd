using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Journal;
using Integrity.App.Parties;
using Integrity.App.Projects;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

public sealed record RoundRow(PaymentRoundId Id, string Number, long? ScopeProject, long? ScopePurpose, DateOnly CutOff, RoundState State, Money Fund, Money Paid, Money SetAside, string? Project = null);

/// <summary>The rounds, the newest cut-off first.</summary>
[May(Duty.ReadBusiness), Said("兑付轮次名单", "The rounds")]
public sealed record ListRounds(string? Cursor) : IAsk<Listed<RoundRow>>;

public sealed class ListRoundsAnswer(IntegrityDb db) : IAnswer<ListRounds, Listed<RoundRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<RoundRow>>> Answer(ListRounds ask, AskContext context, CancellationToken cancel)
    {
        var rounds = db.PaymentRounds.AsNoTracking();
        if (Cursor.Read(ask.Cursor) is { } after) rounds = rounds.Where(r => r.Id.CompareTo(PaymentRoundId.From(after.Id)) < 0);
        var page = await rounds.OrderByDescending(r => r.Id).Take(PageSize + 1)
            .Select(r => new RoundRow(r.Id, r.Number, r.ScopeProject, r.ScopePurpose, r.CutOff, r.State, r.Fund, r.Paid, r.SetAside)).ToListAsync(cancel);
        var projects = page.Select(r => r.ScopeProject).OfType<long>().Distinct().Select(ProjectId.From).ToList();
        var names = projects.Count == 0 ? [] : await db.Projects.Where(p => projects.Contains(p.Id)).ToDictionaryAsync(p => p.Id.Value, p => p.Name, cancel);
        return Cursor.Page(page.ConvertAll(r => r.ScopeProject is { } project ? r with { Project = names[project] } : r), PageSize, last => Cursor.Write("", last.Id.Value));
    }
}

public sealed record CandidateTypeView(long PayeeType, string NameZh, string NameEn, Ratio Ratio, bool Named, int Contracts, Money Base, Money Entitlement, Money Pay, Money SetAside);

public sealed record CandidateView(
    RoundCandidateId Id, int Ordinal, string Digest, string ListRoot, CandidateStanding Standing, Money Pay, Money SetAside, Money Residual, IReadOnlyList<CandidateTypeView> Types);

/// <param name="Wage">At the cut-off.</param>
/// <param name="Paid">All of it: wages, orders and what the voted list pays. Fund = WagePaid + OrderPaid + PaidAtRatio + SetAside + Residual once it is executed.</param>
/// <param name="WageNow">Of a decided round that is not executed: the wages that its execution would pay now, because a wage run may have paid some since the snapshot (O-5).</param>
/// <param name="Ended">Of what it paid or set aside: returned or not passed, and ended, its cash back in the fund .</param>
/// <param name="NotPassed">Of what it set aside: kept because the other members did not pass the lines (D-4), and not ended. Of a decided round that is not executed: what its execution will keep so.</param>
public sealed record RoundDetail(
    PaymentRoundId Id, long Version, string Number, long? ScopeProject, long? ScopePurpose, DateOnly CutOff, DateOnly NextCutOff, RoundState State, DateOnly? SnapshotOn, DateOnly? VoteBy,
    string? SnapshotDigest, long Contracts, Money Wage, Money Order, Money Fund, Money Available, DateOnly? DecidedOn, DateOnly? BeganOn, DateOnly? ClosedOn,
    Money Paid, Money WagePaid, Money OrderPaid, Money PaidAtRatio, Money SetAside, Money Residual, Money Ended, Money NotPassed, Money? WageNow, long? DecisionItem,
    IReadOnlyList<CandidateView> Candidates) : IVersioned;

/// <summary>One round with its candidates.</summary>
[May(Duty.ReadBusiness), Said("一轮兑付", "One round")]
public sealed record ShowRound(PaymentRoundId Round) : IAsk<RoundDetail>;

public sealed class ShowRoundAnswer(IntegrityDb db, Funds funds, Snapshots snapshots) : IAnswer<ShowRound, RoundDetail>
{
    public async Task<Outcome<RoundDetail>> Answer(ShowRound ask, AskContext context, CancellationToken cancel)
    {
        var round = await db.PaymentRounds.AsNoTracking().SingleOrDefaultAsync(r => r.Id == ask.Round, cancel);
        if (round is null) return ActRefusals.NotFound();
        var names = await db.PayeeTypes.AsNoTracking().ToDictionaryAsync(t => t.Id.Value, cancel);
        var candidates = await db.RoundCandidates.AsNoTracking().Where(c => c.Round == round.Id).OrderBy(c => c.Ordinal).ToListAsync(cancel);
        var available = await funds.Available(round.Scope, cancel);
        Money? wageNow = round.State == RoundState.Decided
            ? round.Wage - (await new RoundWages(db).PaidElsewhere(round, snapshots.Of(db, round), cancel)).Sum(w => w.Amount) : null;
        var ended = await db.Instructions.AsNoTracking().Where(i => i.Run == round.Id.Value && i.State == InstructionState.Ended).SumAsync(i => i.Fen, cancel);
        var kept = await LinesApart.KeptIn(db, round)
            .Join(db.Instructions.Where(i => i.State == InstructionState.Returned), l => l.Instruction, i => i.Id, (l, _) => l.Amount.Fen).SumAsync(cancel);
        if (round.State == RoundState.Decided && await LinesApart.NotPassedIn(db, round, cancel) is { Count: > 0 } refused)
        {
            var (lines, voted) = (snapshots.Of(db, round), candidates.Single(c => c.Id == round.DecidedCandidate).Types);
            var ratios = lines.Types.Select(type => voted.Single(t => t.PayeeType == type).Ratio).ToArray();
            kept = Enumerable.Range(0, lines.Count).Where(i => refused.Contains(lines.Contract[i])).Sum(i => lines.Share(i, ratios).Pay);
        }
        return new RoundDetail(
            round.Id, await db.VersionOf(round.Id.Value, cancel), round.Number, round.ScopeProject, round.ScopePurpose, round.CutOff, round.NextCutOff, round.State, round.SnapshotOn, round.LastDayToVote,
            round.SnapshotDigest, round.SnapshotDigest is null ? 0 : round.LastLine - round.FirstLine + 1, round.Wage, round.Order, round.Fund, available,
            round.DecidedOn, round.BeganOn, round.ClosedOn, round.Paid, round.WagePaid, round.OrderPaid, round.PaidAtRatio, round.SetAside, round.Residual, new(ended), new(kept), wageNow, round.DecisionItem,
            [.. candidates.Select(c => new CandidateView(c.Id, c.Ordinal, c.Digest, c.ListRoot, c.Standing, c.Pay, c.SetAside, c.Residual,
                [.. c.Types.OrderBy(t => t.PayeeType).Select(t => new CandidateTypeView(t.PayeeType, names[t.PayeeType].NameZh, names[t.PayeeType].NameEn,
                    t.Ratio, t.Named, t.Contracts, t.Base, t.Entitlement, t.Pay, t.SetAside))]))]);
    }
}

/// <param name="LeftOut">Why it takes no part in the ratio step; null when it does.</param>
public sealed record RoundLineRow(
    long Line, long Contract, string ContractNumber, string Party, long PayeeType, LeftOutGround? LeftOut, Money Free, Money SetAsideDue, Money E, Money Wage, Money Ordered,
    Money NotYetDue, Money Disputed, Money Returned, Money InFlight, Money RetentionNotDue);

/// <summary>The frozen lines of a round, by contract: each contract's figures, and why one is left out.</summary>
[May(Duty.ReadBusiness), Said("轮次各行", "The frozen lines of a round")]
public sealed record ListRoundLines(PaymentRoundId Round, bool? OnlyLeftOut, string? Cursor) : IAsk<Listed<RoundLineRow>>;

public sealed class ListRoundLinesAnswer(IntegrityDb db) : IAnswer<ListRoundLines, Listed<RoundLineRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<RoundLineRow>>> Answer(ListRoundLines ask, AskContext context, CancellationToken cancel)
    {
        var round = await db.PaymentRounds.AsNoTracking().SingleOrDefaultAsync(r => r.Id == ask.Round, cancel);
        if (round is null) return ActRefusals.NotFound();
        if (round.SnapshotDigest is null) return new Listed<RoundLineRow>([], null);
        var from = Cursor.Read(ask.Cursor)?.Id + 1 ?? round.FirstLine;
        var lines = db.SnapshotLines.AsNoTracking().Where(l => l.Id >= from && l.Id <= round.LastLine);
        if (await db.LinesClosedTo(context.Caller.Official, cancel) is { Count: > 0 } closed) lines = lines.Where(l => !closed.Contains(l.Contract));
        if (ask.OnlyLeftOut == true) lines = lines.Where(l => l.LeftOut != 0);
        var page = await lines.OrderBy(l => l.Id).Take(PageSize + 1).ToListAsync(cancel);
        // The lines hold bare numbers; joined to them, the contracts would be read from end to end.
        var ids = page.Select(l => ContractId.From(l.Contract)).ToList();
        var names = await db.NamesOf(round, ids, cancel);
        var rows = page.ConvertAll(l => new RoundLineRow(l.Id, l.Contract, names[l.Contract].Number, names[l.Contract].Party, l.PayeeType, l.LeftOut == 0 ? null : l.LeftOut, new(l.Free),
            new(l.SetAsideDue), new(l.LeftOut == 0 ? l.Free + l.SetAsideDue : 0), new(l.Wage), new(l.Ordered), new(l.NotYetDue), new(l.Disputed), new(l.Returned),
            new(l.InFlight), new(l.RetentionNotDue)));
        return Cursor.Page(rows, PageSize, last => Cursor.Write("", last.Line));
    }
}
