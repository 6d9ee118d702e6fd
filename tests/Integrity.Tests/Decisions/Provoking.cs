using Integrity.Domain.Values;
using Integrity.Tests.Refusals;

namespace Integrity.Tests.Decisions;

internal static class Provoking
{
    /// <summary>The code of the refusal, counted for the gallery; null where there is none.</summary>
    public static string? Code<T>(this Outcome<T> outcome) => outcome.Refusal is { } refusal ? Provoked.Saw(refusal).Code : null;
}
