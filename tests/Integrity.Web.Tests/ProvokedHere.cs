using Integrity.Tests.Refusals;
using Xunit;

[assembly: AssemblyFixture(typeof(Provoked))]
