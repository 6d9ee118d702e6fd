using System.Text;
using System.Text.Json.Nodes;
using Integrity.App.Acts;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Decisions;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Decisions;

/// <summary>What the journal says of a vote once it is closed: its ballots, by range and root (J-1).</summary>
internal static class OpenedVotes
{
    /// <summary>Names the ballots of closed votes in the leaf of the act that closed them.</summary>
    public static void Name(ActContext context, IEnumerable<Candidate> closed)
    {
        var votes = new JsonArray();
        foreach (var candidate in closed)
            votes.Add(new JsonObject
            {
                ["item"] = candidate.Item.Value.ToString(),
                ["place"] = candidate.Place.ToString(),
                ["hash"] = candidate.Digest.ToString(),
                ["ballots"] = candidate.OpenedBallots.Count.ToString(),
                ["root"] = RootOf(candidate.OpenedBallots).ToString(),
            });
        context.Effects["votes"] = votes;
    }

    /// <summary>The RFC 6962 root over the ballots, one line each: <c>number|member|vote|given at|entered at|entered by|medium|reason\n</c>.</summary>
    public static Digest RootOf(IEnumerable<Ballot> ballots)
    {
        var root = new MerkleRoot();
        foreach (var one in ballots.OrderBy(ballot => ballot.Number))
            root.Append(Encoding.UTF8.GetBytes(
                $"{one.Number}|{one.Member.Value}|{one.Vote}|{At(one.GivenAt)}|{At(one.EnteredAt)}|{one.EnteredBy.Value}|{one.Medium}|{one.Reason?.ReplaceLineEndings(" ")}\n"));
        return root.Finish();
    }

    private static string At(DateTime instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'");
}

/// <summary>The lines of recused members follow their round, in the same act (D-4).</summary>
internal static class LinesFollow
{
    public static async Task Their(IntegrityDb db, Item round, ActContext context, CancellationToken cancel)
    {
        if (round.Result == ItemResult.Pending || !round.Kinds.IsRound()) return;
        foreach (var lines in await db.WholeItems.Where(x => x.LinesOf == round.Id).ToListAsync(cancel))
        {
            lines.Follow(round);
            context.Touch(lines.Id.Value);
        }
    }
}
