using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Parties;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Contracts;

/// <summary>Whose a contract was: a novation gives the successor its history, and what was voted and published before goes on naming who it was (C-8, R-1, V-1).</summary>
public static class FormerParties
{
    extension(IntegrityDb db)
    {
        /// <summary>Who the party was when an act was entered, of those contracts that somebody has taken over since; the others have today's.</summary>
        /// <param name="act">The act's journal entry.</param>
        /// <param name="contracts">The contracts that are asked about.</param>
        /// <param name="cancel">Stops it.</param>
        public async Task<IReadOnlyDictionary<ContractId, CounterpartyId>> PartiesAt(long act, IReadOnlyCollection<ContractId> contracts, CancellationToken cancel)
        {
            var put = await db.ContractProposals.AsNoTracking().Where(p => contracts.Contains(p.Contract)).ToDictionaryAsync(p => p.Item.Value, cancel);
            if (put.Count == 0) return new Dictionary<ContractId, CounterpartyId>();
            var items = put.Keys.ToList();
            var since = await db.JournalSubjects.AsNoTracking().Where(s => items.Contains(s.Subject) && s.Entry > act)
                .Join(db.JournalEntries.Where(e => e.Kind == nameof(CarryOutNovation)), s => s.Entry, e => e.Number, (s, _) => new { s.Entry, s.Subject })
                .OrderBy(s => s.Entry).Select(s => s.Subject).ToListAsync(cancel);
            return since.Select(item => put[item]).GroupBy(p => p.Contract)
                .ToDictionary(own => own.Key, own => CounterpartyId.From(CanonicalJson.Read<ContractChangePaper>(own.First().Text)!.From.Id));
        }

        /// <summary>The contracts that somebody else has taken over from a party.</summary>
        public async Task<IReadOnlyList<ContractId>> TakenOverFrom(CounterpartyId party, CancellationToken cancel)
        {
            var acts = db.JournalSubjects.Where(s => s.Subject == party.Value)
                .Join(db.JournalEntries.Where(e => e.Kind == nameof(CarryOutNovation)), s => s.Entry, e => e.Number, (s, _) => s.Entry);
            var items = (await db.JournalSubjects.AsNoTracking().Where(s => acts.Contains(s.Entry)).Select(s => s.Subject).ToListAsync(cancel)).ConvertAll(ItemId.From);
            var put = await db.ContractProposals.AsNoTracking().Where(p => items.Contains(p.Item)).ToListAsync(cancel);
            return [.. put.Where(p => CanonicalJson.Read<ContractChangePaper>(p.Text)!.From.Id == party.Value).Select(p => p.Contract).Distinct()];
        }
    }
}
