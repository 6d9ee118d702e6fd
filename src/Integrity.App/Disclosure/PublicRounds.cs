using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Parties;
using Integrity.App.Payments;
using Integrity.App.Projects;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Disclosure;

public sealed record PublicType(string NameZh, string NameEn, Ratio Ratio, int Contracts, Money Base, Money Entitlement);

/// <param name="ExecutedOn">Null while it waits to be executed: then fund, wages, orders and residual are those that were voted.</param>
/// <param name="Wages">What was really paid of them: less than at the vote where a wage run has paid some since (O-5).</param>
/// <param name="Paid">At the ratios, wages and orders aside: fund = wages + orders + paid + set aside + residual. Null where what was set aside concerns fewer than three contracts: with the entitlements it would tell that there is a case (V-1).</param>
/// <param name="SetAside">Because of a case or another ground that a set-aside names, or because the other members did not pass the lines of a recused member (D-4).</param>
/// <param name="Returned">All of <paramref name="Paid"/> that the bank ever sent back, whatever became of it since.</param>
/// <param name="Ended">Of what came back or was not passed, what was ended: its cash went back to the fund and its debt to what is due .</param>
public sealed record PublicRound(
    PaymentRoundId Id, string Number, DateOnly CutOff, DateOnly? DecidedOn, DateOnly? ExecutedOn, RoundState State, IReadOnlyList<PublicType> Types,
    Money Fund, Money Wages, Money Orders, Money? Paid, Money? SetAside, Money? Returned, Money? Ended, Money Residual, string SnapshotDigest, string ListRoot, string Digest);

/// <summary>The rounds that were decided, for anyone: types, ratios, bases, entitlements, residual; paid, set aside and returned as totals only.</summary>
/// <remarks>Rules: V-1, R-4.</remarks>
[May(Public = true), Said("公示：已表决的轮次", "In public: the decided rounds")]
public sealed record ListPublicRounds(string? Cursor) : IAsk<Listed<PublicRound>>;

public sealed class ListPublicRoundsAnswer(IntegrityDb db) : IAnswer<ListPublicRounds, Listed<PublicRound>>
{
    private const int PageSize = 20;

    public async Task<Outcome<Listed<PublicRound>>> Answer(ListPublicRounds ask, AskContext context, CancellationToken cancel)
    {
        var rounds = PublicRounds.Of(db);
        if (Cursor.Read(ask.Cursor) is { } after) rounds = rounds.Where(r => r.Id.CompareTo(PaymentRoundId.From(after.Id)) < 0);
        var page = await rounds.OrderByDescending(r => r.Id).Take(PageSize + 1).ToListAsync(cancel);
        var shown = new List<PublicRound>();
        foreach (var round in page) shown.Add(await PublicRounds.Show(db, round, cancel));
        return Cursor.Page(shown, PageSize, last => Cursor.Write("", last.Id.Value));
    }
}

/// <summary>One decided round, for anyone.</summary>
[May(Public = true), Said("公示：一轮兑付", "In public: one decided round")]
public sealed record ShowPublicRound(PaymentRoundId Round) : IAsk<PublicRound>;

public sealed class ShowPublicRoundAnswer(IntegrityDb db) : IAnswer<ShowPublicRound, PublicRound>
{
    public async Task<Outcome<PublicRound>> Answer(ShowPublicRound ask, AskContext context, CancellationToken cancel) =>
        await PublicRounds.Of(db).SingleOrDefaultAsync(r => r.Id == ask.Round, cancel) is { } round
            ? await PublicRounds.Show(db, round, cancel)
            : ActRefusals.NotFound();
}

/// <param name="Contract">The contract's number in the system: the first column of the voted list.</param>
/// <param name="Party">A firm's name in full, a person's with only the family name.</param>
public sealed record PublicLine(long Contract, string ContractNumber, string Party, string Project, long PayeeType, Money E, Ratio Ratio, Money Entitlement);

/// <summary>The voted list of a decided round, a contract a line: base, ratio and entitlement, so that anyone can check it with a calculator.</summary>
[May(Public = true), Said("公示：轮次的表决清单", "In public: the voted list of a round")]
public sealed record ListPublicLines(PaymentRoundId Round, string? Cursor) : IAsk<Listed<PublicLine>>;

public sealed class ListPublicLinesAnswer(IntegrityDb db) : IAnswer<ListPublicLines, Listed<PublicLine>>
{
    private const int PageSize = 100;

    public async Task<Outcome<Listed<PublicLine>>> Answer(ListPublicLines ask, AskContext context, CancellationToken cancel)
    {
        var round = await PublicRounds.Of(db).SingleOrDefaultAsync(r => r.Id == ask.Round, cancel);
        if (round is null) return ActRefusals.NotFound();
        var ratios = (await db.RoundCandidates.AsNoTracking().SingleAsync(c => c.Id == round.DecidedCandidate, cancel)).Types.ToDictionary(t => t.PayeeType, t => t.Ratio);
        var from = Cursor.Read(ask.Cursor)?.Id + 1 ?? round.FirstLine;
        var lines = await db.SnapshotLines.AsNoTracking().Where(l => l.Id >= from && l.Id <= round.LastLine && l.LeftOut == 0)
            .OrderBy(l => l.Id).Take(PageSize + 1).ToListAsync(cancel);
        var ids = lines.Select(l => ContractId.From(l.Contract)).ToList();
        var names = await db.NamesOf(round, ids, cancel);
        var rows = lines.Select(l =>
        {
            var name = names[l.Contract];
            var (ratio, e) = (ratios[l.PayeeType], new Money(l.Free + l.SetAsideDue));
            return (Line: l.Id, Row: new PublicLine(l.Contract, name.Number, PublicRounds.Masked(name.Party, name.IsPerson), name.Project, l.PayeeType, e, ratio, e.Times(ratio)));
        }).ToList();
        var page = Cursor.Page(rows, PageSize, last => Cursor.Write("", last.Line));
        return new Listed<PublicLine>([.. page.Items.Select(r => r.Row)], page.Next);
    }
}

internal static class PublicRounds
{
    // Of fewer contracts a total is one contract's figure, or lets it be guessed. None at all is said in the same words, or the words would tell that there is a case (V-1).
    private const int FewestContracts = 3;

    /// <summary>What was decided, and stays published when it lapsed because nobody began it .</summary>
    public static IQueryable<PaymentRound> Of(IntegrityDb db) => db.PaymentRounds.AsNoTracking()
        .Where(r => r.DecidedCandidate != null && (r.State == RoundState.Decided || r.State == RoundState.Executing || r.State == RoundState.Closed || r.State == RoundState.Lapsed));

    public static async Task<PublicRound> Show(IntegrityDb db, PaymentRound round, CancellationToken cancel)
    {
        var candidate = await db.RoundCandidates.AsNoTracking().SingleAsync(c => c.Id == round.DecidedCandidate, cancel);
        var types = await db.PayeeTypes.AsNoTracking().ToDictionaryAsync(t => t.Id.Value, cancel);
        var executed = round.BeganOn is not null;
        var few = !executed || round.SetAsideContracts < FewestContracts;
        // Of the money paid at the ratios, what came back: sent back by the bank, or kept back at the export. What was not passed is set aside, and wages are under no ratio.
        var back = db.ReturnedLines.AsNoTracking().Where(l => l.Run == round.Id.Value && (l.WasSent || l.ReasonCode != ReturnedLine.NotPassed) && (l.Kind == InstructionKind.Ratio || l.Kind == InstructionKind.Assigned));
        var returned = await back.SumAsync(l => l.Amount.Fen, cancel);
        var over = db.Instructions.AsNoTracking().Where(i => i.Run == round.Id.Value && i.State == InstructionState.Ended);
        var ended = await over.SumAsync(i => i.Fen, cancel);
        var (fewBack, fewOver) = (await AreFew(back.Select(l => l.Contract), cancel), await AreFew(over.Select(i => i.Contract), cancel));
        return new(round.Id, round.Number, round.CutOff, round.DecidedOn, round.BeganOn, round.State,
            [.. candidate.Types.OrderBy(t => t.PayeeType).Select(t => new PublicType(types[t.PayeeType].NameZh, types[t.PayeeType].NameEn, t.Ratio, t.Contracts, t.Base, t.Entitlement))],
            round.State == RoundState.Lapsed ? round.Wage + round.Order + candidate.Pay + candidate.SetAside + candidate.Residual : round.Fund, executed ? round.WagePaid : round.Wage, executed ? round.OrderPaid : round.Order, few ? null : round.PaidAtRatio, few ? null : round.SetAside, fewBack ? null : new Money(returned), fewOver ? null : new Money(ended),
            executed ? round.Residual : candidate.Residual, round.SnapshotDigest!, candidate.ListRoot, candidate.Digest);
    }

    /// <summary>Some, and of so few contracts that the total would tell whose it is.</summary>
    private static async Task<bool> AreFew(IQueryable<long> contracts, CancellationToken cancel) =>
        (await contracts.Distinct().OrderBy(c => c).Take(FewestContracts).ToListAsync(cancel)).Count is > 0 and < FewestContracts;

    /// <summary>A person's name with only the family name to be read.</summary>
    public static string Masked(string name, bool isPerson) => isPerson && name.Length > 1 ? name[0] + new string('*', name.Length - 1) : name;
}
