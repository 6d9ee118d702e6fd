namespace Integrity.App.Workflows;

/// <summary>What the checker found in one file.</summary>
public sealed record CheckedWorkflow(WorkflowDefinition? Definition, IReadOnlyList<DefinitionFault> Faults)
{
    /// <summary>What could not be proven, and is no fault of the file.</summary>
    public IReadOnlyList<DefinitionRemark> Remarks { get; init; } = [];

    public bool IsClean => Definition is not null && Faults.Count == 0;
}

/// <summary>Something that whoever reads the result must know, at a path of the file.</summary>
public sealed record DefinitionRemark(string Path, string Zh, string En);

/// <summary>Looks a definition over before anyone's case runs on it: at start, in tests, and by <c>integrity workflows check</c>.</summary>
/// <remarks>Rules: P-6, P-10, D-1. Errors: none are thrown for a bad file; each is a <see cref="DefinitionFault"/>.</remarks>
public static class WorkflowChecker
{
    /// <param name="text">The file.</param>
    /// <param name="settings">Parameters that the bureau has set otherwise than the file.</param>
    /// <param name="earlier">Earlier versions at hand, against which migration maps are compared.</param>
    public static CheckedWorkflow Check(string text, IReadOnlyDictionary<string, long>? settings = null, IReadOnlyList<WorkflowDefinition>? earlier = null)
    {
        var reading = DefinitionReader.Read(text, settings);
        List<DefinitionFault> faults = [.. reading.Faults];
        if (reading.Definition is { } definition)
        {
            new NameChecks(definition, faults).Run();
            var graph = new CaseGraph(definition);
            new ShapeChecks(definition, graph, faults).Run();
            ReopeningChecks.Run(definition, faults);
            new InvariantProofs(definition, graph, faults).Run();
            new LawChecks(definition, graph, faults).Run();
            new LawfulRoles(definition, graph, faults).Run();
            new LawfulDeeds(definition, graph, faults).Run();
            new LawfulWays(definition, graph, faults).Run();
            new MigrationChecks(definition, graph, earlier ?? [], faults).Run();
            if (CanWalk(definition)) new StoryChecks(definition, faults).Run();
        }
        return new(reading.Definition, [.. faults.DistinctBy(fault => (fault.Code, fault.Path, fault.En)).OrderBy(fault => fault.Code, StringComparer.Ordinal).ThenBy(fault => fault.Path, StringComparer.Ordinal)])
        {
            Remarks = [.. MigrationChecks.Unproven(reading.Definition, earlier ?? [])],
        };
    }

    /// <summary>Only what a walk needs: a machine of the right form, whose targets exist and whose conditions can be answered.</summary>
    public static CheckedWorkflow Walkable(string text)
    {
        var reading = DefinitionReader.Read(text);
        List<DefinitionFault> faults = [.. reading.Faults.Where(fault => fault.Path == "$" || (fault.Path.StartsWith("$.machine", StringComparison.Ordinal) && fault.Path != "$.machine.id" && !fault.Path.Contains(".meta", StringComparison.Ordinal)))];
        if (reading.Definition is { } definition)
            faults.AddRange(Guards(definition).Where(guard => !WorkflowVocabulary.Guards.ContainsKey(guard.Type)).Select(guard => Faults.Unregistered(guard.At, "条件", "guard", guard.Type)));
        return new(reading.Definition, faults);
    }

    /// <summary>A walk needs to know of every state where it begins inside, and of every condition whether it holds.</summary>
    private static bool CanWalk(WorkflowDefinition definition) =>
        definition.Root.Inward().All(node => node.IsLeaf || node.Initial is not null) && Guards(definition).All(guard => WorkflowVocabulary.Guards.ContainsKey(guard.Type));

    private static IEnumerable<Call> Guards(WorkflowDefinition definition) =>
        definition.Root.Inward().SelectMany(node => node.Transitions).Select(arrow => arrow.Guard).OfType<Call>();
}
