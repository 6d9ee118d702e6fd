using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>Serves the notice of the proposed penalty with its facts and grounds: from this moment V is frozen, and the hold is set to it, never higher.</summary>
/// <remarks>Rules: P-3, P-4, P-5, P-6.</remarks>
[May(Duty.InvestigateCases), Said("送达告知书", "Serve the notice")]
public sealed record ServeNotice(CaseId Case, CaseSanction Proposed, Money DocumentedLoss, string Proof, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class ServeNoticeHandler(IntegrityDb db, CaseWork work) : IHandle<ServeNotice, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(ServeNotice act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        if (!act.Proposed.IsAdverse) return CaseRefusals.NothingProposed();
        if (act.Proposed.Check(file.Case.Band) is { } refusal) return refusal;
        if (act.DocumentedLoss.IsNegative) return CaseRefusals.LossNegative() with { Field = "documentedLoss" };
        var v = PenaltyBase.Of(file.Books.Balance);
        return await work.Move(context, file, "SERVE_NOTICE", new() { Words = act.Proposed.Reasons, Document = act.Proof, Sanction = act.Proposed }, cancel, c =>
        {
            c.ServeNotice(file.Papers.Count + 1, v, act.DocumentedLoss, context.Today);
            file.Write(db, context, CasePaperKind.Notice, CaseActions.PaperOf(file, act.Proposed));
        });
    }
}
