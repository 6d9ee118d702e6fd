using Integrity.App.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>The finance office posts the next instalment of a served deduction, on its day or later; a clock only reminds of it.</summary>
/// <remarks>Rules: P-4, P-7, P-10, R-7. Effect: one ledger entry that names the case; what is not there is a claim outside the payables.</remarks>
[May(Duty.ExecutePayments), Said("办理分期扣款", "Post an instalment of a deduction")]
public sealed record PostInstalment(CaseId Case, long Seen) : IAct<Money>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class PostInstalmentHandler(CaseActions actions, CaseWork work) : IHandle<PostInstalment, Money>
{
    public async Task<Outcome<Money>> Handle(PostInstalment act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        if (file.Instalments.Find(i => i.IsOpen) is not { } next) return CaseRefusals.NoInstalmentOpen();
        if (context.Today < next.DueOn) return CaseRefusals.InstalmentNotYet(next.Number, next.DueOn);
        var posted = await actions.TakeInstalment(context, file, next, cancel);
        if (!posted.IsDone) return posted.Refusal;
        work.Note(context, file, CaseEvents.Instalment, "finance", new(), posted.Value);
        return next.Taken;
    }
}

/// <summary>An instalment as it is shown.</summary>
/// <param name="Undone">Of a decision that was sent back, revoked or opened again since: the day on which it was undone.</param>
public sealed record InstalmentRow(int Number, DateOnly DueOn, Money Amount, InstalmentState State, Money Taken, Money Short, DateOnly? TakenOn, DateOnly? Undone)
{
    internal static IReadOnlyList<InstalmentRow> Of(CaseFile file, DateOnly today) =>
        [.. file.Instalments.Select(i => new InstalmentRow(i.Number, i.DueOn, i.Amount, i.StateOn(today), i.Taken, i.Short, i.TakenOn, i.UndoneOn))];
}
