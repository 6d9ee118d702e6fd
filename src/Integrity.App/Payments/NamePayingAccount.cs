using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>The finance office names the bureau's account that pays; it stands on every instruction file from now on.</summary>
/// <remarks>Rules: R-7.</remarks>
[May(Duty.ConfirmFunds), Said("登记本局付款账户", "Name the bureau's paying account")]
public sealed record NamePayingAccount(string Holder, string Number, string BankName, string Cnaps) : IAct<PayingAccountId>;

public sealed class NamePayingAccountHandler(IntegrityDb db) : IHandle<NamePayingAccount, PayingAccountId>
{
    public async Task<Outcome<PayingAccountId>> Handle(NamePayingAccount act, ActContext context, CancellationToken cancel)
    {
        // Decide.
        var named = PayingAccount.Name(await context.NewId<PayingAccountId>(cancel), act.Holder, act.Number, act.BankName, act.Cnaps, context.Actor, context.Today);
        if (!named.IsDone) return named.Refusal;

        // Keep.
        db.PayingAccounts.Add(named.Value);
        return named.Value.Id;
    }
}

public sealed record PayingAccountView(PayingAccountId Id, string Holder, string Number, string BankName, string Cnaps, DateOnly NamedOn);

/// <summary>The bureau's paying account, or none yet.</summary>
[May(Duty.ReadBusiness), Said("付款账户", "The bureau's paying account")]
public sealed record ShowPayingAccount : IAsk<PayingAccountView?>;

public sealed class ShowPayingAccountAnswer(IntegrityDb db) : IAnswer<ShowPayingAccount, PayingAccountView?>
{
    public async Task<Outcome<PayingAccountView?>> Answer(ShowPayingAccount ask, AskContext context, CancellationToken cancel) =>
        await db.PayingAccounts.AsNoTracking().OrderByDescending(a => a.Id)
            .Select(a => new PayingAccountView(a.Id, a.Holder, a.Number, a.BankName, a.Cnaps, a.NamedOn)).FirstOrDefaultAsync(cancel);
}
