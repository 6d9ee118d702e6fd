using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;

namespace Integrity.Domain.Contracts;

public readonly record struct ContractId(long Value) : IId<ContractId>, IComparable<ContractId>
{
    public int CompareTo(ContractId other) => Value.CompareTo(other.Value);

    public static ContractId From(long value) => new(value);
}

public enum ContractKind
{
    Works = 1,
    Supply = 2,
    MachineryHire = 3,
}

/// <summary>What a contract is about and with whom, as it was signed (C-3).</summary>
/// <param name="Number">The office's number, unique.</param>
/// <param name="Name">In words.</param>
/// <param name="Kind">Works, supply or machinery hire.</param>
/// <param name="Project">The project it belongs to.</param>
/// <param name="Party">The one counterparty.</param>
/// <param name="PayeeType">Its type at registration: contracts of one type are paid at one ratio (C-2).</param>
/// <param name="Amount">The agreed amount.</param>
/// <param name="SignedOn">The day it was signed.</param>
/// <param name="Document">SHA-256 of the signed paper, or of the workbook from which it was taken over (C-9).</param>
public sealed record ContractHead(
    string Number, string Name, ContractKind Kind, ProjectId Project, CounterpartyId Party, PayeeTypeId PayeeType, Money Amount, DateOnly SignedOn, string Document);

/// <summary>A works, supply or machinery-hire contract of the bureau with one counterparty (C-3).</summary>
/// <remarks>Invariant: what is certified stays within <see cref="Ceiling"/> (C-6). It is the owner of its payables in the ledger.</remarks>
public sealed class WorksContract
{
    public const int LongestNumber = 60;
    public const int LongestName = 200;

    private WorksContract() { }

    public ContractId Id { get; private init; }
    public string Number { get; private init; } = "";
    /// <summary>Its one spelling (<see cref="SameNumber"/>): no other has it.</summary>
    public string NumberKey { get; private init; } = "";
    public string Name { get; private init; } = "";
    public ContractKind Kind { get; private init; }
    public ProjectId Project { get; private init; }
    public CounterpartyId Party { get; private set; }

    /// <summary>Changed by decision only, and from the next snapshot on (C-2).</summary>
    public PayeeTypeId PayeeType { get; private set; }

    public Money Amount { get; private init; }

    /// <summary>What two people added to or took from the amount.</summary>
    public Money ApprovedVariations { get; private set; }

    public Ratio LabourShare { get; private set; }
    public Ratio RetentionRate { get; private set; }

    /// <summary>Unit: calendar days from approval to the due day (O-7).</summary>
    public int PaymentDays { get; private set; }

    /// <summary>The day the work was accepted; null before.</summary>
    public DateOnly? AcceptedOn { get; private set; }

    /// <summary>Unit: months after acceptance, at the end of which retention is due (O-4).</summary>
    public int DefectMonths { get; private set; }

    /// <summary>What is agreed, or null: see <see cref="ContractTerms.DefaultOverdueDailyRate"/> (O-7).</summary>
    public Ratio? OverdueDailyRate { get; private set; }

    public Ratio? AdvanceRate { get; private set; }
    public Ratio? AdvanceRecovery { get; private set; }

    /// <summary>Without this clause a missing integrity contract is no lawful reason to wait, and interest runs (C-5).</summary>
    public bool SigningIsPaymentCondition { get; private set; }

    public AccountId? PayeeAccount { get; private set; }
    public AccountId? WageAccount { get; private set; }

    /// <summary>Taken over from a workbook that does not split what is owed (C-9).</summary>
    public bool Unsplit { get; private init; }

    /// <summary>Two people confirmed its labour, retention, due dates and advance; always true where nothing was taken over (C-9).</summary>
    public bool OpeningConfirmed { get; private set; }

    public DateOnly SignedOn { get; private init; }

    /// <summary>What was signed (<see cref="ContractHead"/>): SHA-256, hexadecimal.</summary>
    public string Document { get; private init; } = "";

    public DateOnly RegisteredOn { get; private init; }

    /// <summary>The day the last fen under it, retention included, was paid.</summary>
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>Certified sums stay within this (C-6).</summary>
    public Money Ceiling => Amount + ApprovedVariations;

    public Ratio EffectiveOverdueDailyRate => OverdueDailyRate ?? ContractTerms.DefaultOverdueDailyRate;

    /// <summary>The end of the defect period, once acceptance makes it known (O-4).</summary>
    public DateOnly? RetentionDueOn => AcceptedOn?.AddMonths(DefectMonths);

    /// <summary>It is left out of the ratio step until two people confirm its opening (C-9).</summary>
    public bool OpeningMissing => Unsplit && !OpeningConfirmed;

    /// <param name="smallOrMedium">Whether the counterparty is a small or medium enterprise (O-7).</param>
    /// <param name="unsplit">Taken over from a workbook (C-9).</param>
    public static Outcome<WorksContract> Register(ContractId id, ContractHead head, ContractTerms terms, bool smallOrMedium, bool unsplit, DateOnly today)
    {
        var (number, name) = (head.Number.Trim(), head.Name.Trim());
        if (number.Length is 0 or > LongestNumber) return ContractRefusals.NumberMissing(LongestNumber);
        if (name.Length is 0 or > LongestName) return ContractRefusals.NameMissing(LongestName);
        if (!head.Amount.IsPositive) return ContractRefusals.AmountNotPositive();
        if (head.SignedOn > today) return ContractRefusals.SignedInFuture();
        if (!Digest.TryParse(head.Document, out var paper)) return ContractRefusals.PaperMissing();
        if (terms.Check(smallOrMedium) is { } refusal) return refusal;
        var contract = new WorksContract
        {
            Id = id,
            Number = number,
            NumberKey = SameNumber.KeyOf(number),
            Name = name,
            Kind = head.Kind,
            Project = head.Project,
            Party = head.Party,
            PayeeType = head.PayeeType,
            Amount = head.Amount,
            SigningIsPaymentCondition = terms.SigningIsPaymentCondition,
            Unsplit = unsplit,
            OpeningConfirmed = !unsplit,
            SignedOn = head.SignedOn,
            Document = paper.ToString(),
            RegisteredOn = today,
        };
        contract.Agree(terms);
        return contract;
    }

    /// <summary>Two people confirmed what the workbook did not say; the caller checked the terms and posts what they change (C-9).</summary>
    public void ConfirmOpening(ContractTerms terms)
    {
        Agree(terms);
        SigningIsPaymentCondition = terms.SigningIsPaymentCondition;
        OpeningConfirmed = true;
    }

    /// <summary>The decided payee type (C-2).</summary>
    public void Type(PayeeTypeId type) => PayeeType = type;

    public void Vary(Money amount) => ApprovedVariations += amount;

    public void PayTo(AccountId account) => PayeeAccount = account;

    public void PayWagesTo(AccountId account) => WageAccount = account;

    /// <summary>The successor takes the contract's place with all its history (C-8).</summary>
    public void Novate(CounterpartyId successor) => (Party, PayeeAccount, WageAccount) = (successor, null, null);

    /// <summary>Since when it is not clear who succeeds the payee; the ratio step waits for it (O-8 (8), C-8).</summary>
    public DateOnly? SuccessionUnclearSince { get; private set; }

    public OfficialId? SuccessionRaisedBy { get; private set; }

    /// <summary>Somebody dies, is wound up, is split, and who succeeds is in question: nothing is paid by ratio until it is settled; wages are.</summary>
    public Refusal? RaiseSuccession(OfficialId by, DateOnly on)
    {
        if (SuccessionUnclearSince is not null) return ContractRefusals.SuccessionRaisedAlready();
        (SuccessionUnclearSince, SuccessionRaisedBy) = (on, by);
        return null;
    }

    /// <summary>A second person confirms, with its proof, who succeeds, or that nobody needs to.</summary>
    public Refusal? SettleSuccession(OfficialId by)
    {
        if (SuccessionUnclearSince is null) return ContractRefusals.SuccessionNotRaised();
        if (SuccessionRaisedBy == by) return ContractRefusals.SuccessionBySamePerson();
        (SuccessionUnclearSince, SuccessionRaisedBy) = (null, null);
        return null;
    }

    /// <summary>The last fen is paid.</summary>
    public void Close(DateOnly on) => ClosedOn ??= on;

    /// <summary>Something is owed again: a returned line, a reversal.</summary>
    public void Reopen() => ClosedOn = null;

    private void Agree(ContractTerms terms)
    {
        LabourShare = terms.LabourShare;
        RetentionRate = terms.RetentionRate;
        PaymentDays = terms.PaymentDays ?? ContractTerms.DefaultPaymentDays;
        DefectMonths = terms.DefectMonths ?? ContractTerms.LongestDefectMonths;
        OverdueDailyRate = terms.OverdueDailyRate;
        AdvanceRate = terms.AdvanceRate;
        AdvanceRecovery = terms.AdvanceRecovery;
    }

    public void Accept(DateOnly on) => AcceptedOn = on;
}
