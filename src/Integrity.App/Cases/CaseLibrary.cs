using System.Collections.Concurrent;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>The definitions of cases: the one that new cases begin under, and those that running cases have pinned.</summary>
/// <remarks>Invariant: an edited file never changes a running case; it is read from its own text, found by its hash.</remarks>
public static class CaseLibrary
{
    public const string Penalty = "penalty";

    private static readonly Lazy<WorkflowLibrary> Files = new(() => Whole(WorkflowLibrary.Load(WorkflowLibrary.Folder)));
    private static readonly ConcurrentDictionary<string, Machine> Pinned = new(StringComparer.Ordinal);

    /// <summary>The definitions that new cases and matters begin under.</summary>
    /// <remarks>Errors: a fault in a shipped file stops the start; the web host reads it then.</remarks>
    public static CurrentProcedures Current => new(Files.Value.All);

    /// <summary>The code of a matter's definition, and how its number begins.</summary>
    public static (string Code, string Prefix) MatterOf(MatterKind kind) => kind switch
    {
        MatterKind.Referral => ("judicial-referral", "YS"),
        MatterKind.Recommendation => ("exclusion-recommendation", "JY"),
        MatterKind.Exclusion => ("market-exclusion", "QD"),
        _ => ("staff-matter", "NB"),
    };

    /// <summary>None is missing of those that cases and their matters begin under.</summary>
    /// <remarks>Errors: each that is missing is named by its code, and the program does not start.</remarks>
    public static WorkflowLibrary Whole(WorkflowLibrary library)
    {
        ArgumentNullException.ThrowIfNull(library);
        string[] needed = [Penalty, .. Enum.GetValues<MatterKind>().Select(kind => MatterOf(kind).Code)];
        var missing = string.Join(", ", needed.Except(library.All.Select(machine => machine.Definition.Code)));
        return missing.Length == 0 ? library : throw new FaultyDefinitionException($"workflows: 缺少流程定义 / no definition of {missing}");
    }

    extension(IntegrityDb db)
    {
        /// <summary>Keeps the definition's text beside the first case that runs under it.</summary>
        public async Task Pin(WorkflowDefinition definition, CancellationToken cancel)
        {
            if (await db.CaseDefinitions.AnyAsync(d => d.Hash == definition.Hash, cancel)) return;
            db.CaseDefinitions.Add(new(definition.Hash, definition.Code, definition.Version, definition.Text));
        }

        /// <summary>Before the first act: every definition of the folder is free of faults, its maps lead from what cases really run under, and no file was edited under a version that cases have pinned.</summary>
        /// <remarks>Errors: each fault names file, path and code, and the program does not start.</remarks>
        public async Task<WorkflowLibrary> CheckedLibrary(string folder, CancellationToken cancel)
        {
            var pinned = await db.CaseDefinitions.AsNoTracking().OrderBy(d => d.Code).ThenBy(d => d.Version).ToListAsync(cancel);
            // Without another text than those of the program nothing more is known of them than when they were read.
            if (folder == WorkflowLibrary.Folder && pinned.TrueForAll(d => Files.Value.All.Any(machine => machine.Definition.Hash == d.Hash))) return Files.Value;
            var library = WorkflowLibrary.Load(folder, [.. pinned.Select(d => DefinitionReader.Read(d.Text).Definition).OfType<WorkflowDefinition>()]);
            return folder == WorkflowLibrary.Folder ? Whole(library) : library;
        }

        /// <summary>The definition that a running case has pinned.</summary>
        public async Task<Machine> MachineOf(string hash, CancellationToken cancel)
        {
            if (Pinned.TryGetValue(hash, out var known)) return known;
            var text = await db.CaseDefinitions.Where(d => d.Hash == hash).Select(d => d.Text).SingleAsync(cancel);
            var definition = DefinitionReader.Read(text).Definition ?? throw new InvalidOperationException($"The definition {hash} can no longer be read.");
            return Pinned[hash] = new(definition);
        }
    }
}
