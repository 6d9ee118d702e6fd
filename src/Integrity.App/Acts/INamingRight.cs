using Integrity.Domain.Values;

namespace Integrity.App.Acts;

/// <summary>Says whether whoever acts may name the papers that he names.</summary>
public interface INamingRight
{
    /// <param name="hashes">Every SHA-256 in the act; not all of them are of papers.</param>
    /// <param name="context">The act.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>Why not, or null.</returns>
    Task<Refusal?> Check(IReadOnlyList<string> hashes, ActContext context, CancellationToken cancel);
}

/// <summary>An act that names a paper to read it or to bring it in, and decides itself who may.</summary>
public interface INamesToRead;
