using System.Runtime.CompilerServices;
using Integrity.Domain.Values;

namespace Integrity.App.Workflows;

/// <summary>The closed list of refusals of this module.</summary>
public static class WorkflowRefusals
{
    public static Refusal Closed(Words title, Words state) => Of("P-6",
        $"“{title.Zh}”已在“{state.Zh}”结束，不再办理。有新事实或裁判时，请提请集体研究重新启动。",
        $"This {title.En.ToLowerInvariant()} has ended in \"{state.En}\". On new facts or a judgment, ask for a decision to reopen it.");

    public static Refusal UnknownEvent(string trigger, Words title) => Of("J-1",
        $"“{title.Zh}”没有“{trigger}”这一事项。请从本环节列出的事项中选择。",
        $"{title.En} has no event \"{trigger}\". Choose one of those listed for this step.");

    public static Refusal NotAllowedHere(Words trigger, Words state, string whoZh, string whoEn) => Of("P-6",
        $"在“{state.Zh}”环节不能“{trigger.Zh}”。{whoZh}",
        $"\"{trigger.En}\" is not possible in the step \"{state.En}\". {whoEn}");

    public static Refusal NoBranch(Words trigger, Words state, string choicesZh, string choicesEn) => Of("D-5",
        $"在“{state.Zh}”环节“{trigger.Zh}”时，所填结果没有对应的去向。请从下列结果中选择：{choicesZh}。",
        $"No branch of \"{trigger.En}\" in the step \"{state.En}\" answers the outcome given. Choose one of: {choicesEn}.");

    public static Refusal RoleNotHeld(Words trigger, string rolesZh, string rolesEn) => Of("O-5, D-4",
        $"“{trigger.Zh}”由{rolesZh}办理，您不担任此角色。请转交其办理。",
        $"\"{trigger.En}\" is done by: {rolesEn}. You hold none of these roles; pass it to someone who does.");

    public static Refusal SamePerson(Words role, Words earlier) => Of("D-4",
        $"您在本案中曾任“{earlier.Zh}”，不得再任“{role.Zh}”。请由未参与的人员办理。",
        $"You have acted as \"{earlier.En}\" in this matter and may not act as \"{role.En}\". Someone who took no part must do it.");

    public static Refusal RequirementUnmet(Words trigger, IReadOnlyList<RequirementWord> unmet) => Of("P-6",
        $"还不能“{trigger.Zh}”：{string.Concat(unmet.Select(word => word.Missing.Zh))}",
        $"\"{trigger.En}\" is not possible yet. {string.Join(" ", unmet.Select(word => word.Missing.En))}");

    private static Refusal Of(string rule, string zh, string en, [CallerMemberName] string member = "") =>
        Refusal.Of("workflows", member, rule, zh, en);
}
