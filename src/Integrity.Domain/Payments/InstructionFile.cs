using System.Globalization;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Domain.Payments;

public readonly record struct InstructionFileId(long Value) : IId<InstructionFileId>, IComparable<InstructionFileId>
{
    public static InstructionFileId From(long value) => new(value);
    public int CompareTo(InstructionFileId other) => Value.CompareTo(other.Value);
}

public readonly record struct BankImportId(long Value) : IId<BankImportId>, IComparable<BankImportId>
{
    public static BankImportId From(long value) => new(value);
    public int CompareTo(BankImportId other) => Value.CompareTo(other.Value);
}

public readonly record struct PayingAccountId(long Value) : IId<PayingAccountId>
{
    public static PayingAccountId From(long value) => new(value);
}

/// <summary>The names under which instructions and their files go to the bank and come back.</summary>
public static class EndToEndId
{
    private const string Prefix = "ITG";

    /// <summary>One instruction: the same in every file and every answer.</summary>
    public static string Of(long instruction) => Prefix + instruction.ToString("D12", CultureInfo.InvariantCulture);

    public static bool TryParse(string text, out long instruction)
    {
        instruction = 0;
        return text.StartsWith(Prefix, StringComparison.Ordinal) && text.Length == Prefix.Length + 12
            && long.TryParse(text.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out instruction);
    }

    /// <summary>One file: a message sent again keeps its id, so that the bank can tell.</summary>
    public static string OfFile(InstructionFileId file) => Prefix + "F" + file.Value.ToString("D12", CultureInfo.InvariantCulture);
}

/// <summary>Instructions of a run that went to the bank together: those numbered within its range. An instruction is in one file only.</summary>
/// <remarks>Invariant: downloading a file again gives the same content, so that sending it twice never pays twice .</remarks>
public sealed class InstructionFile
{
    private InstructionFile() { }

    public InstructionFileId Id { get; private init; }
    public string MessageId { get; private init; } = "";

    /// <summary>The round or wage run.</summary>
    public long Run { get; private init; }

    public long FirstInstruction { get; private init; }
    public long LastInstruction { get; private init; }
    public int Instructions { get; private init; }
    public Money Amount { get; private init; }
    public PayingAccountId PayingAccount { get; private init; }
    public OfficialId MadeBy { get; private init; }

    /// <summary>UTC.</summary>
    public DateTime MadeAt { get; private init; }

    public static InstructionFile Of(InstructionFileId id, long run, (long First, long Last) instructions, int count, Money amount, PayingAccountId account, OfficialId by, DateTime at) => new()
    {
        Id = id, MessageId = EndToEndId.OfFile(id), Run = run, FirstInstruction = instructions.First, LastInstruction = instructions.Last,
        Instructions = count, Amount = amount, PayingAccount = account, MadeBy = by, MadeAt = at,
    };
}

/// <summary>The bureau's account that pays; the last one registered is used. What it says never changes.</summary>
public sealed class PayingAccount
{
    private const int LongestName = 140;
    private const int LongestNumber = 34;

    private PayingAccount() { }

    public PayingAccountId Id { get; private init; }
    public string Holder { get; private init; } = "";
    public string Number { get; private init; } = "";
    public string BankName { get; private init; } = "";
    public string Cnaps { get; private init; } = "";
    public OfficialId NamedBy { get; private init; }
    public DateOnly NamedOn { get; private init; }

    public static Outcome<PayingAccount> Name(PayingAccountId id, string holder, string number, string bankName, string cnaps, OfficialId by, DateOnly today)
    {
        (holder, bankName) = (holder.Trim(), bankName.Trim());
        number = string.Concat(number.Where(c => !char.IsWhiteSpace(c)));
        if (holder.Length is 0 or > LongestName || bankName.Length is 0 or > LongestName || number.Length is 0 or > LongestNumber || !number.All(char.IsAsciiLetterOrDigit)
            || holder.Any(char.IsControl) || bankName.Any(char.IsControl))
            return BankRefusals.PayingAccountIncomplete();
        var branch = CnapsCode.Parse(cnaps.Trim());
        if (!branch.IsDone) return branch.Refusal with { Field = "cnaps" };
        return new PayingAccount { Id = id, Holder = holder, Number = number, BankName = bankName, Cnaps = branch.Value.Text, NamedBy = by, NamedOn = today };
    }
}
