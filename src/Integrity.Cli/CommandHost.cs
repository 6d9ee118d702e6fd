using System.CommandLine;
using System.CommandLine.Help;
using System.Data.Common;
using System.Globalization;
using Integrity.App.Storage;
using Integrity.Cli.Commands;
using Integrity.Domain.Acts;
using Integrity.Domain.Values;

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
    public static IEnumerable<string> Names() => Names(Root(new()), "");

    public static async Task<int> Run(string[] args, TextWriter output, TextWriter error, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(args);
        // What is wrong with the words themselves is said by the parser, in the language of this thread.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Says(args, "--lang", "en") ? "en" : "zh-Hans");
        var shared = new SharedOptions();
        var root = Root(shared);
        Speak(root, Says(args, "--lang", "en") ? Language.English : Language.Chinese);
        var parsed = root.Parse(args, new() { ResponseFileTokenReplacer = null });
        var terminal = new Terminal(output, error, Says(args, "--format", "json"), Says(args, "--lang", "en") ? Language.English : Language.Chinese);
        try
        {
            if (parsed.Errors.Count > 0 && terminal.IsJson) return terminal.Refuse(MaintenanceRefusals.WrongUse(string.Join(" ", parsed.Errors.Select(e => ParserWords.In(terminal.Language, e.Message)))), ExitCode.WrongUse);
            if (parsed.Errors.Count > 0 || parsed.Action is HelpAction) return await Explain(parsed, terminal, stop);
            return await parsed.InvokeAsync(new() { Output = output, Error = error, EnableDefaultExceptionHandler = false }, stop);
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync(terminal.Say("已中止。", "Stopped."));
            return ExitCode.Fault;
        }
        catch (UnusableDatabaseException failure)
        {
            return terminal.Refuse(failure.Refusal);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return terminal.Refuse(FileTrouble.Of(failure), ExitCode.WrongUse);
        }
        catch (Exception failure) when (failure.GetBaseException() is DbException or System.Net.Sockets.SocketException)
        {
            return terminal.Refuse(DatabaseTrouble.Of(failure, Bureau.EngineOf(parsed.GetValue(shared.Database))));
        }
    }

    /// <summary>Help and complaints are the parser's own words.</summary>
    private static async Task<int> Explain(ParseResult parsed, Terminal terminal, CancellationToken stop)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        await parsed.InvokeAsync(new() { Output = output, Error = error, EnableDefaultExceptionHandler = false }, stop);
        await terminal.Output.WriteAsync(ParserWords.In(terminal.Language, output.ToString()));
        await terminal.Error.WriteAsync(ParserWords.In(terminal.Language, error.ToString()));
        return parsed.Errors.Count > 0 ? ExitCode.WrongUse : ExitCode.Done;
    }

    private static bool Says(string[] args, string option, string value) =>
        args.Contains($"{option}={value}") || args.Contains($"{option}:{value}") || args.Zip(args.Skip(1)).Contains((option, value));

    private static RootCommand Root(SharedOptions shared)
    {
        var root = new RootCommand("工程廉政合同与兑付管理系统 · Integrity") { shared.Format, shared.Language, shared.Database };
        root.Subcommands.Add(TrialCommand.Create(shared));
        root.Subcommands.Add(new Command("import", "导入台账等文件 · imports files of the office") { ImportLedgerCommand.Create(shared), ImportCalendarCommand.Create(shared) });
        root.Subcommands.Add(SeedCommand.Create(shared));
        root.Subcommands.Add(WorkflowsCommand.Create(shared));
        root.Subcommands.Add(VerifyCommand.Create(shared));
        root.Subcommands.Add(MigrateCommand.Create(shared));
        root.Subcommands.Add(BackupCommand.Create(shared));
        root.Subcommands.Add(BackupCommand.CreateRestore(shared));
        return root;
    }

    /// <summary>Descriptions are written in both languages; help gives the caller's.</summary>
    private static void Speak(Command command, Language language)
    {
        foreach (var word in command.Options.Cast<Symbol>().Concat(command.Arguments).Append(command))
            if (word.Description?.Split(" · ") is [var zh, var en]) word.Description = language == Language.Chinese ? zh : en;
        foreach (var one in command.Subcommands) Speak(one, language);
    }

    private static IEnumerable<string> Names(Command command, string before) =>
        command.Subcommands.SelectMany(c => c.Subcommands.Count > 0 ? Names(c, before + c.Name + " ") : [before + c.Name]);
}
