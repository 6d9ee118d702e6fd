namespace Integrity.Tests.Architecture;

/// <summary>Who may save besides the runner of acts.</summary>
internal static class Saving
{
    /// <summary>The written exceptions; the identity framework and Data Protection save by themselves, and the schema runner only runs scripts.</summary>
    public static readonly IReadOnlyList<string> Exceptions = [];

    public static bool Is(Use use) => use.Member is "SaveChanges" or "SaveChangesAsync";
}
