using Integrity.App.Acts;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>Carries out what the definitions of matters name; all of it in the act's transaction.</summary>
/// <remarks>An action that is not known is a fault: the checker refuses a definition that names one.</remarks>
public sealed class MatterActions(IntegrityDb db, Packets packets)
{
    /// <returns>What it did, in a few words for the record.</returns>
    public Task<Outcome<string>> CarryOut(Acting<MatterFile> acting, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(acting);
        return acting.Call.Type switch
        {
            "sealPacket" => SealPacket(acting, cancel),
            "tellCase" => Task.FromResult(TellCase(acting)),
            "startBar" => StartBar(acting, cancel),
            "endBar" => Task.FromResult(EndBar(acting)),
            "followSuccessor" => FollowSuccessor(acting, cancel),
            "sealNames" => Say(StepWords.NamesByHandler),
            "recordReply" => Say($"{acting.Context.Today:yyyy-MM-dd}"),
            "sendReminder" or "sendWithdrawal" => Say(acting.Given.Letter?.Trim() ?? ""),
            "recordLapse" => Say(""),
            "escalate" => Say(""),
            "publishEnd" => Say($"{acting.Context.Today:yyyy-MM-dd}"),
            "publishCorrection" or "archive" => Say(""),
            var unknown => throw new InvalidOperationException($"Nothing here carries out '{unknown}'."),
        };
    }

    private static Task<Outcome<string>> Say(string words) => Task.FromResult<Outcome<string>>(words);

    /// <summary>What is handed over is kept as it was handed over (P-9).</summary>
    private async Task<Outcome<string>> SealPacket(Acting<MatterFile> acting, CancellationToken cancel)
    {
        var packet = await packets.Make(acting.File, acting.Given.Organ ?? acting.File.Matter.Organ, acting.Context.Today, cancel);
        db.MatterPackets.Add(packet);
        return packet.Digest;
    }

    /// <summary>The result stands in the record of the case; what follows from it is done there (P-9).</summary>
    private Outcome<string> TellCase(Acting<MatterFile> acting)
    {
        var of = acting.File.Of;
        acting.Context.Touch(of.Case.Id.Value);
        of.Log(db, acting.Context, CaseEvents.ReferralResult, "", of.Case.State, [acting.Call.Params["result"]], acting.Given, asBody: true);
        return "";
    }

    /// <summary>The first bar runs for the term of the decision; one that begins again ends on the same day (P-8).</summary>
    private async Task<Outcome<string>> StartBar(Acting<MatterFile> acting, CancellationToken cancel)
    {
        var (matter, @case, today) = (acting.File.Matter, acting.File.Of.Case, acting.Context.Today);
        MarketExclusion bar;
        if (acting.File.Bars is [.., var last])
        {
            bar = last.Follow(await acting.Context.NewId<ExclusionId>(cancel), matter.Party, today);
            db.MarketExclusions.Add(bar);
        }
        else
        {
            var laid = await db.ExcludeParty(acting.Context, matter.Party, $"{@case.Number} {@case.Act}", matter.Scope!, today, matter.Years, @case.DecisionItem!.Value, cancel);
            if (!laid.IsDone) return laid.Refusal;
            bar = (await db.MarketExclusions.FindAsync([laid.Value], cancel))!;
        }
        acting.File.Bars.Add(bar);
        acting.Context.Touch(matter.Party.Value);
        matter.Bar(bar.Id, today);
        @case.Exclude(bar.Id);
        return $"{bar.StartsOn:yyyy-MM-dd} – {bar.EndsOn:yyyy-MM-dd}";
    }

    /// <summary>With it end those that continue it on a successor; what has run its term is over by itself.</summary>
    private static Outcome<string> EndBar(Acting<MatterFile> acting)
    {
        var today = acting.Context.Today;
        foreach (var bar in acting.File.Bars.Where(bar => bar.LiftedOn is null && bar.EndsOn >= today))
        {
            bar.Lift(today);
            acting.Context.Touch(bar.Id.Value);
            acting.Context.Touch(bar.Party.Value);
        }
        return $"{today:yyyy-MM-dd}";
    }

    private async Task<Outcome<string>> FollowSuccessor(Acting<MatterFile> acting, CancellationToken cancel)
    {
        var successor = acting.Given.Successor!.Value;
        await db.ContinueExclusions(acting.Context, acting.File.Matter.Party, successor, acting.Context.Today, cancel);
        return (await db.Counterparties.FindAsync([successor], cancel))!.Name;
    }
}
