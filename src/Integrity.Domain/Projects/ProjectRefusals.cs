using System.Runtime.CompilerServices;
using Integrity.Domain.Values;

namespace Integrity.Domain.Projects;

/// <summary>The closed list of lawful noes about projects.</summary>
public static class ProjectRefusals
{
    private static Refusal No(string rule, string zh, string en, [CallerMemberName] string member = "") =>
        Refusal.Of("projects", member, rule, zh, en);

    public static Refusal NumberMissing(int most) =>
        No("C-3", $"工程编号没有填写，或超过 {most} 个字。请按立项文件填写。", $"The project's number is missing or longer than {most} characters. Enter it as in the approval.") with { Field = "number" };

    public static Refusal NameMissing(int most) =>
        No("C-3", $"工程名称没有填写，或超过 {most} 个字。请按立项文件填写。", $"The project's name is missing or longer than {most} characters. Enter it as in the approval.") with { Field = "name" };

    public static Refusal NumberTaken(string number, string name) =>
        No("C-3", $"工程编号“{number}”已登记为“{name}”。请直接使用该工程。", $"Project number “{number}” is already registered for “{name}”. Use that project.") with { Field = "number" };
}
