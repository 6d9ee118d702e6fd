using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases.Documents;

/// <param name="Kind">As it stands in an address: <c>decision</c>, or <c>decision.12</c> for one whose place another took.</param>
/// <param name="Superseded">Whether another took its place, after a remission, a reopening or a new appointment.</param>
public sealed record CaseDocumentRow(string Kind, string TitleZh, string TitleEn, string Number, DateOnly? Day, string Digest, bool Superseded)
{
    internal static CaseDocumentRow Of(DocumentKind kind, DocumentFacts facts) => Of(kind, DocumentKinds.CodeOf(kind), CaseDocuments.Write(kind, facts), superseded: false);

    internal static CaseDocumentRow Of(EarlierDocument earlier) => Of(earlier.Kind, earlier.Code, earlier.Document, superseded: true);

    private static CaseDocumentRow Of(DocumentKind kind, string code, OfficialDocument written, bool superseded) =>
        new(code, DocumentKinds.TitleOf(kind, written).Zh, DocumentKinds.TitleOf(kind, written).En, written.Number, written.Day, CanonicalJson.DigestOf(written).ToString(), superseded);
}

/// <summary>The official documents that a case has reached, a page at a time; a contractor sees what was addressed to him.</summary>
/// <remarks>Rules: P-6, P-9, P-11.</remarks>
[May(Duty.ReadBusiness, Duty.ActAsContractor), Said("案件文书目录", "The official documents of a case")]
public sealed record ListCaseDocuments(CaseId Case, string? Cursor) : IAsk<Listed<CaseDocumentRow>>;

public sealed class ListCaseDocumentsAnswer(IntegrityDb db) : IAnswer<ListCaseDocuments, Listed<CaseDocumentRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<CaseDocumentRow>>> Answer(ListCaseDocuments ask, AskContext context, CancellationToken cancel)
    {
        if (await db.ClosedCase(ask.Case, context, cancel) is { } closed) return closed;
        if (await db.ReadableDocuments(ask.Case, context, cancel) is not { } readable) return ActRefusals.NotFound();
        // Written from the facts and not stored, they are in one order for ever: after the one that ended the page come the others.
        var rows = Cursor.Read(ask.Cursor) is { } after ? readable.Rows.SkipWhile(row => row.Kind != after.Text).Skip(1) : readable.Rows;
        return Cursor.Page(rows.Take(PageSize + 1).ToList(), PageSize, last => Cursor.Write(last.Kind, ask.Case.Value));
    }
}

/// <param name="Digest">SHA-256 of the document's canonical text.</param>
public sealed record CaseDocument(CaseId Case, string CaseNumber, string Kind, OfficialDocument Document, string Digest);

/// <summary>One official document of a case, written from its facts.</summary>
/// <remarks>Rules: P-6, P-9, P-11. One whose step is not reached, or that is not the contractor's to read, looks like none.</remarks>
[May(Duty.ReadBusiness, Duty.ActAsContractor), Said("一份案件文书", "One official document of a case")]
public sealed record ShowCaseDocument(CaseId Case, string Kind) : IAsk<CaseDocument>;

public sealed class ShowCaseDocumentAnswer(IntegrityDb db) : IAnswer<ShowCaseDocument, CaseDocument>
{
    public async Task<Outcome<CaseDocument>> Answer(ShowCaseDocument ask, AskContext context, CancellationToken cancel)
    {
        if (await db.ClosedCase(ask.Case, context, cancel) is { } closed) return closed;
        if (await db.ReadableDocuments(ask.Case, context, cancel) is not { } readable) return ActRefusals.NotFound();
        var written = DocumentKinds.Read(ask.Kind) is { } kind && readable.Kinds.Contains(kind) ? CaseDocuments.Write(kind, readable.Facts)
            : readable.Earlier.FirstOrDefault(one => one.Code == ask.Kind)?.Document;
        if (written is null) return ActRefusals.NotFound();
        return new CaseDocument(ask.Case, readable.Facts.CaseNumber, ask.Kind, written, CanonicalJson.DigestOf(written).ToString());
    }
}

/// <summary>What the one who asks may read of a case's documents.</summary>
internal sealed record ReadableDocuments(DocumentFacts Facts, IReadOnlyList<DocumentKind> Kinds, IReadOnlyList<EarlierDocument> Earlier)
{
    public IEnumerable<CaseDocumentRow> Rows => [.. Kinds.Select(kind => CaseDocumentRow.Of(kind, Facts)), .. Earlier.Select(CaseDocumentRow.Of)];
}

public static class CaseDocumentsReading
{
    extension(IntegrityDb db)
    {
        /// <summary>The facts of a case and the documents that the one who asks may read; null where there is no such case.</summary>
        internal async Task<ReadableDocuments?> ReadableDocuments(CaseId id, AskContext context, CancellationToken cancel)
        {
            if (await db.CaseFileOf(id, context.Today, cancel) is not { } file) return null;
            var facts = await db.DocumentFactsOf(file, cancel);
            var isOwn = context.OwnParty is not null;
            return new(facts, [.. DocumentKinds.Offered(facts).Where(kind => !isOwn || DocumentKinds.IsForContractor(kind, facts))],
                [.. EarlierDocument.Of(file, facts).Where(one => !isOwn || one.Served)]);
        }

        /// <summary>Why the case does not open for who asks, or null. What a contractor has is told by one reading whatever the answer: by the work that is done, another's case cannot be told from none (D-4).</summary>
        internal async Task<Refusal?> ClosedCase(CaseId id, AskContext context, CancellationToken cancel) =>
            context.OwnParty is { } own ? await db.NotifiedParty(id, cancel) == own ? null : ActRefusals.NotFound() : await db.KeptAway([id.Value], context.Caller.Official, cancel);
    }
}
