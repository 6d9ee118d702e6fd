using Integrity.App.Contracts;
using Integrity.App.Journal;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Contracts;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>From the snapshot, or from the proposal of a list, to the begun execution nothing in it changes: whose a line is and its type stay, and so does who keeps away from it (R-1, D-4).</summary>
internal sealed class RoundUnderWay(IntegrityDb db) : IHoldsContracts
{
    public async Task<Refusal?> WhyNotChanged(WorksContract contract, DateOnly today, CancellationToken cancel)
    {
        if (await RoundOf(contract, today, (_, _) => true, cancel) is { } round) return RoundRefusals.ContractInRound(round);
        var number = await db.DecidedRuns.AsNoTracking().Where(r => r.State == DecidedRunState.Proposed && r.Lines.Any(l => l.Contract == contract.Id.Value)).Select(r => r.Number).FirstOrDefaultAsync(cancel);
        return number is null ? null : RoundRefusals.ContractInRound(number);
    }

    public async Task<Refusal?> WhyNotLess(WorksContract contract, IReadOnlyList<Posting> postings, DateOnly today, CancellationToken cancel) =>
        await RoundOf(contract, today, (round, line) => line is { LeftOut: 0 } and ({ Free: > 0 } or { SetAsideDue: > 0 })
            && postings.Any(p => p is { Account: Account.Payable or Account.Retention, Standing: not Standing.Wage, Fen: > 0 } && p.Due <= round.CutOff), cancel) is { } number ? RoundRefusals.OwedInRound(number) : null;

    private async Task<string?> RoundOf(WorksContract contract, DateOnly today, Func<PaymentRound, SnapshotLineRow, bool> counts, CancellationToken cancel)
    {
        var underWay = await db.PaymentRounds.AsNoTracking().Where(r => r.State == RoundState.Snapshot || r.State == RoundState.Proposed || r.State == RoundState.Decided).ToListAsync(cancel);
        foreach (var round in underWay.Where(r => r.IsUnderWay(today)))
            if (await db.SnapshotLineOf(round, contract.Id.Value, cancel) is { } line && counts(round, line)) return round.Number;
        return null;
    }
}

internal static class SnapshotReading
{
    extension(IntegrityDb db)
    {
        /// <summary>A snapshot's lines have ids in a row and contracts in ascending order: halved until found, twenty reads in a million.</summary>
        public async Task<SnapshotLineRow?> SnapshotLineOf(PaymentRound round, long contract, CancellationToken cancel)
        {
            var (low, high) = (round.FirstLine, round.LastLine);
            while (low <= high)
            {
                var middle = low + (high - low) / 2;
                var line = await db.SnapshotLines.AsNoTracking().SingleAsync(l => l.Id == middle, cancel);
                if (line.Contract == contract) return line;
                if (line.Contract < contract) low = middle + 1;
                else high = middle - 1;
            }
            return null;
        }

        /// <summary>Whether a round's snapshot has a line of one of the contracts.</summary>
        public async Task<bool> Shares(PaymentRound round, RoundScope scope, CancellationToken cancel)
        {
            await foreach (var contract in db.SnapshotLines.AsNoTracking().Where(l => l.Id >= round.FirstLine && l.Id <= round.LastLine).Select(l => l.Contract).AsAsyncEnumerable().WithCancellation(cancel))
                if (Array.BinarySearch(scope.Contract, contract) >= 0) return true;
            return false;
        }

        /// <summary>Whose the contracts of a round were when its snapshot was taken, where somebody has taken one over since.</summary>
        public async Task<IReadOnlyDictionary<ContractId, CounterpartyId>> PartiesOf(PaymentRound round, IReadOnlyCollection<ContractId> contracts, CancellationToken cancel)
        {
            var id = round.Id.Value;
            var taken = await db.JournalSubjects.Where(s => s.Subject == id)
                .Join(db.JournalEntries.Where(e => e.Kind == nameof(TakeSnapshot)), s => s.Entry, e => e.Number, (s, _) => s.Entry).OrderByDescending(n => n).FirstOrDefaultAsync(cancel);
            return await db.PartiesAt(taken, contracts, cancel);
        }

        /// <summary>The names on a round's lines, by contract: the party is who it was at the snapshot.</summary>
        public async Task<IReadOnlyDictionary<long, LineNames>> NamesOf(PaymentRound round, IReadOnlyCollection<ContractId> contracts, CancellationToken cancel)
        {
            var names = await (from contract in db.WorksContracts.AsNoTracking()
                               where contracts.Contains(contract.Id)
                               join party in db.Counterparties on contract.Party equals party.Id
                               join project in db.Set<Project>() on contract.Project equals project.Id
                               select new { contract.Id, Names = new LineNames(contract.Number, party.Name, party.IsPerson, project.Name) }).ToDictionaryAsync(n => n.Id, n => n.Names, cancel);
            var former = await db.PartiesOf(round, contracts, cancel);
            var parties = former.Values.ToList();
            var were = await db.Counterparties.AsNoTracking().Where(p => parties.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancel);
            foreach (var (contract, party) in former) names[contract] = names[contract] with { Party = were[party].Name, IsPerson = were[party].IsPerson };
            return names.ToDictionary(n => n.Key.Value, n => n.Value);
        }
    }
}

/// <summary>What a round's line is called.</summary>
internal sealed record LineNames(string Number, string Party, bool IsPerson, string Project);
