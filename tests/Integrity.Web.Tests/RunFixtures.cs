using Integrity.Tests;
using Integrity.Tests.Refusals;
using Xunit;

[assembly: AssemblyFixture(typeof(Provoked))]
[assembly: AssemblyFixture(typeof(RunEnd))]
