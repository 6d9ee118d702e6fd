using Integrity.Domain.Values;

namespace Integrity.Domain.Parties;

public readonly record struct CounterpartyId(long Value) : IId<CounterpartyId>, IComparable<CounterpartyId>
{
    public int CompareTo(CounterpartyId other) => Value.CompareTo(other.Value);

    public static CounterpartyId From(long value) => new(value);
}

public readonly record struct PayeeTypeId(long Value) : IId<PayeeTypeId>, IComparable<PayeeTypeId>
{
    public static PayeeTypeId From(long value) => new(value);
    public int CompareTo(PayeeTypeId other) => Value.CompareTo(other.Value);
}

/// <summary>What a counterparty is to the bureau (C-1).</summary>
public enum CounterpartyKind
{
    ConstructionTeam = 1,
    Supplier = 2,
    MachineryOwner = 3,
}

/// <summary>The same type is paid at the same ratio (C-2).</summary>
public sealed class PayeeType
{
    private PayeeType() { }

    public PayeeTypeId Id { get; private init; }
    public string Code { get; private init; } = "";
    public string NameZh { get; private init; } = "";
    public string NameEn { get; private init; } = "";

    /// <summary>The kind of counterparty that gets this type by default, or null.</summary>
    public CounterpartyKind? DefaultFor { get; private init; }

    public static Outcome<PayeeType> Add(PayeeTypeId id, string code, string nameZh, string nameEn)
    {
        if (new[] { code, nameZh, nameEn }.Any(string.IsNullOrWhiteSpace)) return PartyRefusals.PayeeTypeNameMissing();
        return new PayeeType { Id = id, Code = code.Trim(), NameZh = nameZh.Trim(), NameEn = nameEn.Trim() };
    }
}

/// <summary>A firm or person with which the bureau has contracts (C-1).</summary>
/// <remarks>Invariant: its code passes its check digit, or a recorded reason stands beside it.</remarks>
public sealed class Counterparty
{
    private Counterparty() { }

    public CounterpartyId Id { get; private init; }
    public CounterpartyKind Kind { get; private init; }
    public string Name { get; private set; } = "";

    /// <summary>The unified social credit code of a firm, or the resident identity number of a person.</summary>
    public string Code { get; private init; } = "";

    public bool IsPerson { get; private init; }

    /// <summary>Why a code that fails its check was taken all the same, or null.</summary>
    public string? CodeOverrideReason { get; private init; }

    public PayeeTypeId PayeeType { get; private set; }

    /// <summary>A small or medium enterprise: due days are never beyond 60 (O-7).</summary>
    public bool SmallOrMedium { get; private init; }

    public DateOnly RegisteredOn { get; private init; }

    public static Outcome<Counterparty> Register(
        CounterpartyId id, CounterpartyKind kind, string name, string code, bool isPerson, string? overrideReason,
        PayeeTypeId payeeType, bool smallOrMedium, DateOnly on)
    {
        name = name.Trim();
        if (name.Length == 0) return PartyRefusals.NameMissing();
        if (name.Length > 120) return PartyRefusals.NameTooLong();
        var checkedCode = PartyCode.Check(code, isPerson);
        var overridden = !checkedCode.IsDone && !string.IsNullOrWhiteSpace(overrideReason) && PartyCode.MayBeOverridden(code, isPerson);
        if (!checkedCode.IsDone && !overridden) return checkedCode.Refusal;
        return new Counterparty
        {
            Id = id,
            Kind = kind,
            Name = name,
            Code = checkedCode.IsDone ? checkedCode.Value : PartyCode.Clean(code),
            IsPerson = isPerson,
            CodeOverrideReason = overridden ? overrideReason!.Trim() : null,
            PayeeType = payeeType,
            SmallOrMedium = smallOrMedium,
            RegisteredOn = on,
        };
    }
}

/// <summary>Someone of a party whom breaches and recusals refer to (C-1).</summary>
public sealed class PartyPerson
{
    private PartyPerson() { }

    public PartyPersonId Id { get; private init; }
    public CounterpartyId Party { get; private init; }
    public string Name { get; private init; } = "";
    public PartyRole Role { get; private init; }
    public string? ResidentId { get; private init; }

    public static Outcome<PartyPerson> Of(PartyPersonId id, CounterpartyId party, string name, PartyRole role, string? residentId)
    {
        if (string.IsNullOrWhiteSpace(name)) return PartyRefusals.PersonNameMissing();
        string? number = null;
        if (!string.IsNullOrWhiteSpace(residentId))
        {
            var outcome = PartyCode.Check(residentId, isPerson: true);
            if (!outcome.IsDone) return outcome.Refusal with { Field = "people" };
            number = outcome.Value;
        }
        return new PartyPerson { Id = id, Party = party, Name = name.Trim(), Role = role, ResidentId = number };
    }
}

public readonly record struct PartyPersonId(long Value) : IId<PartyPersonId>
{
    public static PartyPersonId From(long value) => new(value);
}

public enum PartyRole
{
    LegalRepresentative = 1,
    ProjectManager = 2,
    Other = 3,
}
