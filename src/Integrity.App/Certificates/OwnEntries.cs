using Integrity.App.Acts;
using Integrity.App.Journal;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

/// <summary>Entries as a contractor reads them: his own name and nobody else's, and of a case that he was not told of no more than that something is held.</summary>
/// <remarks>Rules: O-1, O-3, P-6. Each amount, day and certificate stays, so that he can check his figures. For the bureau nothing is changed.</remarks>
public sealed class OwnEntries(IntegrityDb db, IUntold untold)
{
    /// <summary>Stands for whoever of the bureau it was.</summary>
    public const string Bureau = "bureau";

    public async Task<Explanation<TAsk>> For<TAsk>(AskContext context, Explanation<TAsk> whole, CancellationToken cancel) where TAsk : class
    {
        ArgumentNullException.ThrowIfNull(whole);
        var told = await For(context, whole.Parts.Select(part => part.Entry).OfType<ExplainedEntry>(), cancel);
        return whole with
        {
            Parts = [.. whole.Parts.Select(part => part.Entry is not { } entry ? part : told(entry) is var own && part.Zh == entry.ActZh ? part with { Zh = own.ActZh, En = own.ActEn, Entry = own } : part with { Entry = own })],
        };
    }

    /// <summary>How the reader is told of each of some entries.</summary>
    public async Task<Func<ExplainedEntry, ExplainedEntry>> For(AskContext context, IEnumerable<ExplainedEntry> entries, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.OwnParty is null) return entry => entry;
        var acts = entries.Select(entry => entry.Act).Distinct().ToList();
        var touched = await db.JournalSubjects.AsNoTracking().Where(s => acts.Contains(s.Entry)).Select(s => new { s.Entry, s.Subject }).ToListAsync(cancel);
        var hidden = await untold.Among([.. touched.Select(one => one.Subject).Distinct()], cancel);
        var quiet = touched.Where(one => hidden.Contains(one.Subject)).Select(one => one.Entry).ToHashSet();
        return entry => quiet.Contains(entry.Act) ? entry with { ActZh = "暂缓支付的变动", ActEn = "A hold was laid or changed", Person = Bureau, Document = "" }
            : entry.Person == context.Official!.Name ? entry : entry with { Person = Bureau };
    }
}
