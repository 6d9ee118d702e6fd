using Integrity.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(RunEnd))]

namespace Integrity.Tests;

/// <summary>At the end of a run its databases go away, before the runner gives the program ten seconds to exit: a server with hundreds of them takes longer.</summary>
public sealed class RunEnd : IDisposable
{
    public void Dispose() => Databases.End();
}
