using Integrity.Domain.Values;

namespace Integrity.App.Workflows;

/// <summary>What a person reads, Chinese first.</summary>
public sealed record Words(string Zh, string En)
{
    public string In(Language language) => language == Language.Chinese ? Zh : En;
}
