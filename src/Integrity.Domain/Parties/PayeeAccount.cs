using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Domain.Parties;

public readonly record struct AccountId(long Value) : IId<AccountId>, IComparable<AccountId>
{
    public int CompareTo(AccountId other) => Value.CompareTo(other.Value);

    public static AccountId From(long value) => new(value);
}

/// <summary>Why an account may be paid to: its holder is the party only where it is <see cref="Normal"/> (C-7).</summary>
public enum AccountKind
{
    /// <summary>The party's own.</summary>
    Normal = 1,

    /// <summary>The account from which a project's wages are paid (农民工工资专用账户, O-5).</summary>
    Wage = 2,

    /// <summary>Of one to whom the party has assigned its claim, confirmed.</summary>
    Assignee = 3,

    /// <summary>Of a court or authority, by order.</summary>
    Court = 4,

    /// <summary>Of a successor or heir, by proof.</summary>
    Successor = 5,
}

public enum AccountState
{
    Proposed = 1,
    Confirmed = 2,
    Rejected = 3,
}

/// <summary>A bank account as one person proposes it from the paper.</summary>
/// <param name="Kind">Why it may be paid to.</param>
/// <param name="Holder">As the bank writes it.</param>
/// <param name="Number">Of the account; spaces do not count.</param>
/// <param name="BankName">The branch in words.</param>
/// <param name="Cnaps">The branch's number in the national payment system.</param>
/// <param name="Ground">The assignment, order or proof by its number; needed for the kinds that rest on one.</param>
/// <param name="Evidence">SHA-256 of the paper.</param>
public sealed record AccountFacts(AccountKind Kind, string Holder, string Number, string BankName, string Cnaps, string? Ground, string Evidence);

/// <summary>A bank account of a payee (C-7). What it says never changes; another account is another entry with two people and evidence.</summary>
/// <remarks>Invariant: whoever proposed it did not confirm it; its holder is the party unless its kind says why not.</remarks>
public sealed class PayeeAccount
{
    private const int ShortestNumber = 6;
    private const int LongestNumber = 34;
    private const int LongestName = 120;

    private PayeeAccount() { }

    public AccountId Id { get; private init; }
    public CounterpartyId Party { get; private init; }
    public AccountKind Kind { get; private init; }
    public string Holder { get; private init; } = "";
    public string Number { get; private init; } = "";
    public string BankName { get; private init; } = "";
    public string Cnaps { get; private init; } = "";
    public string? Ground { get; private init; }

    /// <summary>SHA-256 of the paper on which it stands.</summary>
    public string Evidence { get; private init; } = "";

    public AccountState State { get; private set; }
    public OfficialId ProposedBy { get; private init; }
    public DateOnly ProposedOn { get; private init; }

    /// <summary>Who confirmed or rejected it.</summary>
    public OfficialId? CheckedBy { get; private set; }

    public DateOnly? CheckedOn { get; private set; }

    /// <summary>The order of the court that froze it, or null.</summary>
    public string? FrozenBy { get; private set; }

    public DateOnly? FrozenOn { get; private set; }

    public bool IsFrozen => FrozenBy is not null;

    /// <summary>Money may be sent to it.</summary>
    public bool IsPayable => State == AccountState.Confirmed && !IsFrozen;

    public static Outcome<PayeeAccount> Propose(AccountId id, Counterparty party, AccountFacts facts, OfficialId by, DateOnly on)
    {
        var (holder, bank) = (facts.Holder.Trim(), facts.BankName.Trim());
        if (holder.Length is 0 or > LongestName) return PartyRefusals.AccountHolderMissing(LongestName);
        if (bank.Length is 0 or > LongestName) return PartyRefusals.BankNameMissing(LongestName);
        var number = PartyCode.Clean(facts.Number).Replace("-", "", StringComparison.Ordinal);
        if (number.Length is < ShortestNumber or > LongestNumber || !number.All(char.IsAsciiLetterOrDigit)) return PartyRefusals.AccountNumberMalformed();
        if (IsIban(number)) return PartyRefusals.AccountNumberIsIban();
        var cnaps = CnapsCode.Parse(PartyCode.Clean(facts.Cnaps));
        if (!cnaps.IsDone) return cnaps.Refusal with { Field = "cnaps" };
        if (facts.Kind == AccountKind.Normal && holder != party.Name) return PartyRefusals.AccountHolderIsAnother(holder, party.Name);
        var ground = facts.Ground?.Trim();
        if (facts.Kind is AccountKind.Assignee or AccountKind.Court or AccountKind.Successor && string.IsNullOrEmpty(ground)) return PartyRefusals.AccountGroundMissing();
        if (!Digest.TryParse(facts.Evidence, out var evidence)) return PartyRefusals.EvidenceMissing();
        return new PayeeAccount
        {
            Id = id,
            Party = party.Id,
            Kind = facts.Kind,
            Holder = holder,
            Number = number,
            BankName = bank,
            Cnaps = cnaps.Value.Text,
            Ground = string.IsNullOrEmpty(ground) ? null : ground,
            Evidence = evidence.ToString(),
            State = AccountState.Proposed,
            ProposedBy = by,
            ProposedOn = on,
        };
    }

    /// <summary>Country and check digits first; no account of a bank in China is numbered so.</summary>
    private static bool IsIban(string number) => char.IsAsciiLetter(number[0]) && char.IsAsciiLetter(number[1]) && char.IsAsciiDigit(number[2]) && char.IsAsciiDigit(number[3]);

    /// <summary>A second person compared it with the evidence, and says yes or no.</summary>
    public Refusal? Check(bool isRight, OfficialId by, DateOnly on)
    {
        if (State != AccountState.Proposed) return PartyRefusals.AccountAlreadyChecked();
        if (by == ProposedBy) return PartyRefusals.AccountNeedsSecondPerson();
        (State, CheckedBy, CheckedOn) = (isRight ? AccountState.Confirmed : AccountState.Rejected, by, on);
        return null;
    }

    /// <summary>A court froze it: its lines wait, and no other account of the party takes its place.</summary>
    public Refusal? Freeze(string order, DateOnly on)
    {
        if (string.IsNullOrWhiteSpace(order)) return PartyRefusals.OrderMissing();
        if (State != AccountState.Confirmed) return PartyRefusals.AccountNotConfirmed();
        if (IsFrozen) return PartyRefusals.AccountAlreadyFrozen(FrozenBy!);
        (FrozenBy, FrozenOn) = (order.Trim(), on);
        return null;
    }

    /// <summary>The court lifted its order.</summary>
    public Refusal? Unfreeze(string order)
    {
        if (string.IsNullOrWhiteSpace(order)) return PartyRefusals.OrderMissing();
        if (!IsFrozen) return PartyRefusals.AccountNotFrozen();
        (FrozenBy, FrozenOn) = (null, null);
        return null;
    }
}
