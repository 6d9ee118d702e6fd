namespace Integrity.App.Workflows;

/// <summary>Something wrong in a definition: a stable code, where it stands, and one sentence in each language.</summary>
/// <param name="Code">One of <see cref="FaultCodes"/>.</param>
/// <param name="Path">JSON path in the file, <c>$.machine.states.held.on.SERVE_NOTICE</c>.</param>
/// <param name="Zh">The sentence in Chinese.</param>
/// <param name="En">The sentence in English.</param>
public sealed record DefinitionFault(string Code, string Path, string Zh, string En);

/// <summary>The checker's codes. They are stable: what is printed today means the same in ten years.</summary>
public static class FaultCodes
{
    public const string UnknownTarget = "E01";
    public const string Unreachable = "E02";
    public const string NoEnd = "E03";
    public const string NoRole = "E04";
    public const string UnknownRole = "E05";
    public const string DeadlineUndefined = "E06";
    public const string DeadlineWithoutHandler = "E07";
    public const string Shadowed = "E08";
    public const string ClockEntersAdverse = "E09";
    public const string DueProcessBypass = "E10";
    public const string PostedTwice = "E11";
    public const string RoleNobodyHolds = "E12";
    public const string Unregistered = "E13";
    public const string MissingLabel = "E14";
    public const string IncompleteMigration = "E15";
    public const string HeldWithoutPosting = "E16";
    public const string ScenarioFails = "E17";
    public const string Parameter = "E18";
    public const string Form = "E19";
    public const string WithoutEffect = "E20";
    public const string NeverStarts = "E21";
    public const string EditedInPlace = "E22";
    public const string LawfulStep = "E23";
    public const string LawfulPeriod = "E24";
    public const string LawfulRole = "E25";
    public const string LawfulDeed = "E26";

    /// <summary>Every code with what it means, in the order of the codes.</summary>
    public static readonly IReadOnlyList<(string Code, Words Words)> All =
    [
        (UnknownTarget, new("目标状态不存在", "unknown target")),
        (Unreachable, new("状态无法到达", "unreachable state")),
        (NoEnd, new("无法走到办结", "cannot reach an end")),
        (NoRole, new("未写明由谁办理", "no role")),
        (UnknownRole, new("角色未定义", "unknown role")),
        (DeadlineUndefined, new("期限未定义", "deadline undefined")),
        (DeadlineWithoutHandler, new("期限届满无人处理", "deadline without handler")),
        (Shadowed, new("分支永远轮不到", "shadowed transition")),
        (ClockEntersAdverse, new("期限届满产生不利结果", "a clock enters an adverse state")),
        (DueProcessBypass, new("绕过法定程序", "due-process bypass")),
        (PostedTwice, new("重复入账而未冲回", "posting twice without its undo")),
        (RoleNobodyHolds, new("角色无人可任", "role that nobody can hold")),
        (Unregistered, new("名称未登记", "unregistered guard, requirement, action, event or anchor")),
        (MissingLabel, new("缺少中文或英文名称", "missing label in a language")),
        (IncompleteMigration, new("迁移对照不完整", "incomplete migration map")),
        (HeldWithoutPosting, new("暂缓支付无分录", "exposure held without a posting")),
        (ScenarioFails, new("情形未按预期结束", "a scenario does not end as expected")),
        (Parameter, new("参数不明或超出范围", "parameter unknown or out of its range")),
        (Form, new("文件格式不符", "form of the file")),
        (WithoutEffect, new("期限届满没有法定效果", "a deadline without its legal effect")),
        (NeverStarts, new("期限永远不会开始", "a deadline that never starts")),
        (EditedInPlace, new("改动已有案件在用的版本", "a version that cases run under was edited")),
        (LawfulStep, new("环节缺少法定前提", "a step without what the law asks of it")),
        (LawfulPeriod, new("期限超出法定界限", "a period outside what the law allows")),
        (LawfulRole, new("办理人不合法定分工", "a step in hands that the law does not give it to")),
        (LawfulDeed, new("环节所办事项不合法", "a step that does not do what the law asks of it")),
    ];
}
