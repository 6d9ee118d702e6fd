using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Acts;

public enum CallerKind
{
    Anonymous = 0,
    Official = 1,

    /// <summary>Whoever runs a command on the machine: may import, seed, migrate, verify and back up, nothing else.</summary>
    Operator = 2,

    /// <summary>A clock: fires deadlines.</summary>
    System = 3,
}

/// <summary>Who calls. The cookie or token says only who; what he may do is read from the database at each act.</summary>
public sealed record Caller(CallerKind Kind, OfficialId Official, string Name, Language Language)
{
    public static Caller Anonymous(Language language) => new(CallerKind.Anonymous, default, "", language);

    public static Caller Of(OfficialId official, Language language) => new(CallerKind.Official, official, "", language);

    public static Caller Operator(string osUser) => new(CallerKind.Operator, default, osUser, Language.Chinese);

    public static readonly Caller Clock = new(CallerKind.System, default, "clock", Language.Chinese);

    /// <summary>Duties to which a token of a program is limited; null when the person calls himself.</summary>
    public IReadOnlySet<Duty>? Scope { get; init; }

    /// <summary>As the journal writes it: <c>official:12</c>, <c>operator:root</c>, <c>system:clock</c>.</summary>
    public string Actor => Kind switch
    {
        CallerKind.Official => $"{OfficialPrefix}{Official.Value}",
        CallerKind.Operator => $"operator:{Name}",
        CallerKind.System => $"system:{Name}",
        _ => "anonymous",
    };

    /// <summary>The official behind an actor as the journal writes it; null for an operator or the clock.</summary>
    public static OfficialId? OfficialBehind(string actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.StartsWith(OfficialPrefix, StringComparison.Ordinal) ? OfficialId.From(long.Parse(actor.AsSpan(OfficialPrefix.Length), System.Globalization.CultureInfo.InvariantCulture)) : null;
    }

    private const string OfficialPrefix = "official:";
}
