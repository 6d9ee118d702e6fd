using System.CommandLine;
using Integrity.Cli.Commands;

namespace Integrity.Cli;

/// <summary>What a command answers with, for scripts.</summary>
public static class ExitCode
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int WrongUse = 2;

    /// <summary>A fault of the program or the machine, which no one can mend by typing something else.</summary>
    public const int Fault = 3;
}

/// <summary>The commands, each in a file of its own, and the options that all of them know.</summary>
public static class CommandHost
{
    /// <summary>Every command that does something, by its words: <c>import ledger</c>.</summary>
    public static IEnumerable<string> Names() => Names(Root(), "");

    public static async Task<int> Run(string[] args, TextWriter output, TextWriter error, CancellationToken stop)
    {
        var root = Root();
        var parsed = root.Parse(args, new() { ResponseFileTokenReplacer = null });
        try
        {
            var code = await parsed.InvokeAsync(new() { Output = output, Error = error, EnableDefaultExceptionHandler = false }, stop);
            return parsed.Errors.Count > 0 ? ExitCode.WrongUse : code;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("已中止。Stopped.");
            return ExitCode.Fault;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(failure.Message);
            return ExitCode.WrongUse;
        }
    }

    private static RootCommand Root()
    {
        var shared = new SharedOptions();
        var root = new RootCommand("工程廉政合同与兑付管理系统 · Integrity") { shared.Format, shared.Language, shared.Database };
        root.Subcommands.Add(TrialCommand.Create(shared));
        root.Subcommands.Add(new Command("import", "导入台账等文件 · imports files of the office") { ImportLedgerCommand.Create(shared) });
        root.Subcommands.Add(WorkflowsCommand.Create(shared));
        root.Subcommands.Add(VerifyCommand.Create(shared));
        root.Subcommands.Add(MigrateCommand.Create(shared));
        root.Subcommands.Add(BackupCommand.Create(shared));
        root.Subcommands.Add(BackupCommand.CreateRestore(shared));
        return root;
    }

    private static IEnumerable<string> Names(Command command, string before) =>
        command.Subcommands.SelectMany(c => c.Subcommands.Count > 0 ? Names(c, before + c.Name + " ") : [before + c.Name]);
}
