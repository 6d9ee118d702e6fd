using System.Collections.Concurrent;
using Integrity.Domain.Values;

namespace Integrity.Tests.Refusals;

/// <summary>Every refusal that a test of this run provoked, for the gallery.</summary>
public static class Provoked
{
    private static readonly ConcurrentDictionary<string, Refusal> Seen = [];

    public static IReadOnlyCollection<Refusal> All => [.. Seen.Values];

    public static Refusal Saw(Refusal refusal)
    {
        // The shortest text of a code stands for it, so that the gallery does not depend on the order of tests.
        Seen.AddOrUpdate(refusal.Code, refusal, (_, before) =>
            string.CompareOrdinal(refusal.Zh, before.Zh) < 0 ? refusal : before);
        return refusal;
    }
}
