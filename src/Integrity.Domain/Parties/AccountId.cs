using Integrity.Domain.Values;

namespace Integrity.Domain.Parties;

/// <summary>A bank account to which a payee is paid (C-7).</summary>
public readonly record struct AccountId(long Value) : IId<AccountId>
{
    public static AccountId From(long value) => new(value);
}
