using System.CommandLine;
using System.Text.Json;
using Integrity.App.Workflows;

namespace Integrity.Cli.Commands;

/// <summary><c>workflows check [FILE]</c>: every fault with its code, path and sentence; without a file, all definitions of the program.</summary>
public static class WorkflowsCheckCommand
{
    public static Command Create(SharedOptions shared)
    {
        var file = WorkflowsCommand.FileArgument();
        file.Arity = ArgumentArity.ZeroOrOne;
        var command = new Command("check", "检查流程定义，不指定文件则检查全部 · checks a definition, or all of them") { file };
        command.SetAction(parsed => Run(shared.Terminal(parsed), parsed.GetValue(file)));
        return command;
    }

    private static int Run(Terminal terminal, FileInfo? file)
    {
        var results = file is null ? WorkflowLibrary.Check(WorkflowLibrary.Folder) : [(file.Name, WorkflowChecker.Check(File.ReadAllText(file.FullName)))];
        if (terminal.IsJson) terminal.Json(json => Write(json, results, terminal));
        else
            foreach (var (name, result) in results)
                if (result.IsClean) terminal.Output.WriteLine($"{name}: {terminal.Say("无误", "clean")} · {Describe(result.Definition!, terminal)}");
                else List(terminal.Output, name, result.Faults, terminal);
        return results.All(one => one.Result.IsClean) ? ExitCode.Done : ExitCode.Refused;
    }

    internal static void List(TextWriter output, string file, IEnumerable<DefinitionFault> faults, Terminal terminal)
    {
        foreach (var fault in faults) output.WriteLine($"{file}: {fault.Code} {fault.Path}\n    {terminal.Say(fault.Zh, fault.En)}");
    }

    internal static void WriteFaults(Utf8JsonWriter json, string member, IEnumerable<DefinitionFault> faults, Terminal terminal)
    {
        json.WriteStartArray(member);
        foreach (var fault in faults)
        {
            json.WriteStartObject();
            json.WriteString("code", fault.Code);
            json.WriteString("path", fault.Path);
            json.WriteString("message", terminal.Say(fault.Zh, fault.En));
            json.WriteString("zh", fault.Zh);
            json.WriteString("en", fault.En);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<(string File, CheckedWorkflow Result)> results, Terminal terminal)
    {
        json.WriteStartObject();
        json.WriteBoolean("clean", results.All(one => one.Result.IsClean));
        json.WriteStartArray("files");
        foreach (var (file, result) in results)
        {
            json.WriteStartObject();
            json.WriteString("file", file);
            if (result.Definition is { } definition)
            {
                json.WriteString("code", definition.Code);
                json.WriteNumber("version", definition.Version);
                json.WriteString("hash", definition.Hash);
            }
            json.WriteBoolean("clean", result.IsClean);
            WriteFaults(json, "faults", result.Faults, terminal);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Describe(WorkflowDefinition definition, Terminal terminal)
    {
        var (states, arrows) = (definition.Root.Leaves().Count(), definition.Root.Inward().Sum(node => node.Transitions.Count));
        return terminal.Say(
            $"{definition.Title.Zh} 第{definition.Version}版，{states} 个状态，{arrows} 个去向，{definition.Deadlines.Count} 个期限，{definition.Invariants.Count} 条约束已证明，{definition.Scenarios.Count} 个情形已走通",
            $"{definition.Title.En}, version {definition.Version}: {states} states, {arrows} arrows, {definition.Deadlines.Count} deadlines, {definition.Invariants.Count} invariants proven, {definition.Scenarios.Count} scenarios walked");
    }
}
