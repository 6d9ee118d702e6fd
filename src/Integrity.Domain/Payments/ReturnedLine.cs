using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

/// <summary>The life of a returned line: two people pay it again, or two people end it .</summary>
public enum ReturnedState
{
    /// <summary>Its cash stays reserved for it.</summary>
    Waiting = 1,

    /// <summary>One person has checked the account against its evidence.</summary>
    AccountChecked = 2,

    /// <summary>Under a new instruction that names this one.</summary>
    PaidAgain = 3,

    /// <summary>One person asks to end it.</summary>
    EndAsked = 4,

    /// <summary>Cash to the fund, debt to Due.</summary>
    Ended = 5,

    /// <summary>An order's money: frozen again, its cash reserved for the order, which a later round pays.</summary>
    Reserved = 6,
}

/// <summary>What the bank said when it sent a payment back.</summary>
/// <param name="ReasonCode">The bank's code, or empty.</param>
/// <param name="ReasonText">The bank's words, or empty.</param>
/// <param name="Document">SHA-256 of the bank's answer, hexadecimal; empty when it was never sent.</param>
/// <param name="WasSettled">It had been confirmed before.</param>
/// <param name="WasSent">False when its account turned out to be missing, frozen or unusable before it went to the bank (O-8 (5)).</param>
public sealed record ReturnFacts(string ReasonCode, string ReasonText, string Document, bool WasSettled, bool WasSent);

/// <summary>A payment that the bank sent back: it keeps its due day and its cash, and is in no base .</summary>
/// <remarks>Invariant: who checked the account never pays it again; who asked to end it never ends it.</remarks>
public sealed class ReturnedLine
{
    /// <summary>Without a checked account in this many days the line may be ended. The first day is not counted; the limit never rolls (R-8, P-10).</summary>
    public const int AccountDays = 30;

    /// <summary>The reason of a line that the other members did not pass (D-4).</summary>
    public const string NotPassed = "D-4";

    private const int LongestBankWords = 500;

    private ReturnedLine() { }

    /// <summary>The instruction that came back.</summary>
    public long Instruction { get; private init; }

    public long Run { get; private init; }
    public long Contract { get; private init; }
    public InstructionKind Kind { get; private init; }
    public Money Amount { get; private init; }
    public DateOnly ReturnedOn { get; private init; }

    /// <summary>It had been confirmed before it came back.</summary>
    public bool WasSettled { get; private init; }

    /// <summary>False when it came back before it went to the bank: its account could not be paid to (O-8 (5)).</summary>
    public bool WasSent { get; private init; }

    public string ReasonCode { get; private init; } = "";
    public string ReasonText { get; private init; } = "";
    public string Document { get; private init; } = "";
    public ReturnedState State { get; private set; }

    /// <summary>The account that was checked, or null.</summary>
    public long? Account { get; private set; }

    /// <summary>SHA-256 of the evidence for the account, hexadecimal.</summary>
    public string? Evidence { get; private set; }

    public string? Reason { get; private set; }
    public OfficialId? AskedBy { get; private set; }
    public DateOnly? AskedOn { get; private set; }
    public OfficialId? AnsweredBy { get; private set; }
    public DateOnly? AnsweredOn { get; private set; }

    /// <summary>The instruction by which it is paid again, or null.</summary>
    public long? Again { get; private set; }

    /// <summary>The last day on which it cannot be ended yet.</summary>
    public DateOnly AccountBy => ReturnedOn.AddDays(AccountDays);

    /// <summary>Reserved because the others did not pass the lines of a recused member: no account check can have it paid, and it is ended no sooner than another line (D-4, R-8).</summary>
    public bool IsNotPassed => !WasSent && ReasonCode == NotPassed;

    public bool IsOpen => State is ReturnedState.Waiting or ReturnedState.AccountChecked or ReturnedState.EndAsked;

    public static ReturnedLine Of(long instruction, long run, long contract, InstructionKind kind, Money amount, ReturnFacts facts, DateOnly today) => new()
    {
        Instruction = instruction, Run = run, Contract = contract, Kind = kind, Amount = amount, ReturnedOn = today, WasSettled = facts.WasSettled, WasSent = facts.WasSent,
        ReasonCode = Cut(facts.ReasonCode), ReasonText = Cut(facts.ReasonText), Document = facts.Document,
        State = kind == InstructionKind.Order ? ReturnedState.Reserved : ReturnedState.Waiting,
    };

    /// <summary>The first person has compared the contract's account with its evidence.</summary>
    /// <param name="account">The contract's account now, confirmed by two people and not frozen (C-7), or null.</param>
    /// <param name="evidence">SHA-256, hexadecimal.</param>
    /// <param name="by">Who checked.</param>
    /// <param name="today">The day.</param>
    public Refusal? CheckAccount(long? account, string evidence, OfficialId by, DateOnly today)
    {
        if (State != ReturnedState.Waiting) return BankRefusals.ReturnNotIn(State, ReturnedState.Waiting);
        if (IsNotPassed) return BankRefusals.LinesNotPassed();
        if (account is null) return BankRefusals.AccountUnusable();
        if (!Digest.TryParse(evidence, out var digest)) return BankRefusals.AccountEvidenceMissing();
        (State, Account, Evidence, AskedBy, AskedOn) = (ReturnedState.AccountChecked, account, digest.ToString(), by, today);
        return null;
    }

    /// <summary>The second person agrees that the account is right: the line is paid again.</summary>
    /// <param name="account">The contract's account now.</param>
    /// <param name="again">The new instruction.</param>
    /// <param name="by">Who agrees.</param>
    /// <param name="today">The day.</param>
    public Refusal? PayAgain(long? account, long again, OfficialId by, DateOnly today)
    {
        if (State != ReturnedState.AccountChecked) return BankRefusals.ReturnNotIn(State, ReturnedState.AccountChecked);
        if (by == AskedBy) return FundRefusals.SecondPersonNeeded();
        if (account is null || account != Account) return BankRefusals.AccountChangedSince();
        (State, Again, AnsweredBy, AnsweredOn) = (ReturnedState.PaidAgain, again, by, today);
        return null;
    }

    /// <summary>No account was checked in time: one person asks to end the line.</summary>
    public Refusal? AskEnd(string reason, OfficialId by, DateOnly today)
    {
        if (State != ReturnedState.Waiting) return BankRefusals.ReturnNotIn(State, ReturnedState.Waiting);
        if (today <= AccountBy) return IsNotPassed ? BankRefusals.NotPassedIsReserved(AccountBy) : BankRefusals.TooEarlyToEnd(AccountBy);
        if (reason.Trim() is not { Length: > 0 and <= Receipt.LongestReason } why) return FundRefusals.ReasonMissing(Receipt.LongestReason);
        (State, Reason, AskedBy, AskedOn) = (ReturnedState.EndAsked, why, by, today);
        return null;
    }

    public Refusal? End(OfficialId by, DateOnly today)
    {
        if (State != ReturnedState.EndAsked) return BankRefusals.ReturnNotIn(State, ReturnedState.EndAsked);
        if (by == AskedBy) return FundRefusals.SecondPersonNeeded();
        (State, AnsweredBy, AnsweredOn) = (ReturnedState.Ended, by, today);
        return null;
    }

    /// <summary>The second person does not agree: the line waits again.</summary>
    public Refusal? Decline(OfficialId by)
    {
        if (State is not (ReturnedState.AccountChecked or ReturnedState.EndAsked)) return BankRefusals.ReturnNotIn(State, ReturnedState.AccountChecked);
        if (by == AskedBy) return FundRefusals.SecondPersonNeeded();
        (State, Account, Evidence, Reason, AskedBy, AskedOn) = (ReturnedState.Waiting, null, null, null, null, null);
        return null;
    }

    private static string Cut(string words) => words.Length <= LongestBankWords ? words : words[..LongestBankWords];
}
