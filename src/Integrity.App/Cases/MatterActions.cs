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
            "recordReply" => Say($"{acting.Given.On ?? acting.Context.Today:yyyy-MM-dd}"),
            "sendReminder" or "sendWithdrawal" => Say(acting.Given.Letter?.Trim() ?? ""),
            "recordLapse" => Say(""),
            "escalate" => Say(""),
            "publishEnd" => Say($"{acting.Given.On ?? acting.Context.Today:yyyy-MM-dd}"),
            "publishCorrection" or "archive" => Say(""),
            var unknown => throw new InvalidOperationException($"Nothing here carries out '{unknown}'."),
        };
    }

    private static Task<Outcome<string>> Say(string words) => Task.FromResult<Outcome<string>>(words);

    /// <summary>What is handed over is kept as it was handed over (P-9).</summary>
    private async Task<Outcome<string>> SealPacket(Acting<MatterFile> acting, CancellationToken cancel)
    {
        var packet = await packets.Make(acting.File, acting.Given.Organ ?? acting.File.Matter.Organ, acting.Context.Today, cancel, acting.Given.On);
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
        if (acting.File.Bars.FindLast(own => own.Party == matter.Party) is { } before)
        {
            bar = await Again(before);
            // Whoever took the party's place is barred with it (C-8).
            foreach (var heirs in acting.File.Bars.Where(one => one.Party != matter.Party).GroupBy(one => one.Party).ToList())
                acting.Context.Touch((await Again(heirs.Last())).Party.Value);
        }
        else
        {
            // It runs from the service of the decision, also where that is entered later (P-8).
            if (@case.DecisionServedOn is { } served && matter.OpenedOn == served) today = served;
            var laid = await db.ExcludeParty(acting.Context, matter.Party, $"{@case.Number} {@case.Act}", matter.Scope!, today, matter.Years, @case.DecisionItem!.Value, cancel);
            if (!laid.IsDone) return laid.Refusal;
            bar = (await db.MarketExclusions.FindAsync([laid.Value], cancel))!;
            acting.File.Bars.Add(bar);
        }
        acting.Context.Touch(matter.Party.Value);
        matter.Bar(bar.Id, today);
        @case.Exclude(bar.Id);
        return $"{bar.StartsOn:yyyy-MM-dd} – {bar.EndsOn:yyyy-MM-dd}";

        async Task<MarketExclusion> Again(MarketExclusion ended)
        {
            var again = ended.Follow(await acting.Context.NewId<ExclusionId>(cancel), ended.Party, today);
            db.MarketExclusions.Add(again);
            acting.File.Bars.Add(again);
            return again;
        }
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
        var (successor, today) = (acting.Given.Successor!.Value, acting.Context.Today);
        await db.ContinueExclusions(acting.Context, acting.File.Matter.Party, successor, today, cancel);
        // Released on conditions: nobody is barred now, and the successor is on record for the day on which the bar returns (C-8).
        if (acting.File.Bars.FindLast(own => own.Party == acting.File.Matter.Party) is { LiftedOn: not null } released && !acting.File.Bars.Exists(bar => bar.Party == successor))
        {
            var onRecord = released.Follow(await acting.Context.NewId<ExclusionId>(cancel), successor, today);
            onRecord.Lift(today);
            db.MarketExclusions.Add(onRecord);
            acting.Context.Touch(successor.Value);
        }
        return (await db.Counterparties.FindAsync([successor], cancel))!.Name;
    }
}
