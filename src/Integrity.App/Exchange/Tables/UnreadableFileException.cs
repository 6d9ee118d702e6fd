using Integrity.Domain.Values;

namespace Integrity.App.Exchange.Tables;

/// <summary>Carries a refusal out of the depth of a reader; <see cref="TableFile"/> answers with it and lets none escape.</summary>
internal sealed class UnreadableFileException(Refusal refusal) : Exception(refusal.Code)
{
    public Refusal Refusal { get; } = refusal;
}
