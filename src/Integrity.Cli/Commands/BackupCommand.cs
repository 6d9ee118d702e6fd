using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Integrity.App.Acts;
using Integrity.App.Storage;

namespace Integrity.Cli.Commands;

/// <summary><c>backup FILE</c> and <c>restore FILE</c>: the embedded database while it is in use; for PostgreSQL the lines to run.</summary>
public static class BackupCommand
{
    public static Command Create(SharedOptions shared)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "备份文件 · the copy" };
        var command = new Command("backup", "在线备份数据库 · copies the database while it is in use") { file };
        command.SetAction((parsed, stop) => Backup(shared.Terminal(parsed), parsed.GetValue(shared.Database), parsed.GetRequiredValue(file), stop));
        return command;
    }

    public static Command CreateRestore(SharedOptions shared)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "备份文件 · the copy" };
        var replace = new Option<bool>("--replace") { Description = "替换现有数据库，原库另存 · replaces the database, keeping the former one beside it" };
        var command = new Command("restore", "从备份恢复数据库，先停止服务 · puts a copy back; stop the server first") { file, replace };
        command.SetAction((parsed, stop) => Restore(shared.Terminal(parsed), parsed.GetValue(shared.Database), parsed.GetRequiredValue(file), parsed.GetValue(replace), stop));
        return command;
    }

    private static async Task<int> Backup(Terminal terminal, string? database, FileInfo file, CancellationToken stop)
    {
        var opened = Bureau.OpenExisting(database, terminal.Language);
        if (!opened.IsDone) return terminal.Refuse(opened.Refusal);
        await using var bureau = opened.Value;
        if (!bureau.Engine.IsSqlite) return Print(terminal, DatabaseFile.Lines(bureau.Engine, file.FullName).Dump);
        if (terminal.Working(terminal.Say("正在备份……", "Copying…"), () => DatabaseFile.Backup(bureau.Engine, file.FullName)) is { } refusal) return terminal.Refuse(refusal);
        var digest = await DigestOf(file, stop);
        if (await bureau.Enter(new RecordMaintenance(MaintenanceKind.Backup, file.Name, digest), stop) is { IsDone: false } refused) return terminal.Refuse(refused.Refusal);
        return Done(terminal, file, digest, null, terminal.Say($"已备份到 {file.FullName}，SHA-256 {digest}", $"copied to {file.FullName}, SHA-256 {digest}"));
    }

    private static async Task<int> Restore(Terminal terminal, string? database, FileInfo file, bool replace, CancellationToken stop)
    {
        var engine = Bureau.EngineOf(database);
        if (!engine.IsSqlite) return Print(terminal, DatabaseFile.Lines(engine, file.FullName).Restore);
        var stamp = DateTime.UtcNow.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var restored = terminal.Working(terminal.Say("正在恢复……", "Restoring…"), () => DatabaseFile.Restore(engine, file.FullName, replace, stamp));
        if (!restored.IsDone) return terminal.Refuse(restored.Refusal);
        await using var bureau = Bureau.AsItIs(database, terminal.Language);
        await bureau.Migrate(stop);
        var digest = await DigestOf(file, stop);
        if (await bureau.Enter(new RecordMaintenance(MaintenanceKind.Restore, file.Name, digest), stop) is { IsDone: false } refused) return terminal.Refuse(refused.Refusal);
        return Done(terminal, file, digest, restored.Value, restored.Value is { } former
            ? terminal.Say($"已恢复；原数据库另存为 {former}", $"restored; the former database is {former}")
            : terminal.Say("已恢复。", "restored."));
    }

    private static int Print(Terminal terminal, string line)
    {
        if (terminal.IsJson) terminal.Json(json =>
        {
            json.WriteStartObject();
            json.WriteString("run", line);
            json.WriteEndObject();
        });
        else terminal.Output.WriteLine(line);
        return ExitCode.Done;
    }

    private static int Done(Terminal terminal, FileInfo file, string digest, string? former, string said)
    {
        if (terminal.IsJson) terminal.Json(json =>
        {
            json.WriteStartObject();
            json.WriteString("file", file.FullName);
            json.WriteString("sha256", digest);
            if (former is not null) json.WriteString("former", former);
            json.WriteEndObject();
        });
        else terminal.Output.WriteLine(said);
        return ExitCode.Done;
    }

    private static async Task<string> DigestOf(FileInfo file, CancellationToken stop)
    {
        await using var stream = file.OpenRead();
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, stop));
    }
}
