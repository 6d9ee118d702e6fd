using Integrity.App.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>Somebody asks that a case be withdrawn because it proves unfounded, with the reason; another person does it.</summary>
/// <remarks>Rules: P-6.</remarks>
[May(Duty.InvestigateCases, Duty.ReviewCases), Said("申请撤回案件", "Ask to withdraw the case")]
public sealed record AskForWithdrawal(CaseId Case, string Reason, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class AskForWithdrawalHandler(CaseWork work) : IHandle<AskForWithdrawal, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(AskForWithdrawal act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        var role = file.RoleOf(context, ProcessFile.AuditOffice);
        if (!role.IsDone) return role.Refusal;
        if (string.IsNullOrWhiteSpace(act.Reason) || act.Reason.Length > CaseFinding.LongestWords) return CaseRefusals.WordsMissing(CaseFinding.LongestWords) with { Field = "reason" };
        if (file.Asked("WITHDRAW") is not null) return CaseRefusals.AskedAlready();
        if (file.WhyNoWithdrawal(act.Reason, context.Today) is { } refusal) return refusal;
        work.Note(context, file, CaseEvents.Asking("WITHDRAW"), role.Value, new() { Words = act.Reason });
        return act.Case;
    }
}

/// <summary>A case that proves unfounded, confirmed or not, is withdrawn by a second person until it is put to the leadership group; what is held is released with catch-up.</summary>
/// <remarks>Rules: P-5, P-6, R-5.</remarks>
[May(Duty.ReviewCases), Said("撤回案件", "Withdraw the case")]
public sealed record WithdrawLead(CaseId Case, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class WithdrawLeadHandler(CaseWork work, CaseCatchUps catchUps) : IHandle<WithdrawLead, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(WithdrawLead act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        if (opened.Value.Asked("WITHDRAW") is not { } asked) return CaseRefusals.NotAsked();
        if (opened.Value.IsSamePerson(asked, context)) return CaseRefusals.SameAsker();
        if (opened.Value.WhyNoWithdrawal(asked.Words!, context.Today) is { } refusal) return refusal;
        if (await catchUps.WhyNotEnd(opened.Value, context.Today, cancel) is { } unpaid) return unpaid;
        return await work.Move(context, opened.Value, "WITHDRAW", new() { Words = asked.Words, SecondPerson = true }, cancel);
    }
}

internal static class Withdrawal
{
    /// <summary>What is before a body is the body's: it dismisses, or sends back, and is not gone round by two people (D-1).</summary>
    public static Refusal? WhyNoWithdrawal(this CaseFile file, string reason, DateOnly today) =>
        file.State.Owner == "panel" ? CaseRefusals.BeforeTheBody() : file.WhyNot("WITHDRAW", new() { Words = reason, SecondPerson = true }, today);
}
