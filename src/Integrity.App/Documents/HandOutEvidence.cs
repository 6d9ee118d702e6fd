using Integrity.App.Acts;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Documents;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Documents;

/// <param name="HandOut">The journal entry that says so: its parts are read against it.</param>
public sealed record HandedOut(long HandOut, string FileName, string MediaType, long Length, int Parts);

/// <summary>A copy of an evidence file is handed out to somebody who may read a thing that names it; that he got it is the next link in its chain of custody.</summary>
/// <param name="Hash">SHA-256 of the file.</param>
/// <remarks>Rules: P-2, J-1. What he may not read looks like what was never brought in.</remarks>
[May(AnyBusiness = true), Said("取阅证据文件", "Hand out an evidence file")]
public sealed record HandOutEvidence(string Hash) : IAct<HandedOut>, INamesToRead;

public sealed class HandOutEvidenceHandler(EvidenceReaders readers) : IHandle<HandOutEvidence, HandedOut>
{
    public async Task<Outcome<HandedOut>> Handle(HandOutEvidence act, ActContext context, CancellationToken cancel)
    {
        if (await readers.Read(act.Hash, context.Caller, context.Official.Party, context.Now, cancel) is not ({ } file, _)) return ActRefusals.NotFound();
        context.Touch(file.Id.Value);
        return new HandedOut(context.Number, file.FileName, file.MediaType, file.Length, file.Parts);
    }
}

/// <summary>One part of a file that was handed out to the asker.</summary>
/// <remarks>Rules: J-1. Nothing leaves without the entry that says to whom.</remarks>
[May(AnyBusiness = true)]
public sealed record ReadEvidence(long HandOut, int Part) : IAsk<byte[]>;

public sealed class ReadEvidenceAnswer(IntegrityDb db) : IAnswer<ReadEvidence, byte[]>
{
    public async Task<Outcome<byte[]>> Answer(ReadEvidence ask, AskContext context, CancellationToken cancel)
    {
        var (number, part, actor) = (ask.HandOut, ask.Part, context.Caller.Actor);
        var file = await db.JournalEntries.Where(e => e.Number == number && e.Kind == nameof(HandOutEvidence) && e.Actor == actor)
            .Join(db.JournalSubjects, e => e.Number, s => s.Entry, (_, s) => (long?)s.Subject).SingleOrDefaultAsync(cancel);
        var id = EvidenceId.From(file ?? 0);
        var content = await db.EvidenceParts.Where(p => p.Evidence == id && p.Number == part).Select(p => p.Content).SingleOrDefaultAsync(cancel);
        return content is null ? ActRefusals.NotFound() : content;
    }
}
