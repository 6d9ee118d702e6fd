using Integrity.Domain.Values;

namespace Integrity.App.Acts;

/// <summary>Adds to a refusal for want of a duty when those who have it could do the act, where the act is a step of a procedure.</summary>
public interface ISaysWhen
{
    /// <param name="refusal">Which says who could.</param>
    /// <param name="act">What was tried.</param>
    /// <param name="context">By whom.</param>
    /// <param name="cancel">Stops it.</param>
    Task<Refusal> Told(Refusal refusal, IOnExisting act, ActContext context, CancellationToken cancel);
}
