using System.Globalization;
using Integrity.App.Journal;
using Integrity.Domain.Cases;

namespace Integrity.App.Cases.Documents;

/// <summary>A document as it was handed over before a remission, a reopening or another appointment put a new one in its place; it stays to be read.</summary>
/// <param name="Kind">Of which sort.</param>
/// <param name="Paper">The paper of the case that keeps it.</param>
/// <param name="Document">Its text.</param>
/// <param name="Served">Whether the contractor got it.</param>
internal sealed record EarlierDocument(DocumentKind Kind, int Paper, OfficialDocument Document, bool Served)
{
    /// <summary>As it stands in an address: <c>decision.12</c>.</summary>
    public string Code => string.Create(CultureInfo.InvariantCulture, $"{DocumentKinds.CodeOf(Kind)}.{Paper}");

    public static IReadOnlyList<EarlierDocument> Of(CaseFile file, DocumentFacts facts)
    {
        var current = DocumentKinds.Offered(facts);
        return
        [
            .. Before(DocumentKind.Notice, Notices(file), current), .. Before(DocumentKind.HearingNotice, Hearings(file), current),
            .. Before(DocumentKind.Decision, Decisions(file), current), .. Before(DocumentKind.Review, Written(file, DocumentKind.Review, CasePaperKind.ReviewText), current),
            .. Before(DocumentKind.NoticeService, Written(file, DocumentKind.NoticeService, CasePaperKind.NoticeService), current),
            .. Before(DocumentKind.DecisionService, Written(file, DocumentKind.DecisionService, CasePaperKind.DecisionService), current),
        ];
    }

    // The last one is the current one, where there is a current one.
    private static IEnumerable<EarlierDocument> Before(DocumentKind kind, IEnumerable<EarlierDocument> all, IReadOnlyList<DocumentKind> current) =>
        current.Contains(kind) ? all.SkipLast(1) : all;

    private static IEnumerable<EarlierDocument> Notices(CaseFile file) =>
        from served in file.Papers
        where served.Kind == CasePaperKind.Notice
        let draft = file.Papers.FindLast(p => p.Kind == CasePaperKind.NoticeDraft && p.Number < served.Number)
        where draft is not null
        select new EarlierDocument(DocumentKind.Notice, draft.Number, CanonicalJson.Read<DraftedNotice>(draft.Text)!.Document, true);

    private static IEnumerable<EarlierDocument> Hearings(CaseFile file) =>
        from paper in file.Papers
        where paper.Kind == CasePaperKind.HearingNotice
        select new EarlierDocument(DocumentKind.HearingNotice, paper.Number, CanonicalJson.Read<AppointedHearing>(paper.Text)!.Document, true);

    private static IEnumerable<EarlierDocument> Written(CaseFile file, DocumentKind kind, CasePaperKind paper) =>
        file.Papers.Where(p => p.Kind == paper).Select(p => new EarlierDocument(kind, p.Number, CanonicalJson.Read<OfficialDocument>(p.Text)!, true));

    private static IEnumerable<EarlierDocument> Decisions(CaseFile file)
    {
        var taken = file.Steps.Where(s => s is { Event: "DECIDE", StateAfter: "decided" }).Select(s => s.Number).Append(int.MaxValue).ToList();
        return file.Papers.Where(p => p.Kind == CasePaperKind.DecisionText).Zip(taken.Zip(taken.Skip(1)), (paper, until) => new EarlierDocument(
            DocumentKind.Decision, paper.Number, CanonicalJson.Read<OfficialDocument>(paper.Text)!,
            file.Steps.Exists(s => s.Event == "SERVE_DECISION" && s.Number > until.First && s.Number < until.Second)));
    }
}
