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

    public static Refusal UnknownState(string state, WorkflowDefinition definition) => Of("J-1",
        $"“{definition.Title.Zh}”没有最内层状态“{state}”。请从中选择：{string.Join("、", definition.Root.Leaves())}。",
        $"{definition.Title.En} has no innermost state \"{state}\". Choose one of: {string.Join(", ", definition.Root.Leaves())}.");

    public static Refusal NotAllowedHere(Words trigger, Words state, string whoZh, string whoEn) => Of("P-6",
        $"在“{state.Zh}”环节不能“{trigger.Zh}”。{whoZh}",
        $"\"{trigger.En}\" is not possible in the step \"{state.En}\". {whoEn}");

    public static Refusal NoBranch(Words trigger, Words state, string choicesZh, string choicesEn) => Of("D-5",
        $"在“{state.Zh}”环节“{trigger.Zh}”时，所填结果没有对应的去向。请从下列结果中选择：{choicesZh}。",
        $"No branch of \"{trigger.En}\" in the step \"{state.En}\" answers the outcome given. Choose one of: {choicesEn}.");

    public static Refusal RoleNotHeld(Words trigger, string rolesZh, string rolesEn) => Of("O-5, D-4",
        $"“{trigger.Zh}”由{rolesZh}办理，您不担任此角色。请转交其办理。",
        $"\"{trigger.En}\" is done by: {rolesEn}. You hold none of these roles; pass it to someone who does.");

    public static Refusal SamePerson(Words role, Words earlier, bool ofAbsent = false) => Of("D-4",
        $"{(ofAbsent ? "您所代理的人员" : "您")}在本案中曾任“{earlier.Zh}”，不得再任“{role.Zh}”。请由未参与的人员办理。",
        $"{(ofAbsent ? "The person for whom you act has" : "You have")} acted as \"{earlier.En}\" in this matter and may not act as \"{role.En}\". Someone who took no part must do it.");

    public static Refusal RequirementUnmet(Words trigger, IReadOnlyList<RequirementWord> unmet) => Of("P-6",
        $"还不能“{trigger.Zh}”：{string.Concat(unmet.Select(word => word.Missing.Zh))}",
        $"\"{trigger.En}\" is not possible yet. {string.Join(" ", unmet.Select(word => word.Missing.En))}");

    public static Refusal GroundMissing(Words deadline) => Of("P-10",
        $"变更“{deadline.Zh}”须有理由。请写明理由。",
        $"\"{deadline.En}\" can only be changed with a ground. Write it down.");

    public static Refusal NeverPaused(Words deadline) => Of("P-10",
        $"“{deadline.Zh}”保护合同相对人的款项、是其行使权利的期限或以小时计，不得中止。期满即按规定处理。",
        $"\"{deadline.En}\" protects the contractor's money, is his time to exercise a right or counts hours, and is never paused. When it runs out, the rule takes effect.");

    public static Refusal AlreadyPaused(Words deadline) => Of("P-10",
        $"“{deadline.Zh}”已经中止。审核人恢复期限之后，方可再行中止。",
        $"\"{deadline.En}\" is paused already. It can be paused again once a reviewer has resumed it.");

    public static Refusal NotPaused(Words deadline) => Of("P-10",
        $"“{deadline.Zh}”没有中止，无需恢复。请核对期限名称。",
        $"\"{deadline.En}\" is not paused, so there is nothing to resume. Check which period is meant.");

    public static Refusal NotExtendable(Words deadline) => Of("P-10",
        $"“{deadline.Zh}”不能延长。请在期限内办理。",
        $"\"{deadline.En}\" cannot be extended. Act within it.");

    public static Refusal NotBegun(Words deadline, string placesZh, string placesEn, Words by) => Of("P-10",
        $"“{deadline.Zh}”尚未起算，无从延长：它在{placesZh}环节起算。届时可由审核人提请，由{by.Zh}决定延长。",
        $"\"{deadline.En}\" has not begun and cannot be extended: it runs in the step {placesEn}. A reviewer can ask for it then; it is decided by: {by.En}.");

    public static Refusal ExtendedTooOften(Words deadline, int times) => Of("P-10",
        $"“{deadline.Zh}”至多延长 {times} 次，已用完。请尽快办结。",
        $"\"{deadline.En}\" can be extended {times} time(s) at most, and that is used up. Bring the matter to an end.");

    public static Refusal ExtensionNotPositive(Words deadline) => Of("P-10",
        $"“{deadline.Zh}”的延长天数须为正数。请填写延长几日。",
        $"\"{deadline.En}\" can only be made longer. Say by how many days.");

    public static Refusal ExtensionTooLong(Words deadline, int maxDays) => Of("P-10",
        $"“{deadline.Zh}”一次至多延长 {maxDays} 日。请缩短延长天数。",
        $"\"{deadline.En}\" can be extended by {maxDays} days at most. Ask for fewer.");

    public static Refusal NotLonger(Words deadline, int length) => Of("P-5",
        $"“{deadline.Zh}”现为 {length} 日，新期限须更长。请核对应续期还是延长。",
        $"\"{deadline.En}\" is {length} days now, and the new limit must be longer. Check whether to renew or to extend.");

    public static Refusal HasRunOut(Words deadline, DateOnly day) => Of("P-10",
        $"“{deadline.Zh}”已于 {day:yyyy-MM-dd} 届满，不能再变更。请按届满后的程序办理。",
        $"\"{deadline.En}\" ran out on {day:yyyy-MM-dd} and cannot be changed any more. Follow what the expiry brought about.");

    public static Refusal DefinitionFaulty(DefinitionFault fault) => Of("P-6",
        $"流程定义有误：{fault.Path} {fault.Code} {fault.Zh}请先用 workflows check 检查并改正。",
        $"The definition has a fault: {fault.Path} {fault.Code} {fault.En} Put it right; workflows check shows every fault.");

    private static Refusal Of(string rule, string zh, string en, [CallerMemberName] string member = "") =>
        Refusal.Of("workflows", member, rule, zh, en);
}
