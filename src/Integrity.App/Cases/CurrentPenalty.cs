using Integrity.App.Workflows;

namespace Integrity.App.Cases;

/// <summary>The definition that new cases begin under, and that running ones can be brought to.</summary>
public sealed record CurrentPenalty(Machine Machine)
{
    public WorkflowDefinition Definition => Machine.Definition;
}
