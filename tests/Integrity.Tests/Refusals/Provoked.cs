using System.Collections.Concurrent;
using Integrity.Domain.Values;
using Integrity.Tests.Refusals;
using Xunit;

[assembly: AssemblyFixture(typeof(Provoked))]

namespace Integrity.Tests.Refusals;

/// <summary>The code of every refusal that a test of this run provoked. When all tests have run it is written down for <c>tests/run</c>, which holds it against the gallery.</summary>
public sealed class Provoked : IDisposable
{
    private static readonly ConcurrentDictionary<string, bool> Codes = [];

    public static Refusal Saw(Refusal refusal)
    {
        SawCode(refusal.Code);
        return refusal;
    }

    public static void SawCode(string code) => Codes[code] = true;

    public void Dispose()
    {
        if (Environment.GetEnvironmentVariable("INTEGRITY_TEST_PROVOKED") is { Length: > 0 } file)
            File.WriteAllLines(file, Codes.Keys.Order(StringComparer.Ordinal));
    }
}
