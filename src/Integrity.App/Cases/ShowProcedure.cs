using Integrity.App.Acts;
using Integrity.App.Cases.Documents;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>The definition that a case runs under as a picture, the state lit, the way walked, its periods on it; and the same as an ordered list for those who read or print (P-6, P-10).</summary>
/// <param name="Version">Of the definition.</param>
/// <param name="Picture">SVG, in the caller's language.</param>
/// <param name="Sheets">The picture for print, on sheets of A4 across.</param>
/// <param name="Outline">Each step with who has it, how long it may take and where it leads.</param>
public sealed record CaseProcedure(string Number, string TitleZh, string TitleEn, int Version, string Picture, IReadOnlyList<OutlineState> Outline, IReadOnlyList<string> Sheets);

/// <remarks>A contractor sees that of his own case from the day the notice was served; another's looks like none.</remarks>
[May(Duty.ReadBusiness, Duty.ActAsContractor), Said("案件的程序图", "The procedure of a case")]
public sealed record ShowProcedure(CaseId Case) : IAsk<CaseProcedure>;

public sealed class ShowProcedureAnswer(IntegrityDb db) : IAnswer<ShowProcedure, CaseProcedure>
{
    public async Task<Outcome<CaseProcedure>> Answer(ShowProcedure ask, AskContext context, CancellationToken cancel)
    {
        if (await db.ClosedCase(ask.Case, context, cancel) is { } closed) return closed;
        if (await db.CaseFileOf(ask.Case, context.Today, cancel) is not { } file) return ActRefusals.NotFound();
        var (diagram, title) = (ProcessView.DiagramOf(file, context.Caller.Language), file.Definition.Title);
        return new CaseProcedure(file.Case.Number, title.Zh, title.En, file.Definition.Version, SvgDrawing.Of(diagram), Outline.Of(diagram), SvgDrawing.Sheets(diagram));
    }
}
