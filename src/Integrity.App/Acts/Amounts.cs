using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Integrity.Domain.Values;

namespace Integrity.App.Acts;

/// <summary>No act takes an amount that no bureau has: thousands of the largest still add up without overflow (M-1).</summary>
internal static class Amounts
{
    /// <summary>The largest base that a calculation takes. Unit: fen.</summary>
    public static readonly Money Most = new(1_000_000_000_000_000);

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Known = new();

    /// <summary>Whether it is, or holds anywhere, an amount beyond the largest.</summary>
    public static bool AreBeyond(object? value) => value switch
    {
        null or string or byte[] => false,
        Money money => money > Most || money < -Most,
        IEnumerable many => MayHold(ItemOf(value.GetType())) && many.Cast<object?>().Any(AreBeyond),
        _ => Known.GetOrAdd(value.GetType(), Holding).Any(property => AreBeyond(property.GetValue(value))),
    };

    private static PropertyInfo[] Holding(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0 && MayHold(p.PropertyType))];

    private static bool MayHold(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(Money) || (ItemOf(type) is var item && item != type && MayHold(item))
            || (type is { IsClass: true, IsAbstract: false } && type.Namespace?.StartsWith("Integrity.", StringComparison.Ordinal) == true);
    }

    private static Type ItemOf(Type type) =>
        type.IsArray ? type.GetElementType()!
        : type.GetInterfaces().Append(type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>)) is { } items && type != typeof(string)
            ? items.GenericTypeArguments[0] : type;
}
