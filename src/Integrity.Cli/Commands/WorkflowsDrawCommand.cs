using System.CommandLine;
using System.Text;
using Integrity.App.Workflows;

namespace Integrity.Cli.Commands;

/// <summary><c>workflows draw FILE</c>: a definition as a Mermaid diagram or as a picture.</summary>
public static class WorkflowsDrawCommand
{
    public static Command Create(SharedOptions shared)
    {
        var file = WorkflowsCommand.FileArgument();
        var kind = new Option<string?>("--as") { Description = "mermaid（默认）或 svg · mermaid unless told otherwise" };
        kind.AcceptOnlyFromAmong("mermaid", "svg");
        var now = new Option<string?>("--now") { Description = "点亮的状态 · the state to be lit", HelpName = "STATE" };
        var target = new Option<FileInfo?>("--out") { Description = "写入此文件，.svg 为图片 · writes to this file; .svg is a picture", HelpName = "FILE" };
        var command = new Command("draw", "绘制流程图 · draws a definition") { file, kind, now, target };
        command.SetAction(parsed => Run(shared.Terminal(parsed), parsed.GetRequiredValue(file), parsed.GetValue(kind), parsed.GetValue(now), parsed.GetValue(target)));
        return command;
    }

    private static int Run(Terminal terminal, FileInfo file, string? kind, string? now, FileInfo? target)
    {
        var result = WorkflowChecker.Check(File.ReadAllText(file.FullName));
        // A definition with a fault can still be looked at, as long as it says where it begins and every arrow has an end.
        if (result.Definition is null || result.Faults.Any(fault => fault.Code is FaultCodes.UnknownTarget)) return WorkflowsCommand.Refuse(terminal, file, result.Faults);
        var definition = result.Definition;
        var drawn = Diagram.Of(definition, new(terminal.Language) { Now = now });
        if (drawn.Refusal is { } refusal) return terminal.Refuse(refusal, ExitCode.WrongUse);
        var diagram = drawn.Value;
        var svg = kind is null ? target?.Extension.Equals(".svg", StringComparison.OrdinalIgnoreCase) == true : kind == "svg";
        if (terminal.IsJson)
            terminal.Json(json =>
            {
                json.WriteStartObject();
                json.WriteString("code", definition.Code);
                json.WriteNumber("version", definition.Version);
                json.WriteString("mermaid", MermaidDrawing.Of(diagram));
                json.WriteString("svg", SvgDrawing.Of(diagram));
                json.WriteEndObject();
            });
        else if (target is null) terminal.Output.Write(svg ? SvgDrawing.Of(diagram) + "\n" : MermaidDrawing.Of(diagram));
        if (target is not null) NewFile.Write(target, stream => stream.Write(Encoding.UTF8.GetBytes(svg ? SvgDrawing.Of(diagram) : MermaidDrawing.Of(diagram))));
        return ExitCode.Done;
    }
}
