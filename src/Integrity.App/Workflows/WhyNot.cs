using Integrity.Domain.Values;

namespace Integrity.App.Workflows;

/// <summary>Why a trigger has no answer in a state, and who could bring it about when.</summary>
internal static class WhyNot
{
    public static Refusal Of(WorkflowDefinition definition, StateNode leaf, Happening happening)
    {
        var trigger = happening.Trigger;
        if (leaf.Ends && !leaf.Answers.Any(arrow => arrow.Trigger == trigger)) return WorkflowRefusals.Closed(definition.Title, leaf.Words);
        var everywhere = definition.Root.Inward().SelectMany(node => node.Transitions).Where(arrow => arrow.Trigger == trigger && !arrow.Forbids).ToList();
        if (everywhere.Count == 0) return WorkflowRefusals.UnknownEvent(trigger, definition.Title);

        var here = Step.Candidates(leaf, trigger).Where(arrow => !arrow.Forbids).ToList();
        var words = definition.TriggerWords(trigger);
        if (here.Count > 0)
            return WorkflowRefusals.NoBranch(words, leaf.Words,
                string.Join("、", here.Select(arrow => Branch(arrow, Language.Chinese))), string.Join(", ", here.Select(arrow => Branch(arrow, Language.English))));

        var places = everywhere.GroupBy(arrow => arrow.Source).Select(group => (State: group.Key.Words,
            Zh: Roles(definition, group, Language.Chinese), En: Roles(definition, group, Language.English))).ToList();
        return WorkflowRefusals.NotAllowedHere(words, leaf.Words,
            string.Concat(places.Select(place => $"可在“{place.State.Zh}”环节由{place.Zh}办理。")),
            string.Join(" ", places.Select(place => $"In the step \"{place.State.En}\" it can be done by: {place.En}.")));
    }

    private static string Branch(Transition arrow, Language language) =>
        arrow.Guard?.Params.GetValueOrDefault("outcome") is { } outcome
            ? arrow.Label is { } label ? $"{outcome} ({label.In(language)})" : outcome
            : arrow.Label?.In(language) ?? arrow.Target?.Words.In(language) ?? arrow.Trigger;

    private static string Roles(WorkflowDefinition definition, IEnumerable<Transition> arrows, Language language) =>
        string.Join(language == Language.Chinese ? "、" : ", ", arrows.SelectMany(arrow => arrow.By).Distinct().Select(role => definition.RoleWords(role).In(language)));
}
