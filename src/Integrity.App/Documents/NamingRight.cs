using Integrity.App.Acts;
using Integrity.Domain.Documents;
using Integrity.Domain.Values;

namespace Integrity.App.Documents;

/// <summary>A paper is kept before it is named, and named by who brought it in or may read it.</summary>
/// <remarks>
/// The attacker knows the hash of a paper that is closed to him and names it in something of his own, to read it there; or he names a paper that nobody will ever find.
/// Both hear the same, or the answer would tell him whether the bureau has the file.
/// </remarks>
public sealed class NamingRight(EvidenceReaders readers) : INamingRight
{
    public async Task<Refusal?> Check(IReadOnlyList<string> papers, ActContext context, CancellationToken cancel)
    {
        foreach (var paper in papers)
            if (!await readers.BroughtIn(paper, context.Caller, cancel) && await readers.Read(paper, context.Caller, context.Official.Party, context.Now, cancel) is null)
                return DocumentRefusals.PaperNotYours();
        return null;
    }
}
