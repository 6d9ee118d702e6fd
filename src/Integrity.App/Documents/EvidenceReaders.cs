using System.Text.Json;
using Integrity.App.Acts;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.App.Values;
using Integrity.Domain.Documents;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.App.Documents;

/// <summary>A module says which of its things name a paper.</summary>
public interface INamesEvidence
{
    /// <param name="paper">SHA-256, as it is written.</param>
    /// <param name="party">Only what belongs to this party; null for all.</param>
    /// <param name="cancel">Stops it.</param>
    Task<IReadOnlyList<NamedIn>> PlacesOf(string paper, long? party, CancellationToken cancel);
}

/// <summary>A thing that names a paper.</summary>
/// <param name="Zh">What it is.</param>
/// <param name="En">What it is.</param>
/// <param name="Address">Its page.</param>
public abstract record NamedIn(string Zh, string En, string Address)
{
    /// <summary>How many places a module names at most.</summary>
    public const int Most = 20;

    /// <summary>Whether the thing, as it is shown to the asker, names the paper.</summary>
    internal abstract Task<bool> Shows(string paper, IServiceProvider services, Caller caller, DateTime now, CancellationToken cancel);
}

/// <summary>The same with the question that shows the thing: who gets an answer in which the paper's hash stands may read the paper, and nobody else.</summary>
public sealed record NamedIn<TAsk, TAnswer>(TAsk Ask, string Zh, string En, string Address) : NamedIn(Zh, En, Address) where TAsk : IAsk<TAnswer>
{
    internal override async Task<bool> Shows(string paper, IServiceProvider services, Caller caller, DateTime now, CancellationToken cancel)
    {
        var permit = await services.GetRequiredService<Permits>().Check(typeof(TAsk), caller, cancel);
        if (!permit.IsDone) return false;
        var answer = await services.GetRequiredService<IAnswer<TAsk, TAnswer>>().Answer(Ask, new(caller, permit.Value.Official, now, permit.Value.For), cancel);
        return answer.IsDone && JsonSerializer.Serialize(answer.Value, Json.Options).Contains(paper, StringComparison.Ordinal);
    }
}

/// <summary>Who may read an evidence file: who brought it in, and who may read a thing that names it.</summary>
/// <remarks>The attacker knows a hash, from a published list or from a copy of his own, and asks whether the bureau has the file: neither answer nor work may tell him.</remarks>
public sealed class EvidenceReaders(IntegrityDb db, IEnumerable<INamesEvidence> modules, IServiceProvider services)
{
    /// <summary>The file of a hash with the things that name it, as far as the asker may see them; null where he may not read it, or none is kept.</summary>
    public async Task<(Evidence File, IReadOnlyList<NamedIn> Places)?> Read(string hash, Caller caller, long? ownParty, DateTime now, CancellationToken cancel)
    {
        if (!Digest.TryParse(hash, out var digest)) return null;
        var file = await db.EvidenceFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Digest == digest, cancel);
        var places = new List<NamedIn>();
        var paper = digest.ToString();
        foreach (var module in modules)
            foreach (var place in await module.PlacesOf(paper, ownParty, cancel))
                if (await place.Shows(paper, services, caller, now, cancel)) places.Add(place);
        var own = await BroughtIn(paper, caller, cancel);
        return file is not null && (own || places.Count > 0) ? (file, places) : null;
    }

    /// <summary>Whether the caller himself brought the file of a hash in, be it after others.</summary>
    public async Task<bool> BroughtIn(string hash, Caller caller, CancellationToken cancel)
    {
        if (!Digest.TryParse(hash, out var digest)) return false;
        var actor = caller.Actor;
        var id = await db.EvidenceFiles.Where(f => f.Digest == digest).Select(f => f.Id).SingleOrDefaultAsync(cancel);
        return await db.JournalSubjects.Where(s => s.Subject == id.Value)
            .Join(db.JournalEntries, s => s.Entry, e => e.Number, (_, e) => e).AnyAsync(e => e.Kind == nameof(BringInEvidence) && e.Actor == actor, cancel);
    }
}
