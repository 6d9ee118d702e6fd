using System.Collections;
using System.Reflection;
using System.Text;
using Integrity.App.Acts;
using Integrity.App.Workflows;
using Integrity.Domain.Values;
using Integrity.Tests.Architecture;
using Integrity.Tests.Workflows;

namespace Integrity.Tests.Refusals;

/// <summary>All refusals of the program, each as it speaks: the closed lists of every module, called with samples in the place of what varies.</summary>
public static class Gallery
{
    public const string File = "tests/Integrity.Tests/Refusals/gallery.md";

    public static IReadOnlyList<(Type List, Refusal Refusal)> All { get; } = [.. Lists()
        .SelectMany(list => list.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(m => m.ReturnType == typeof(Refusal))
            .OrderBy(m => m.Name, StringComparer.Ordinal).ThenBy(m => m.GetParameters().Length)
            .Select(m => (list, (Refusal)m.Invoke(null, [.. m.GetParameters().Select(Sample)])!)))
        .DistinctBy(r => (r.Item2.Code, r.Item2.Zh, r.Item2.En)).OrderBy(r => r.Item2.Code, StringComparer.Ordinal)];

    public static string Text()
    {
        var text = new StringBuilder("""
            # Refusals

            Every lawful no of the program, generated from the closed lists of its modules; what varies is shown in ‹ › or by a sample.
            Each is provoked by a test. Write it anew with `INTEGRITY_WRITE_GALLERY=1 dotnet test --project tests/Integrity.Tests --filter-class '*GalleryTests'`.

            """);
        foreach (var module in All.GroupBy(r => r.Refusal.Code[..r.Refusal.Code.IndexOf('.', StringComparison.Ordinal)]))
        {
            text.Append($"\n## {module.Key}\n\n| code | rule | 中文 | English |\n|---|---|---|---|\n");
            foreach (var (_, refusal) in module) text.Append($"| `{refusal.Code}` | {Cell(refusal.Rule)} | {Cell(refusal.Zh)} | {Cell(refusal.En)} |\n");
        }
        return text.ToString();
    }

    public static string Path { get; } = System.IO.Path.Combine(Sources.Root, File);

    private static IEnumerable<Type> Lists() => new[] { typeof(Refusal).Assembly, typeof(Door).Assembly }
        .SelectMany(a => a.GetTypes()).Where(t => t.IsClass && t.Name.EndsWith("Refusals", StringComparison.Ordinal) && t is { IsAbstract: true, IsSealed: true })
        .OrderBy(t => t.FullName, StringComparer.Ordinal);

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);

    private static object? Sample(ParameterInfo parameter) => parameter.HasDefaultValue && parameter.ParameterType != typeof(string) ? parameter.DefaultValue : Sample(parameter.ParameterType, parameter.Name!);

    private static object? Sample(Type type, string name)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return $"‹{name}›";
        if (type == typeof(Words)) return new Words($"‹{name}›", $"‹{name}›");
        if (type == typeof(WorkflowDefinition)) return Penalty.Definition;
        if (type == typeof(Money)) return new Money(12_345_678);
        if (type == typeof(Ratio)) return new Ratio(375_200);
        if (type == typeof(DateOnly)) return new DateOnly(2026, 9, 30);
        if (type == typeof(DateTime)) return new DateTime(2026, 9, 30, 1, 2, 0, DateTimeKind.Utc);
        if (type == typeof(bool)) return true;
        if (type == typeof(char)) return '*';
        if (type == typeof(Digest)) return Digest.FromBytes(new byte[32]);
        if (type.IsEnum) return Enum.GetValues(type).GetValue(0);
        if (type.IsPrimitive) return Convert.ChangeType(7, type, null);
        if (type == typeof(Int128)) return (Int128)7;
        if (type.IsArray) return Array.CreateInstance(type.GetElementType()!, 0);
        if (type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable))) return Several(type.GenericTypeArguments[0], name);
        if (type.IsValueType) return type.GetMethod("From") is { } from ? from.Invoke(null, [7L]) : Activator.CreateInstance(type);
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).FirstOrDefault();
        return constructor?.Invoke([.. constructor.GetParameters().Select(p => Sample(p.ParameterType, p.Name!))]);
    }

    private static Array Several(Type type, string name)
    {
        var several = Array.CreateInstance(type, 1);
        several.SetValue(Sample(type, name), 0);
        return several;
    }
}
