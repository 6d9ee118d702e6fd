using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Integrity.App.Workflows;

namespace Integrity.Cli.Commands;

/// <summary><c>workflows simulate FILE --events EVENTS.json</c>: walks through a definition; roles and requirements are taken as met.</summary>
public static class WorkflowsSimulateCommand
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create(SharedOptions shared)
    {
        var file = WorkflowsCommand.FileArgument();
        var events = new Option<FileInfo>("--events") { Description = "推演文件：若干条路径，每条是事件列表 · a list of walks, each a list of {\"event\",\"params\"?}", HelpName = "EVENTS.json", Required = true };
        events.AcceptExistingOnly();
        var command = new Command("simulate", "按事件逐步推演 · walks through a definition, event by event") { file, events };
        command.SetAction(parsed => Run(shared.Terminal(parsed), parsed.GetRequiredValue(file), parsed.GetRequiredValue(events)));
        return command;
    }

    private static int Run(Terminal terminal, FileInfo file, FileInfo events)
    {
        var machine = WorkflowChecker.Walkable(File.ReadAllText(file.FullName));
        if (machine.Definition is null || machine.Faults.Count > 0) return WorkflowsCommand.Refuse(terminal, file, machine.Faults);
        var (walks, faults) = EventsFile.Read(File.ReadAllText(events.FullName));
        if (faults.Count > 0) return WorkflowsCommand.Refuse(terminal, events, faults);

        // One walk a line: a person can follow it, and the whole is one JSON array for programs.
        var lines = walks.Select(walk => EventsFile.Answers(Simulation.Walk(new(machine.Definition), walk)).ToJsonString(Readable));
        terminal.Output.WriteLine($"[\n{string.Join(",\n", lines)}\n]");
        return ExitCode.Done;
    }
}
