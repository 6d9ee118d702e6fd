namespace Integrity.App.Workflows;

/// <summary>The sentences of the checker that are needed in more than one place.</summary>
internal static class Faults
{
    public static DefinitionFault Form(string path, string zh, string en) =>
        new(FaultCodes.Form, path, $"格式不符：{zh}。", $"Form: {en}.");

    public static DefinitionFault MissingLabel(string path, string zh, string en) =>
        new(FaultCodes.MissingLabel, path, $"{zh}缺少名称，中文和英文都要写。", $"{en} has no label; write it in Chinese and in English.");

    public static DefinitionFault UnknownRole(string path, string role) =>
        new(FaultCodes.UnknownRole, path, $"角色“{role}”未在 roles 中定义。", $"The role \"{role}\" is not defined under roles.");

    public static DefinitionFault DeadlineUndefined(string path, string name) =>
        new(FaultCodes.DeadlineUndefined, path, $"期限“{name}”未在 deadlines 中定义。", $"The deadline \"{name}\" is not defined under deadlines.");

    public static DefinitionFault EditedInPlace(WorkflowDefinition edited) =>
        new(FaultCodes.EditedInPlace, "$.version", $"“{edited.Code}”第{edited.Version}版已有案件在用，内容却被改动：请改回，或另立新版本。",
            $"Cases run under version {edited.Version} of \"{edited.Code}\", but its text was changed: restore it, or raise the version.");

    public static DefinitionFault UnknownState(string path, string state) =>
        state is ['#', ..] ? new(FaultCodes.UnknownTarget, path, $"没有状态带有标记“{state}”。", $"No state bears the tag \"{state}\".")
            : new(FaultCodes.UnknownTarget, path, $"状态“{state}”不存在。", $"There is no state \"{state}\".");

    public static DefinitionFault Unregistered(string path, string kindZh, string kindEn, string name) =>
        new(FaultCodes.Unregistered, path, $"{kindZh}“{name}”未登记，程序不会办。", $"The {kindEn} \"{name}\" is not registered, so the program cannot do it.");
}
