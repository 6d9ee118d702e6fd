using Integrity.App.Acts;
using Integrity.App.Journal;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

/// <summary>A figure of one contract by the ledger entries that make it: each with act, person, time, document, certificate and due day.</summary>
internal sealed class EntriesExplained(IntegrityDb db)
{
    public async Task<List<ExplainedPart<Explain>>> Of(Explain ask, DateOnly asOf, CancellationToken cancel)
    {
        var contract = ask.Contract!.Value.Value;
        var rows = await db.Postings.AsNoTracking().Where(p => p.Owner == contract && p.Day <= asOf).OrderBy(p => p.Id).ToListAsync(cancel);
        rows.RemoveAll(p => (ask.Certificate is { } certificate && p.Tranche != certificate.Value) || (ask.DueOn is { } due && p.Due != due)
            || (ask.Standing is { } standing && p.Standing != standing) || (ask.Subject is { } subject && p.Subject != subject));
        return await Parts<Explain>(rows, row => FigureRule.Part(ask.Figure, row.ToPosting(), asOf), cancel);
    }

    /// <summary>The entries that make a figure of a contract, given what each of its postings adds: what an entry takes out of a tranche again is one part with what it put in.</summary>
    public async Task<List<ExplainedPart<TAsk>>> Parts<TAsk>(IEnumerable<PostingRow> rows, Func<PostingRow, long> part, CancellationToken cancel) where TAsk : class
    {
        var groups = rows.Select(row => (Row: row, Fen: part(row))).Where(p => p.Fen != 0)
            .GroupBy(p => (p.Row.Entry, p.Row.Tranche, p.Row.Due))
            .Select(g => (First: g.First().Row, Fen: g.Sum(p => p.Fen))).Where(g => g.Fen != 0).ToList();
        var entries = await Entries(groups.ConvertAll(g => g.First), cancel);
        return groups.ConvertAll(g => new ExplainedPart<TAsk>(entries[g.First.Id].ActZh, entries[g.First.Id].ActEn, new(g.Fen), entries[g.First.Id]));
    }

    /// <summary>The entry behind each posting, by the posting's number.</summary>
    public async Task<Dictionary<long, ExplainedEntry>> Entries(IReadOnlyList<PostingRow> postings, CancellationToken cancel)
    {
        var ranges = new Dictionary<long, LedgerRange>();
        foreach (var entry in postings.Select(p => p.Entry).Distinct())
        {
            // An act's entries are one range without gaps: the last one that begins at or before the entry holds it.
            ranges[entry] = ranges.Values.FirstOrDefault(r => r.FirstEntry <= entry && entry <= r.LastEntry)
                ?? await db.LedgerRanges.AsNoTracking().Where(r => r.FirstEntry <= entry).OrderByDescending(r => r.FirstEntry).FirstAsync(cancel);
        }
        var numbers = ranges.Values.Select(r => r.Act).Distinct().ToList();
        var acts = await db.JournalEntries.AsNoTracking().Where(e => numbers.Contains(e.Number))
            .Select(e => new { e.Number, e.Kind, e.Actor, e.At }).ToDictionaryAsync(e => e.Number, cancel);
        var people = await People(acts.Values.Select(a => a.Actor), cancel);
        var tranches = postings.Select(p => CertificateId.From(p.Tranche)).Distinct().ToList();
        var certificates = await db.Certificates.AsNoTracking().Where(c => tranches.Contains(c.Id))
            .Select(c => new { c.Id, c.Number }).ToDictionaryAsync(c => c.Id.Value, c => c.Number, cancel);
        return postings.ToDictionary(p => p.Id, p =>
        {
            var range = ranges[p.Entry];
            var act = acts[range.Act];
            var said = ActNames.Of(act.Kind);
            var isCertificate = certificates.TryGetValue(p.Tranche, out var number);
            return new ExplainedEntry(p.Entry, p.Id, p.Day, act.Number, said.Zh, said.En, people.GetValueOrDefault(act.Actor, act.Actor), act.At, range.Document,
                isCertificate ? CertificateId.From(p.Tranche) : null, number ?? "", p.Due == Posting.NoDay ? null : p.Due);
        });
    }

    /// <summary>The act that first entered each thing, where no posting stands behind a figure: who did it, when and on what paper.</summary>
    public async Task<Dictionary<long, ExplainedEntry>> Acts(IReadOnlyCollection<(long Subject, string Document)> things, CancellationToken cancel)
    {
        var subjects = things.Select(t => t.Subject).ToList();
        var first = await db.JournalSubjects.AsNoTracking().Where(s => subjects.Contains(s.Subject)).GroupBy(s => s.Subject).Select(g => new { Subject = g.Key, Entry = g.Min(s => s.Entry) })
            .Join(db.JournalEntries, s => s.Entry, e => e.Number, (s, e) => new { s.Subject, e.Number, e.Kind, e.Actor, e.At }).ToDictionaryAsync(s => s.Subject, cancel);
        var people = await People(first.Values.Select(a => a.Actor), cancel);
        return things.Where(t => first.ContainsKey(t.Subject)).ToDictionary(t => t.Subject, t =>
        {
            var act = first[t.Subject];
            var said = ActNames.Of(act.Kind);
            return new ExplainedEntry(0, 0, BureauTime.DayOf(act.At), act.Number, said.Zh, said.En, people.GetValueOrDefault(act.Actor, act.Actor), act.At, t.Document, null, "", null);
        });
    }

    /// <summary>Names of the people behind actors; an operator or a clock stays as the journal writes it.</summary>
    public async Task<Dictionary<string, string>> People(IEnumerable<string> actors, CancellationToken cancel)
    {
        var ids = actors.Distinct().Where(a => a.StartsWith("official:", StringComparison.Ordinal))
            .Select(a => OfficialId.From(long.Parse(a.AsSpan("official:".Length)))).ToList();
        return await db.Set<Official>().AsNoTracking().Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => $"official:{o.Id.Value}", o => o.Name, cancel);
    }
}
