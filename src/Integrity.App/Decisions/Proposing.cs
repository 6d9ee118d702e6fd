using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Decisions;

/// <summary>How other modules put a matter to a body, inside their own act; they learn its outcome from the item, bound by hash.</summary>
public static class Proposing
{
    extension(IntegrityDb db)
    {
        /// <summary>Puts a matter to a body.</summary>
        /// <remarks>Rules: D-1, D-4, D-5. The item's number is a subject of the act. Who kept away from an earlier item about the same for his own interest or kin keeps away from this one too.</remarks>
        /// <param name="proposal">What is proposed.</param>
        /// <param name="context">The act.</param>
        /// <param name="cancel">Stops it.</param>
        public async Task<Outcome<Item>> Propose(Proposal proposal, ActContext context, CancellationToken cancel)
        {
            ArgumentNullException.ThrowIfNull(proposal);
            if (!proposal.Kinds.IsRound())
            {
                var lasting = await db.LastingConflicts([proposal.About, proposal.Of ?? proposal.About], cancel);
                proposal = proposal with { Conflicts = [.. lasting, .. proposal.Conflicts.Where(one => lasting.All(other => other.Person != one.Person))] };
            }
            if (!await db.Bodies.AnyAsync(x => x.Id == proposal.Body, cancel)) return ActRefusals.NotFound();
            var item = Item.Propose(await context.NewId<ItemId>(cancel), proposal, context.Actor, context.Now);
            if (item.IsDone) db.DecisionItems.Add(item.Value);
            return item;
        }

        /// <summary>Puts the lines of recused members as an item of their own, one list for each candidate of the round (D-4).</summary>
        public async Task<Outcome<Item>> ProposeLines(Item of, Proposal proposal, ActContext context, CancellationToken cancel)
        {
            var lines = Item.ProposeLines(await context.NewId<ItemId>(cancel), of, proposal, context.Actor, context.Now);
            if (lines.IsDone) db.DecisionItems.Add(lines.Value);
            return lines;
        }

        /// <summary>The body that decides unless a matter names another: the first that was founded, the leadership group.</summary>
        public async Task<BodyId?> LeadershipGroup(CancellationToken cancel) =>
            await db.Bodies.OrderBy(x => x.Id).Select(x => (BodyId?)x.Id).FirstOrDefaultAsync(cancel);
    }
}
