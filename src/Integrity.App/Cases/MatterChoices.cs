using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>What the page of a matter offers its reader beside the arrows of the definition, and why not: to ask for a step of two, to put it to the vote, to record a notice and a statement.</summary>
public static class MatterChoices
{
    public const string Vote = "PUT_TO_VOTE";
    public const string Notice = "RECORD_NOTICE";
    public const string Statement = "RECORD_STATEMENT";

    /// <param name="db">Storage.</param>
    /// <param name="file">The matter.</param>
    /// <param name="context">Who reads.</param>
    /// <param name="steps">The arrows, as they stand for the reader.</param>
    /// <param name="cancel">Stops it.</param>
    internal static async Task<IReadOnlyList<CaseChoice>> Of(IntegrityDb db, MatterFile file, AskContext context, IReadOnlyList<CaseChoice> steps, CancellationToken cancel)
    {
        if (context.OwnParty is not null || context.Official is not { } reader || file.Process.Ended) return steps;
        var absents = await db.AbsentFor(reader, file.Abouts, context.Today, cancel);
        var others = await WhoAndWhen.For(db, file, names: true, context.Today, cancel);
        // Null where he may; a refusal with who could, where his part keeps him from it; not offered at all where it is not his office's.
        (bool Offered, Refusal? Why) In(params string[] roles) => file.RoleFor(reader, himself: true, absents, roles).Role is var role && role.IsDone ? (true, null)
            : role.Refusal.Code == "acts.not_permitted" ? (false, null) : (true, others.Told(role.Refusal, roles));
        var (audit, apart) = In(ProcessFile.AuditOffice);
        // The first of two people asks, while nobody has; the step itself stands there once somebody did.
        bool IsToBeAsked(CaseChoice step) => audit && step.Trigger != MatterVotes.Decide && file.Asked(step.Trigger) is null && file.Machine.Asked(file.Process.State, step.Trigger).Contains("secondPersonConfirmed");
        var choices = steps.Select(step => IsToBeAsked(step) ? step.ToAskFor().Because(apart) : step).ToList();
        if (MatterVotes.ArrowOf(file) is { } arrow && In("reviewer") is (true, var kept) && await db.DecidedItem(file.Matter.VoteItem, cancel) is not { Item.Result: ItemResult.Pending or ItemResult.Passed })
        {
            var what = arrow.Label ?? file.Definition.TriggerWords(arrow.Trigger);
            choices.Add(CaseChoice.Offered(Vote, $"提请集体研究：{what.Zh}", $"Put to the leadership group: {what.En}").Because(kept));
        }
        if (audit && file.Matter.Kind == MatterKind.Exclusion && file.Answers("BREACH")) choices.Add(CaseChoice.Offered(Notice, "登记告知", "Record the notice").Because(apart));
        if (audit && file.Matter.Kind == MatterKind.Exclusion && file.Process.State == "breachPending") choices.Add(CaseChoice.Offered(Statement, "登记陈述", "Record the statement").Because(apart));
        return choices;
    }
}
