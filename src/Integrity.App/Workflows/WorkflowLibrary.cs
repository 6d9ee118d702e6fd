using System.Text;

namespace Integrity.App.Workflows;

/// <summary>The definitions that new cases begin under, read once at start. One fault in one file stops the start.</summary>
public sealed class WorkflowLibrary
{
    private readonly Dictionary<string, Machine> machines;

    private WorkflowLibrary(IEnumerable<WorkflowDefinition> definitions) =>
        machines = definitions.ToDictionary(definition => definition.Code, definition => new Machine(definition), StringComparer.Ordinal);

    /// <summary>The folder next to the program.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "workflows");

    public IEnumerable<Machine> All => machines.Values;

    public Machine this[string code] => machines[code];

    /// <summary>The files of a folder, in the order of their names; the schema for editors is not one of them.</summary>
    public static IReadOnlyList<string> Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.json").Where(file => !file.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>Every readable definition beside a file and among those of the program, with the earlier ones below them: a version that a map names may be one of them.</summary>
    public static IReadOnlyList<WorkflowDefinition> Beside(FileInfo file) => Readable(file.DirectoryName!, Folder, Path.Combine(file.DirectoryName!, "earlier"), Earlier);

    /// <summary>Those that the program's own definitions took the place of.</summary>
    public static IReadOnlyList<WorkflowDefinition> Before() => Readable(Earlier);

    private static string Earlier => Path.Combine(Folder, "earlier");

    private static IReadOnlyList<WorkflowDefinition> Readable(params string[] folders) =>
        [.. folders.Distinct().Where(Directory.Exists).SelectMany(Files).Select(each => DefinitionReader.Read(File.ReadAllText(each)).Definition).OfType<WorkflowDefinition>()];

    /// <summary>Checks every file of a folder, alone and that no two define the same.</summary>
    /// <param name="folder">Where the files are.</param>
    /// <param name="pinned">What cases run under: a text that they have pinned is never changed under its version.</param>
    public static IReadOnlyList<(string File, CheckedWorkflow Result)> Check(string folder, IReadOnlyList<WorkflowDefinition>? pinned = null)
    {
        List<(string File, CheckedWorkflow Result)> results = [];
        foreach (var file in Files(folder))
        {
            var result = WorkflowChecker.Check(File.ReadAllText(file), earlier: pinned);
            if (result.Definition is { } edited && pinned?.FirstOrDefault(old => old.Code == edited.Code && old.Version == edited.Version && old.Hash != edited.Hash) is not null)
                result = result with { Faults = [.. result.Faults, Faults.EditedInPlace(edited)] };
            if (result.Definition is { } definition && results.Exists(other => other.Result.Definition?.Code == definition.Code))
                result = result with { Faults = [.. result.Faults, Faults.Form("$.code", $"流程“{definition.Code}”有两个文件", $"two files define \"{definition.Code}\"")] };
            results.Add((Path.GetFileName(file), result));
        }
        return results;
    }

    /// <summary>Reads and checks every definition of a folder.</summary>
    /// <remarks>Errors: a fault names file, path and code, and the program does not start.</remarks>
    public static WorkflowLibrary Load(string folder, IReadOnlyList<WorkflowDefinition>? pinned = null)
    {
        var results = Check(folder, pinned);
        StringBuilder wrong = new();
        foreach (var (file, result) in results)
            foreach (var fault in result.Faults) wrong.AppendLine($"{file} {fault.Path} {fault.Code} {fault.Zh} {fault.En}");
        return wrong.Length == 0 ? new(results.Select(one => one.Result.Definition!)) : throw new FaultyDefinitionException("workflows:\n" + wrong);
    }
}

/// <summary>A definition with a fault stops the start; the message names file, path and code of each.</summary>
public sealed class FaultyDefinitionException(string message) : InvalidOperationException(message);
