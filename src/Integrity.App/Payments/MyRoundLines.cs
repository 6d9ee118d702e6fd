using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Storage;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>A line of a decided round, as its payee checks it with a calculator .</summary>
/// <param name="E">Free + SetAsideDue.</param>
/// <param name="Entitlement">floor(E × ratio).</param>
/// <param name="Pay">floor(Free × ratio): what the voted list gives.</param>
/// <param name="SetAside">Entitlement − Pay: by the voted list.</param>
/// <param name="Late">Of Pay: set aside after the vote on a ground that is named .</param>
/// <param name="NotPassed">Of Pay: not paid, because the other members did not pass the line (D-4).</param>
/// <param name="Paid">Pay − Late − NotPassed, what is on its way included; null before the execution.</param>
/// <param name="Back">Of Paid: came back afterwards or was not sent, and is not paid again to him.</param>
/// <param name="IsFormer">Somebody else has the contract now, and with it what came back (C-8).</param>
/// <param name="IsLapsed">Nobody began to carry the decision out in time: nothing was paid by it .</param>
/// <param name="IsEnded">Two people ended what was not passed: it is not reserved any more, and owed again .</param>
public sealed record MyRoundLine(
    PaymentRoundId Round, string RoundNumber, DateOnly CutOff, ContractId Contract, string ContractNumber, LeftOutGround? LeftOut,
    Money Free, Money SetAsideDue, Money E, Ratio Ratio, Money Entitlement, Money Pay, Money SetAside, Money Late, Money NotPassed, bool IsEnded, Money? Paid, Money Back, bool IsFormer, bool IsLapsed);

/// <summary>The contractor's own lines in the rounds that were decided, the newest round first.</summary>
/// <remarks>Rules: R-3, V-1.</remarks>
[May(Duty.ActAsContractor), Said("我的各轮兑付", "My lines in the decided rounds")]
public sealed record MyRoundLines(string? Cursor) : IAsk<Listed<MyRoundLine>>;

public sealed class MyRoundLinesAnswer(IntegrityDb db) : IAnswer<MyRoundLines, Listed<MyRoundLine>>
{
    private const int RoundsPerPage = 6;

    public async Task<Outcome<Listed<MyRoundLine>>> Answer(MyRoundLines ask, AskContext context, CancellationToken cancel)
    {
        var party = CounterpartyId.From(context.OwnParty ?? 0);
        var former = await db.TakenOverFrom(party, cancel);
        var contracts = await db.WorksContracts.AsNoTracking().Where(c => c.Party == party || former.Contains(c.Id)).OrderBy(c => c.Id).Select(c => new { c.Id, c.Number, c.Party }).ToListAsync(cancel);
        var rounds = Decided(db);
        if (Cursor.Read(ask.Cursor) is { } after) rounds = rounds.Where(r => r.Id.CompareTo(PaymentRoundId.From(after.Id)) < 0);
        var page = Cursor.Page(await rounds.OrderByDescending(r => r.Id).Take(RoundsPerPage + 1).ToListAsync(cancel), RoundsPerPage, last => Cursor.Write("", last.Id.Value));
        var (runs, own) = (page.Items.Select(r => r.Id.Value).ToList(), contracts.Select(c => c.Id.Value).ToList());
        var notPassed = (await db.ReturnedLines.AsNoTracking().Where(l => !l.WasSent && l.ReasonCode == ReturnedLine.NotPassed && runs.Contains(l.Run) && own.Contains(l.Contract)).ToListAsync(cancel))
            .ToLookup(l => (l.Run, l.Contract));
        var cameBack = (await db.ReturnedLines.AsNoTracking().Where(l => (l.WasSent || l.ReasonCode != ReturnedLine.NotPassed) && runs.Contains(l.Run) && own.Contains(l.Contract)
            && (l.Kind == InstructionKind.Ratio || l.Kind == InstructionKind.Assigned)).ToListAsync(cancel)).ToLookup(l => (l.Run, l.Contract));
        var late = (await db.LateSetAsides.AsNoTracking().Where(l => runs.Contains(l.Round) && own.Contains(l.Contract)).ToListAsync(cancel)).ToLookup(l => (l.Round, l.Contract), l => new Money(l.Fen));
        var lines = new List<MyRoundLine>();
        foreach (var round in page.Items)
        {
            var ratios = (await db.RoundCandidates.AsNoTracking().SingleAsync(c => c.Id == round.DecidedCandidate, cancel)).Types.ToDictionary(t => t.PayeeType, t => t.Ratio);
            var voted = round.BeganOn is null ? await LinesApart.NotPassedIn(db, round, cancel) : new HashSet<long>();
            var parties = await db.PartiesOf(round, former, cancel);
            foreach (var contract in contracts)
            {
                // What he had he goes on seeing; what he took over he has with its history (C-8).
                if (contract.Party != party && parties.GetValueOrDefault(contract.Id) != party) continue;
                if (await db.SnapshotLineOf(round, contract.Id.Value, cancel) is not { } line) continue;
                var kept = notPassed[(round.Id.Value, contract.Id.Value)].ToList();
                var ratio = ratios.GetValueOrDefault(line.PayeeType);
                var (free, aside) = line.LeftOut == 0 ? (new Money(line.Free), new Money(line.SetAsideDue)) : (Money.Zero, Money.Zero);
                var (entitled, pay) = ((free + aside).Times(ratio), free.Times(ratio));
                var (apart, reserved) = (late[(round.Id.Value, contract.Id.Value)].Sum(), voted.Contains(contract.Id.Value) ? pay : kept.Sum(l => l.Amount));
                lines.Add(new(round.Id, round.Number, round.CutOff, contract.Id, contract.Number, line.LeftOut == 0 ? null : line.LeftOut, free, aside, free + aside, ratio, entitled, pay, entitled - pay, apart, reserved,
                    kept.Count > 0 && kept.TrueForAll(l => l.State == ReturnedState.Ended), round.BeganOn is null ? null : pay - apart - reserved,
                    cameBack[(round.Id.Value, contract.Id.Value)].Where(l => l.State != ReturnedState.PaidAgain || contract.Party != party).Sum(l => l.Amount), contract.Party != party, round.State == RoundState.Lapsed));
            }
        }
        return new Listed<MyRoundLine>(lines, page.Next);
    }

    /// <summary>The rounds that were decided, also where the decision lapsed: what a contractor may see of one.</summary>
    internal static IQueryable<PaymentRound> Decided(IntegrityDb db) => db.PaymentRounds.AsNoTracking()
        .Where(r => r.DecidedCandidate != null && (r.State == RoundState.Decided || r.State == RoundState.Executing || r.State == RoundState.Closed || r.State == RoundState.Lapsed));
}
