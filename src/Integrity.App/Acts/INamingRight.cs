using Integrity.Domain.Values;

namespace Integrity.App.Acts;

/// <summary>Says whether whoever acts may name the papers that he names.</summary>
public interface INamingRight
{
    /// <param name="papers">Every SHA-256 of a paper in the act.</param>
    /// <param name="context">The act.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>Why not, or null.</returns>
    Task<Refusal?> Check(IReadOnlyList<string> papers, ActContext context, CancellationToken cancel);
}

/// <summary>An act that names a paper to read it, to bring it in, or because the program has just read it, and decides itself who may.</summary>
public interface INamesToRead;
