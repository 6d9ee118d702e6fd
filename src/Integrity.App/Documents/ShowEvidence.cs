using Integrity.App.Acts;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Documents;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Documents;

/// <summary>Where a file is named: what it is and its page.</summary>
public sealed record EvidencePlace(string Zh, string En, string Address);

/// <param name="BroughtInBy">Null for a contractor.</param>
public sealed record EvidenceShown(
    EvidenceId Id, long Version, Digest Digest, EvidenceKind Kind, long Length, string Name, string About, string? BroughtInBy, DateTime BroughtInAt,
    IReadOnlyList<EvidencePlace> Places) : IVersioned;

/// <summary>An evidence file: what it is, who brought it in when and for what, and which things name it. Its chain of custody is the list of acts that name it.</summary>
/// <remarks>Rules: P-2, J-1. What the asker may not read looks like what was never brought in.</remarks>
[May(AnyBusiness = true), Said("证据保管链", "The custody of an evidence file")]
public sealed record ShowEvidence(string Hash) : IAsk<EvidenceShown>;

public sealed class ShowEvidenceAnswer(IntegrityDb db, EvidenceReaders readers) : IAnswer<ShowEvidence, EvidenceShown>
{
    public async Task<Outcome<EvidenceShown>> Answer(ShowEvidence ask, AskContext context, CancellationToken cancel)
    {
        if (await readers.Read(ask.Hash, context.Caller, context.OwnParty, context.Now, cancel) is not var (file, places)) return ActRefusals.NotFound();
        var by = context.OwnParty is null ? await db.Set<Official>().Where(o => o.Id == file.BroughtInBy).Select(o => o.Name).SingleAsync(cancel) : null;
        return new EvidenceShown(file.Id, await db.VersionOf(file.Id.Value, cancel), file.Digest, file.Kind, file.Length, file.Name, file.About, by, file.BroughtInAt,
            [.. places.Select(p => new EvidencePlace(p.Zh, p.En, p.Address))]);
    }
}

/// <summary>Whether the file of a hash that stands on a page is kept and may be read by the reader; null where not.</summary>
/// <remarks>Rules: P-2. Staff who see the hash may see the file, because they see the thing that names it; a contractor's right is looked at.</remarks>
[May(Duty.ReadBusiness, Duty.ActAsContractor)]
public sealed record FindEvidence(string Hash) : IAsk<EvidenceKept?>;

public sealed class FindEvidenceAnswer(IntegrityDb db, EvidenceReaders readers) : IAnswer<FindEvidence, EvidenceKept?>
{
    public async Task<Outcome<EvidenceKept?>> Answer(FindEvidence ask, AskContext context, CancellationToken cancel)
    {
        var found = context.OwnParty is null
            ? Digest.TryParse(ask.Hash, out var digest) ? await db.EvidenceFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Digest == digest, cancel) : null
            : (await readers.Read(ask.Hash, context.Caller, context.OwnParty, context.Now, cancel))?.File;
        return found is null ? (EvidenceKept?)null : new EvidenceKept(found.Digest, found.Kind, found.Length, found.Name);
    }
}
