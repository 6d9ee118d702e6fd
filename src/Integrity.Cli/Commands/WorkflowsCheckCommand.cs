using System.CommandLine;
using System.Text.Json;
using Integrity.App.Workflows;

namespace Integrity.Cli.Commands;

/// <summary><c>workflows check [FILE…]</c>: every fault with its code, path and sentence; without a file, all definitions of the program.</summary>
public static class WorkflowsCheckCommand
{
    public static Command Create(SharedOptions shared)
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "流程定义文件，可多个 · definitions, one or more", Arity = ArgumentArity.ZeroOrMore }.AcceptExistingOnly();
        var command = new Command("check", "检查流程定义，不指定文件则检查全部 · checks definitions, or all of them") { files };
        command.SetAction(parsed => Run(shared.Terminal(parsed), parsed.GetValue(files) ?? []));
        return command;
    }

    private static int Run(Terminal terminal, FileInfo[] files)
    {
        List<string> passedOver = [];
        List<(string File, CheckedWorkflow Result)> results = files.Length == 0 ? [.. WorkflowLibrary.Check(WorkflowLibrary.Folder, WorkflowLibrary.Before())] : [];
        List<(FileInfo File, string Text)> texts = [.. files.Select(file => (file, File.ReadAllText(file.FullName)))];
        // Versions of one definition on the same line, in the same folder and of the program are held against each other: a map names every state of the one it comes from.
        List<WorkflowDefinition> together = [.. texts.Select(one => DefinitionReader.Read(one.Text).Definition).OfType<WorkflowDefinition>()];
        foreach (var (file, text) in texts)
        {
            // It lies beside the definitions for editors, and a shell's *.json takes it along.
            if (IsSchema(text)) passedOver.Add(file.Name);
            else results.Add((file.Name, WorkflowChecker.Check(text, earlier: [.. together, .. WorkflowLibrary.Beside(file)])));
        }
        if (terminal.IsJson) terminal.Json(json => Write(json, results, passedOver, terminal));
        else
        {
            foreach (var (name, result) in results)
            {
                if (result.IsClean) terminal.Output.WriteLine($"{name}: {terminal.Say("无误", "clean")} · {Describe(result.Definition!, terminal)}");
                else List(terminal.Output, name, result.Faults, terminal);
                foreach (var remark in result.Remarks) terminal.Output.WriteLine($"{name}: {terminal.Say("提示", "note")} {remark.Path}\n    {terminal.Say(remark.Zh, remark.En)}");
            }
            foreach (var name in passedOver) terminal.Output.WriteLine($"{name}: {terminal.Say("是 JSON Schema，不是流程定义，未检查", "a JSON Schema and no definition, passed over")}");
        }
        return results.All(one => one.Result.IsClean) ? ExitCode.Done : ExitCode.Refused;
    }

    private static bool IsSchema(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("$schema", out var dialect)
                && dialect.ValueKind == JsonValueKind.String && dialect.GetString()!.Contains("://json-schema.org/", StringComparison.Ordinal);
        }
        catch (JsonException)
        {
            return false;
        }
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

    private static void Write(Utf8JsonWriter json, List<(string File, CheckedWorkflow Result)> results, List<string> passedOver, Terminal terminal)
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
            json.WriteStartArray("remarks");
            foreach (var remark in result.Remarks)
            {
                json.WriteStartObject();
                json.WriteString("path", remark.Path);
                json.WriteString("message", terminal.Say(remark.Zh, remark.En));
                json.WriteString("zh", remark.Zh);
                json.WriteString("en", remark.En);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("passedOver");
        foreach (var name in passedOver) json.WriteStringValue(name);
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
