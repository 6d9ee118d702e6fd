using System.CommandLine;
using Integrity.App.Workflows;

namespace Integrity.Cli.Commands;

/// <summary><c>workflows …</c>: looks over, draws, walks through and compares definitions; only a replay needs a database.</summary>
public static class WorkflowsCommand
{
    public static Command Create(SharedOptions shared) =>
        new("workflows", "流程定义：检查、绘图、推演、比较 · definitions: check, draw, walk through, compare")
        {
            WorkflowsCheckCommand.Create(shared), WorkflowsDrawCommand.Create(shared), WorkflowsSimulateCommand.Create(shared), WorkflowsDiffCommand.Create(shared),
        };

    internal static Argument<FileInfo> FileArgument() =>
        new Argument<FileInfo>("FILE") { Description = "流程定义文件 · a definition" }.AcceptExistingOnly();

    /// <summary>What is wrong in a file that a command needs whole.</summary>
    internal static int Refuse(Terminal terminal, FileInfo file, IEnumerable<DefinitionFault> faults)
    {
        if (terminal.IsJson)
            terminal.Json(json =>
            {
                json.WriteStartObject();
                WorkflowsCheckCommand.WriteFaults(json, "refused", faults, terminal);
                json.WriteEndObject();
            });
        else WorkflowsCheckCommand.List(terminal.Output, file.Name, faults, terminal);
        return ExitCode.Refused;
    }
}
