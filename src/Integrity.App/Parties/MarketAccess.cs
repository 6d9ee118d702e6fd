using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Parties;

/// <summary>Who may be agreed with: exclusions as the decisions of cases lay them, and the look-up before anything new is signed (C-5, P-8).</summary>
public static class MarketAccess
{
    extension(IntegrityDb db)
    {
        /// <summary>The exclusions in force on the day.</summary>
        public IQueryable<MarketExclusion> LiveExclusions(DateOnly day) =>
            db.MarketExclusions.Where(x => x.StartsOn <= day && x.EndsOn >= day && (x.LiftedOn == null || x.LiftedOn > day));

        /// <summary>Looks a party up before something is signed with it; the evidence is kept with the act, and the attempt with its refusal.</summary>
        /// <param name="context">The act in which something is agreed.</param>
        /// <param name="party">With whom.</param>
        /// <param name="about">The contract that it is for.</param>
        /// <param name="purpose">What is agreed.</param>
        /// <param name="signedOn">The day that counts: what was signed before an exclusion goes on.</param>
        /// <param name="cancel">Stops it.</param>
        /// <param name="predecessor">Whose exclusions the party only continues: they do not keep it from taking over what was already running (C-8).</param>
        public async Task<Refusal?> Screen(
            ActContext context, Counterparty party, long about, ScreeningPurpose purpose, DateOnly signedOn, CancellationToken cancel,
            CounterpartyId? predecessor = null)
        {
            var all = db.MarketExclusions.AsNoTracking();
            var onRecord = await all.Where(x => x.Party == party.Id && !all.Any(before => before.Id == x.Follows && before.Party == predecessor)).ToListAsync(cancel);
            var looked = PartyScreening.Look(party, about, purpose, signedOn, context.Number, onRecord);
            if (!looked.IsDone)
            {
                // A contract that is refused has no number: the next thing gets it.
                context.KeepIfRefused(PartyScreening.OfRefusal(party.Id, purpose == ScreeningPurpose.Registration ? 0 : about, purpose, signedOn, context.Number, onRecord));
                return looked.Refusal;
            }
            db.PartyScreenings.Add(looked.Value);
            return null;
        }

        /// <summary>Keeps a party out of the market as decided; called by the act that serves the decision (P-6, P-8).</summary>
        /// <param name="context">The serving act.</param>
        /// <param name="party">Who is excluded.</param>
        /// <param name="ground">In the words of the decision.</param>
        /// <param name="scope">In the words of the decision.</param>
        /// <param name="startsOn">The first day.</param>
        /// <param name="years">One to three; null for one.</param>
        /// <param name="decision">The item of the meeting.</param>
        /// <param name="cancel">Stops it.</param>
        public async Task<Outcome<ExclusionId>> ExcludeParty(
            ActContext context, CounterpartyId party, string ground, string scope, DateOnly startsOn, int? years, long decision, CancellationToken cancel)
        {
            var laid = MarketExclusion.Lay(await context.NewId<ExclusionId>(cancel), party, ground, scope, startsOn, years, decision);
            if (!laid.IsDone) return laid.Refusal;
            db.MarketExclusions.Add(laid.Value);
            context.Touch(party.Value);
            return laid.Value.Id;
        }

        /// <summary>Ends an exclusion early by reversal (P-7).</summary>
        public async Task<Refusal?> LiftExclusion(ActContext context, ExclusionId exclusion, DateOnly on, CancellationToken cancel)
        {
            if (await db.MarketExclusions.SingleOrDefaultAsync(x => x.Id == exclusion, cancel) is not { } found) return ActRefusals.NotFound();
            // What has run its term is over by itself.
            if (found.EndsOn >= on) found.Lift(on);
            context.Touch(exclusion.Value);
            context.Touch(found.Party.Value);
            return null;
        }

        /// <summary>An exclusion with what it continues, and what continues it, on the party itself or on a successor; the earliest first (C-8).</summary>
        public async Task<List<MarketExclusion>> BarsFrom(ExclusionId? exclusion, CancellationToken cancel)
        {
            var bars = new List<MarketExclusion>();
            if (exclusion is not { } one) return bars;
            var first = await db.MarketExclusions.SingleAsync(x => x.Id == one, cancel);
            while (first.Follows is { } before) first = await db.MarketExclusions.SingleAsync(x => x.Id == before, cancel);
            bars.Add(first);
            for (var i = 0; i < bars.Count; i++)
            {
                var at = bars[i].Id;
                bars.AddRange(await db.MarketExclusions.Where(x => x.Follows == at).OrderBy(x => x.Id).ToListAsync(cancel));
            }
            return bars;
        }

        /// <summary>What excludes a party excludes the successor that takes its place (C-8).</summary>
        public async Task ContinueExclusions(ActContext context, CounterpartyId party, CounterpartyId successor, DateOnly from, CancellationToken cancel)
        {
            foreach (var exclusion in await db.LiveExclusions(from).AsNoTracking().Where(x => x.Party == party).OrderBy(x => x.Id).ToListAsync(cancel))
            {
                if (await db.MarketExclusions.AnyAsync(x => x.Party == successor && x.Follows == exclusion.Id, cancel)) continue;
                db.MarketExclusions.Add(exclusion.Follow(await context.NewId<ExclusionId>(cancel), successor, from));
                context.Touch(successor.Value);
            }
        }
    }
}
