using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Contracts;
using Integrity.App.Journal;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Disclosure;

/// <param name="Party">A firm's name in full, a person's with only the family name.</param>
/// <param name="Text">What was published, with personal data masked.</param>
/// <param name="Deducted">What of it was taken so far and stands.</param>
/// <param name="ByInstalments">It is taken in parts.</param>
/// <param name="CorrectedOn">The day on which it was corrected, because the decision was revoked, sent back or the case reopened; what is corrected no longer counts.</param>
/// <param name="SetOff">What of the admitted loss was set off with it and stands.</param>
/// <param name="Correction">Why it was corrected, and what became of what was deducted; null where it stands (P-7).</param>
/// <param name="ClosedSince">It was to be done anew, and the case has ended without another publication.</param>
public sealed record PublicDeduction(
    CaseId Case, string Number, string ContractNumber, string Party, DateOnly ServedOn, DateOnly PublishedOn, Money Deducted, string Text, DateOnly? CorrectedOn,
    bool ByInstalments, Money SetOff, Correction? Correction, bool ClosedSince);

/// <summary>Deductions and other sanctions in effect: only what was served and published, with every correction where it stood.</summary>
/// <remarks>Rules: V-1, P-6, P-7.</remarks>
[May(Public = true), Said("公示：生效的扣款和处理", "In public: deductions and sanctions in effect")]
public sealed record ListPublicDeductions(string? Cursor) : IAsk<Listed<PublicDeduction>>;

public sealed class ListPublicDeductionsAnswer(IntegrityDb db) : IAnswer<ListPublicDeductions, Listed<PublicDeduction>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<PublicDeduction>>> Answer(ListPublicDeductions ask, AskContext context, CancellationToken cancel)
    {
        var cases = db.PenaltyCases.AsNoTracking().Where(c => c.PublishedOn != null);
        if (Cursor.Read(ask.Cursor) is { } after) cases = cases.Where(c => c.Id.CompareTo(CaseId.From(after.Id)) < 0);
        var page = Cursor.Page(await cases.OrderByDescending(c => c.Id).Take(PageSize + 1).ToListAsync(cancel), PageSize, last => Cursor.Write("", last.Id.Value));
        var contracts = page.Items.Select(c => c.Contract).Distinct().ToList();
        var parties = page.Items.Select(c => c.Party).Distinct().ToList();
        var numbers = await db.WorksContracts.AsNoTracking().Where(c => contracts.Contains(c.Id)).Select(c => new { c.Id, c.Number }).ToDictionaryAsync(c => c.Id, c => c.Number, cancel);
        var names = await db.Counterparties.AsNoTracking().Where(p => parties.Contains(p.Id)).Select(p => new { p.Id, p.Name, p.IsPerson }).ToDictionaryAsync(p => p.Id, cancel);
        var (ids, processes) = (page.Items.Select(c => c.Id).ToList(), page.Items.Select(c => (ProcessId)c.Id).ToList());
        var papers = (await db.CasePapers.AsNoTracking().Where(p => ids.Contains(p.PenaltyCase) && p.Kind == CasePaperKind.Publication).ToListAsync(cancel)).ToLookup(p => p.PenaltyCase);
        var steps = (await db.CaseSteps.AsNoTracking()
            .Where(s => processes.Contains(s.Process) && (s.Event == "SERVE_DECISION" || s.Event == "PUBLISH" || s.Actions.Contains("publishCorrection") || s.Actions.Contains("reverseDeduction")))
            .ToListAsync(cancel)).ToLookup(s => s.Process);
        var published = page.Items.ToDictionary(c => c.Id, c => PublicationsOf(papers[c.Id], steps[c.Id]));
        var inParts = (await db.CaseInstalments.AsNoTracking().Where(i => ids.Contains(i.PenaltyCase) && i.UndoneOn == null).Select(i => i.PenaltyCase).Distinct().ToListAsync(cancel)).ToHashSet();
        return new Listed<PublicDeduction>(
        [
            .. page.Items.SelectMany(c => published[c.Id].Select(one => new PublicDeduction(c.Id, c.Number, numbers[c.Contract], PublicRounds.Masked(names[c.Party].Name, names[c.Party].IsPerson),
                one.ServedOn, one.On, one.Correction is null ? c.Deducted : Money.Zero, one.Text, one.Correction?.On, one.Correction is null && inParts.Contains(c.Id),
                one.Correction is null ? c.SetOff : Money.Zero, one.Correction?.Now(c),
                c.Ended && one == published[c.Id][0] && one.Correction is { Cause: not CorrectionCause.Revoked }))),
        ], page.Next);
    }

    private sealed record Publication(DateOnly ServedOn, DateOnly On, string Text, Correction? Correction = null);

    /// <summary>Every publication of the case, the latest first: it stands until it is corrected, and one whose decision was sent back bears that as its correction.</summary>
    private static List<Publication> PublicationsOf(IEnumerable<CasePaper> papers, IEnumerable<CaseStep> steps)
    {
        var (found, texts, served) = (new List<Publication>(), new Queue<CasePaper>(papers.OrderBy(p => p.Number)), DateOnly.MinValue);
        var standing = false;
        foreach (var step in steps.OrderBy(s => s.Number))
        {
            var day = step.HappenedOn;
            if (step.Event == "SERVE_DECISION") served = day;
            if (standing && Correction.Of(step) is { } correction) (found[0], standing) = (found[0] with { Correction = correction }, false);
            if (step.Event != "PUBLISH" || !texts.TryDequeue(out var paper)) continue;
            found.Insert(0, new(served, day, CanonicalJson.Read<PublicationPaper>(paper.Text)!.Text));
            standing = true;
        }
        return found;
    }
}
