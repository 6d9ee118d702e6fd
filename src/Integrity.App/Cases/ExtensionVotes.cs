using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>The vote on more time, for the hold or for a period of the procedure: one at a time (P-5, P-10).</summary>
internal static class ExtensionVotes
{
    extension(IntegrityDb db)
    {
        /// <summary>The item that is not decided yet, or has passed and can still be taken over; null where nothing is in the way of another.</summary>
        public async Task<Item?> StandingExtension(CaseFile file, DateOnly today, CancellationToken cancel)
        {
            if (await db.DecidedItem(file.Case.ExtensionItem, cancel) is not { } put) return null;
            return put.Item.Result == ItemResult.Pending || (put.Item.Result == ItemResult.Passed && IsInTime(file, put.Item, today)) ? put.Item : null;
        }
    }

    /// <summary>The paper that was put to the vote, where it is about a period.</summary>
    public static PeriodPaper PeriodOf(CaseFile file) => Journal.CanonicalJson.Read<PeriodPaper>(file.Papers.Single(p => p.Number == file.Case.ExtensionPaper).Text)!;

    /// <summary>What comes too late, because the period or the hold has run out meanwhile, keeps nobody from asking for something else.</summary>
    private static bool IsInTime(CaseFile file, Item item, DateOnly today) =>
        item.Kinds.HasFlag(ItemKinds.Period)
            ? PeriodOf(file) is var asked && CaseDeadlines.Longer(file, asked.Deadline, (int)asked.Days, today, asked.Reasons).IsDone
            : file.WhyNot("EXTEND_HOLD", new() { Words = "-" }, today, ProposeExtension.ByTheVote) is null;

    /// <summary>What the case page offers: to ask for more time in each period that may have it, or to take over what was decided.</summary>
    /// <param name="file">The case.</param>
    /// <param name="standing">What is put to the vote or decided.</param>
    /// <param name="reader">For whom; null for nobody of the bureau.</param>
    /// <param name="reviews">He has the reviewer's duty, or stands in for one who has.</param>
    /// <param name="kept">Why his own part keeps him from it.</param>
    /// <param name="today">The day.</param>
    public static IEnumerable<CaseChoice> Choices(CaseFile file, Item? standing, Official? reader, bool reviews, Refusal? kept, DateOnly today)
    {
        if (reader is null || file.Case.Ended) yield break;
        var asked = standing?.Kinds.HasFlag(ItemKinds.Period) == true ? PeriodOf(file) : null;
        foreach (var running in file.Deadlines.Where(d => d.IsRunning && file.Definition.Deadlines[d.Name].Extendable is not null))
        {
            var title = file.Definition.Deadlines[running.Name].Title;
            if (asked?.Deadline == running.Name && (reviews || reader.Has(Duty.KeepMeetings)))
            {
                var open = standing!.Result == ItemResult.Pending ? DecisionRefusals.NotYetDecided() : null;
                yield return new(ExtendPeriod.Choice, $"延长“{title.Zh}”{asked.Days} 日", $"Extend \"{title.En}\" by {asked.Days} day(s)", open?.Zh, open?.En, open?.Code);
            }
            else if (reviews)
            {
                var why = kept ?? (standing is not null ? CaseRefusals.PutToVoteAlready() : CaseDeadlines.Longer(file, running.Name, 1, today, "-") is { IsDone: false } no ? no.Refusal : null);
                yield return new(ProposePeriod.Choice + running.Name, $"提请延长“{title.Zh}”", $"Propose to extend \"{title.En}\"", why?.Zh, why?.En, why?.Code);
            }
        }
    }
}
