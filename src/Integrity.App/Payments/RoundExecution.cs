using Integrity.App.Acts;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;

namespace Integrity.App.Payments;

/// <summary>What an execution put on its way.</summary>
/// <param name="Touched">The contracts to which something was posted since the snapshot.</param>
public sealed record Executed(long FirstInstruction, long LastInstruction, Money Wage, Money Order, Money Pay, Money SetAside, long SetAsideContracts, IReadOnlySet<long> Touched);

/// <summary>Writes a voted list into the books: one balanced entry and one instruction a line, in one pass .</summary>
/// <remarks>
/// Lines that nothing has touched since the snapshot, that at most one case holds, and that pay the contractor alone are written straight from it; the others one by one (<see cref="LineByLine"/>).
/// </remarks>
public sealed class RoundExecution(IntegrityDb db, Books books)
{
    private static readonly BulkColumn[] InstructionColumns =
        [new("id"), new("run"), new("contract"), new("kind", ColumnWidth.Small), new("account"), new("fen"), new("state", ColumnWidth.Small), new("replaces")];

    /// <param name="context">The act; the ledger's effect names the entries.</param>
    /// <param name="round">The round: its money is in RunCash, its snapshot's tranches are read once more.</param>
    /// <param name="lines">The snapshot.</param>
    /// <param name="voted">The hash of the list that was voted: the paper behind every entry.</param>
    /// <param name="ratios">The voted ratios, in the order of the lines' types.</param>
    /// <param name="accountOf">The account of a contract for a kind of payment.</param>
    /// <param name="cancel">Stops it; nothing is kept then.</param>
    public async Task<Outcome<Executed>> Write(ActContext context, PaymentRound round, RoundLines lines, Digest voted, Ratio[] ratios, Func<int, InstructionKind, long> accountOf, CancellationToken cancel)
    {
        var cutOff = DayNumber.Of(round.CutOff);
        var owed = SnapshotTranches.Load(db, round.FirstTranche, round.LastTranche, lines);
        var apart = await LineByLine.Read(db, round, lines, owed, context.Today, cancel);
        var most = lines.Wage.Count(w => w > 0) + lines.Count;
        var first = await context.NewNumbers(0, cancel);
        var instructions = new InstructionBuffer(first, most);
        long wage = 0, order = 0, pay = 0, aside = 0, apartContracts = 0;
        using (var entries = await books.Open(context, "round", null, cancel))
        {
            for (var i = 0; i < lines.Count; i++)
            {
                var tranches = owed.Of(i);
                var share = lines.Share(i, ratios);
                var (wageNow, payNow, asideNow) = (lines.Wage[i], share.Pay, share.SetAside);
                if (wageNow == 0 && payNow == 0 && asideNow == 0 && lines.Ordered[i] == 0) continue;
                long Number(InstructionKind kind, long fen) => instructions.Add(lines.Contract[i], kind, accountOf(i, kind), fen);
                var of = new TotalsOf(lines.PayeeType[i], lines.Project[i]);
                var alone = apart.Of(i);
                long NumberOf(InstructionKind kind, Money fen, long account) => account == 0 ? Number(kind, fen.Fen) : instructions.Add(lines.Contract[i], kind, account, fen.Fen);
                if (lines.Ordered[i] > 0) order = checked(order + alone!.PayOrders(round, of, NumberOf, entries).Fen);
                if (wageNow == 0 && payNow == 0 && asideNow == 0) continue;
                entries.Begin(of);
                if (alone is not null)
                {
                    var posted = alone.Post(round, ratios[lines.TypeIndex[i]], NumberOf, entries);
                    if (!posted.IsDone) return posted.Refusal;
                    (wageNow, payNow, asideNow) = posted.Value;
                }
                else
                {
                    if (wageNow > 0) Instruct(entries, Number(InstructionKind.Wage, wageNow), lines.Contract[i], tranches, wageNow, isWage: true, cutOff);
                    if (payNow > 0) Instruct(entries, Number(InstructionKind.Ratio, payNow), lines.Contract[i], tranches, payNow, isWage: false, cutOff);
                    if (asideNow > 0) SetAside(entries, round.Id.Value, lines.Contract[i], tranches, asideNow, cutOff);
                }
                entries.End();
                if (asideNow > 0) apartContracts++;
                (wage, pay, aside) = (checked(wage + wageNow), checked(pay + payNow), checked(aside + asideNow));
            }
            await entries.Close(cancel, document: voted.ToString());
        }
        await context.NewNumbers(instructions.Count, cancel);
        if (instructions.Count > 0) instructions.Write(db, InstructionColumns, round.Id.Value).NameIn(context.Effects);
        db.LateSetAsides.AddRange(apart.Late);
        return new Executed(first, first + instructions.Count - 1, new(wage), new(order), new(pay), new(aside), apartContracts, apart.Touched);
    }

    // Oldest due first (O-3): each part moves from open, or due retention, to in flight under the instruction.
    private static void Instruct(Books.OpenEntries entries, long instruction, long contract, ReadOnlySpan<OwedTranche> tranches, long fen, bool isWage, int cutOff)
    {
        foreach (ref readonly var tranche in tranches)
        {
            if (fen == 0) return;
            if (isWage ? !tranche.IsWage : !tranche.IsFree(cutOff)) continue;
            var part = Math.Min(fen, tranche.Fen);
            entries.Add(contract, tranche.Account, tranche.Standing, tranche.Certificate, tranche.Due, tranche.Subject, part);
            entries.Add(contract, Account.Payable, Standing.InFlight, tranche.Certificate, tranche.Due, instruction, -part);
            fen -= part;
        }
        if (fen != 0) throw new InvalidOperationException($"Contract {contract} lacks {fen} fen of what was voted.");
    }

    // One case or order holds it all here; a contract that several hold is written line by line.
    private static void SetAside(Books.OpenEntries entries, long round, long contract, ReadOnlySpan<OwedTranche> tranches, long fen, int cutOff)
    {
        foreach (ref readonly var tranche in tranches)
        {
            if (!tranche.IsHeld(cutOff)) continue;
            entries.Add(contract, Account.RunCash, Standing.None, 0, NoDay, round, -fen);
            entries.Add(contract, Account.Reserve, Standing.None, round, NoDay, tranche.Subject, fen);
            return;
        }
        throw new InvalidOperationException($"Contract {contract}: nothing holds the {fen} fen that are to be set aside.");
    }

    private static readonly int NoDay = DayNumber.Of(Posting.NoDay);
}
