using Integrity.App.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>Somebody asks that the hold be renewed, with the reason; another person does it.</summary>
/// <remarks>Rules: P-5.</remarks>
[May(Duty.InvestigateCases, Duty.ReviewCases), Said("申请续期暂缓支付", "Ask to renew the hold")]
public sealed record AskForRenewal(CaseId Case, string Reason, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class AskForRenewalHandler(CaseWork work) : IHandle<AskForRenewal, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(AskForRenewal act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var file = opened.Value;
        var role = file.RoleOf(context, ProcessFile.AuditOffice);
        if (!role.IsDone) return role.Refusal;
        if (string.IsNullOrWhiteSpace(act.Reason) || act.Reason.Length > CaseFinding.LongestWords) return CaseRefusals.WordsMissing(CaseFinding.LongestWords) with { Field = "reason" };
        if (file.Asked("RENEW_HOLD") is not null) return CaseRefusals.AskedAlready();
        if (file.WhyNot("RENEW_HOLD", new() { Words = act.Reason, SecondPerson = true }, context.Today) is { } refusal) return refusal;
        work.Note(context, file, CaseEvents.Asking("RENEW_HOLD"), role.Value, new() { Words = act.Reason });
        return act.Case;
    }
}

/// <summary>The audit office renews a hold to 90 days from its first posting.</summary>
/// <remarks>Rules: P-5, P-10.</remarks>
[May(Duty.ReviewCases), Said("续期暂缓支付", "Renew the hold")]
public sealed record RenewHold(CaseId Case, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class RenewHoldHandler(CaseWork work) : IHandle<RenewHold, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(RenewHold act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        if (opened.Value.Asked("RENEW_HOLD") is not { } asked) return CaseRefusals.NotAsked();
        if (opened.Value.IsSamePerson(asked, context)) return CaseRefusals.SameAsker();
        return await work.Move(context, opened.Value, "RENEW_HOLD", new() { Words = asked.Words, SecondPerson = true }, cancel);
    }
}
