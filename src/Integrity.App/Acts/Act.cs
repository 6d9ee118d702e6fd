using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Acts;

/// <summary>Something that a person does: it changes the bureau's state in one transaction with its journal entry (J-1).</summary>
public interface IAct<TAnswer>;

/// <summary>An act on a thing that exists: it carries the version that its actor saw.</summary>
/// <remarks>The version of a thing is the number of the last journal entry that names it.</remarks>
public interface IOnExisting
{
    /// <summary>The number of the thing.</summary>
    long Subject();

    long Seen { get; }
}

/// <summary>An act that contractors may do on a thing of their own: to anyone else's contractor the thing looks like none, before a word is said about its version.</summary>
public interface IOnOwn : IOnExisting
{
    /// <summary>The party whose thing it is; null where there is no such thing.</summary>
    Task<long?> PartyOf(Storage.IntegrityDb db, CancellationToken cancel);
}

/// <summary>An act on a thing that not everybody with the duty may know of: to the others it looks like none, before a word is said about its version.</summary>
public interface IOnHidden : IOnExisting
{
    Task<bool> IsHiddenFrom(Storage.IntegrityDb db, Official reader, DateOnly today, CancellationToken cancel);
}

/// <summary>An act that says what nobody may read yet, such as a ballot (D-3): its payload is sealed however it ends, a refusal at the door included.</summary>
public interface ISealed;

/// <summary>A question: it changes nothing, takes no lock and is not journaled.</summary>
public interface IAsk<TAnswer>;

public interface IHandle<in TAct, TAnswer> where TAct : IAct<TAnswer>
{
    Task<Outcome<TAnswer>> Handle(TAct act, ActContext context, CancellationToken cancel);
}

public interface IAnswer<in TAsk, TAnswer> where TAsk : IAsk<TAnswer>
{
    Task<Outcome<TAnswer>> Answer(TAsk ask, AskContext context, CancellationToken cancel);
}

/// <summary>Who may do or ask this: whoever has one of the duties. Every act and question declares it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MayAttribute(params Duty[] duties) : Attribute
{
    private static readonly IReadOnlyList<Duty> Business = [.. Enum.GetValues<Duty>().Except([Duty.ManageUsers, Duty.ManageSettings])];

    public IReadOnlyList<Duty> Duties { get; private init; } = duties;

    /// <summary>Whoever has any duty but the administrator's may: what goes with every business, as bringing in its papers.</summary>
    public bool AnyBusiness
    {
        get => Duties.Count == Business.Count;
        init => Duties = value ? Business : Duties;
    }

    /// <summary>Commands of the machine's operator may do it too (import, seed, migrate, verify, back up).</summary>
    public bool Operator { get; init; }

    /// <summary>Anyone may, without signing in: only what is published anyway.</summary>
    public bool Public { get; init; }

    /// <summary>Any person who is signed in may.</summary>
    public bool AnyPerson { get; init; }

    /// <summary>Nobody does it in another's place.</summary>
    public bool InPerson { get; init; }

    /// <summary>Open even to a person whose password an administrator gave him: only the choice of his own.</summary>
    public bool BeforeOwnPassword { get; init; }
}

/// <summary>The words of an act for people: the journal, buttons and refusals say it so.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SaidAttribute(string zh, string en) : Attribute
{
    public string Zh { get; } = zh;
    public string En { get; } = en;
}

/// <summary>An answer that shows one thing, with the version that an act on it must carry.</summary>
public interface IVersioned
{
    long Version { get; }
}

/// <summary>One page of a list, and the cursor of the next; null at the end.</summary>
public sealed record Listed<T>(IReadOnlyList<T> Items, string? Next);
