using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;

namespace Integrity.Domain.Contracts;

public readonly record struct AccountChangeId(long Value) : IId<AccountChangeId>, IComparable<AccountChangeId>
{
    public int CompareTo(AccountChangeId other) => Value.CompareTo(other.Value);

    public static AccountChangeId From(long value) => new(value);
}

/// <summary>What a contract pays to an account.</summary>
public enum AccountUse
{
    /// <summary>Everything but wages.</summary>
    Payee = 1,

    /// <summary>The labour part (O-5).</summary>
    Wage = 2,
}

/// <summary>Another account for a contract: one person proposes it with evidence, another confirms it (C-7).</summary>
public sealed class AccountChange
{
    private AccountChange() { }

    public AccountChangeId Id { get; private init; }
    public ContractId Contract { get; private init; }
    public AccountUse Use { get; private init; }
    public AccountId Account { get; private init; }
    public string Evidence { get; private init; } = "";
    public CheckState State { get; private set; }
    public OfficialId ProposedBy { get; private init; }
    public DateOnly ProposedOn { get; private init; }
    public OfficialId? CheckedBy { get; private set; }
    public DateOnly? CheckedOn { get; private set; }

    /// <param name="id">Of the change.</param>
    /// <param name="contract">The contract that will be paid elsewhere.</param>
    /// <param name="account">The account that will be paid to.</param>
    /// <param name="now">The account that is paid to now, or null.</param>
    /// <param name="use">Wages or the rest.</param>
    /// <param name="evidence">SHA-256 of the paper.</param>
    /// <param name="by">Who proposes.</param>
    /// <param name="on">The day.</param>
    public static Outcome<AccountChange> Propose(
        AccountChangeId id, WorksContract contract, PayeeAccount account, PayeeAccount? now, AccountUse use, string evidence, OfficialId by, DateOnly on)
    {
        if (Fits(contract, account, use) is { } unfit) return unfit;
        if (now?.Id == account.Id) return ContractRefusals.AccountAlreadyInUse();
        if (Replaces(now, account) is { } frozen) return frozen;
        if (!Digest.TryParse(evidence, out var paper)) return ContractRefusals.EvidenceMissing();
        return new AccountChange
        {
            Id = id,
            Contract = contract.Id,
            Use = use,
            Account = account.Id,
            Evidence = paper.ToString(),
            State = CheckState.Proposed,
            ProposedBy = by,
            ProposedOn = on,
        };
    }

    /// <summary>The second person's yes: from now on the contract is paid there.</summary>
    public Refusal? Confirm(WorksContract contract, PayeeAccount account, PayeeAccount? now, OfficialId by, DateOnly on)
    {
        if (Checkable(by) is { } refusal) return refusal;
        if ((Fits(contract, account, Use) ?? Replaces(now, account)) is { } unfit) return unfit;
        (State, CheckedBy, CheckedOn) = (CheckState.Confirmed, by, on);
        if (Use == AccountUse.Wage) contract.PayWagesTo(account.Id);
        else contract.PayTo(account.Id);
        return null;
    }

    public Refusal? Reject(OfficialId by, DateOnly on)
    {
        if (Checkable(by) is { } refusal) return refusal;
        (State, CheckedBy, CheckedOn) = (CheckState.Rejected, by, on);
        return null;
    }

    /// <summary>Why a contract cannot be paid to this account, or null: confirmed, of its own party, wages to a wage account and nothing else there.</summary>
    public static Refusal? Fits(WorksContract contract, PayeeAccount account, AccountUse use) =>
        account.Party != contract.Party ? ContractRefusals.AccountOfAnotherParty()
        : account.State != AccountState.Confirmed ? PartyRefusals.AccountNotConfirmed()
        : account.IsFrozen ? ContractRefusals.AccountFrozen(account.FrozenBy!)
        : (use == AccountUse.Wage) != (account.Kind == AccountKind.Wage) ? ContractRefusals.AccountOfWrongKind()
        : null;

    // What a court froze is not paid around it: only the court's own account may take its place.
    private static Refusal? Replaces(PayeeAccount? now, PayeeAccount account) =>
        now is { IsFrozen: true } && account.Kind != AccountKind.Court ? ContractRefusals.FrozenAccountNotReplaced(now.FrozenBy!) : null;

    private Refusal? Checkable(OfficialId by) =>
        State != CheckState.Proposed ? ContractRefusals.AlreadyChecked()
        : by == ProposedBy ? ContractRefusals.SecondPersonNeeded()
        : null;
}
