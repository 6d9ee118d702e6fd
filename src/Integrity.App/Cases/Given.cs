using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Decisions;
using Integrity.Domain.Parties;

namespace Integrity.App.Cases;

/// <summary>What is said and handed over with one step of a case; which of it the definition asks for is the definition's matter.</summary>
public sealed record Given
{
    public string? Words { get; init; }

    /// <summary>SHA-256 of the paper that proves the step, hexadecimal.</summary>
    public string? Document { get; init; }

    /// <summary>The day on which it happened, where it is entered later; null for the day of the entry.</summary>
    public DateOnly? On { get; init; }

    /// <summary>The number of a letter that was issued.</summary>
    public string? Letter { get; init; }

    /// <summary>The organ to which it is sent.</summary>
    public string? Organ { get; init; }

    /// <summary>The party that takes another's place (C-8).</summary>
    public CounterpartyId? Successor { get; init; }

    /// <summary>The text that is to be published.</summary>
    public string? PublicText { get; init; }

    /// <summary>Names and numbers that it must not show.</summary>
    public IReadOnlyList<string> Masked { get; init; } = [];

    /// <summary>Another person had asked for it before.</summary>
    public bool SecondPerson { get; init; }

    /// <summary>What is proposed.</summary>
    public CaseSanction? Sanction { get; init; }

    /// <summary>The item that was decided, for a step of a body.</summary>
    public Item? Item { get; init; }

    /// <summary>The meeting that decided it has its minutes, or a superior body's document is on file.</summary>
    public bool Minutes { get; init; }

    /// <summary>The outcomes that a decision contains.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <summary>What routes: the outcomes, where the step has any.</summary>
    public Happening Happening(string trigger) =>
        new(trigger, Outcomes.Count == 0 ? Workflows.Happening.Nothing : new Dictionary<string, IReadOnlyList<string>> { ["outcome"] = Outcomes });

    /// <summary>The body has come to a result (D-2).</summary>
    public bool QuorumMet => Item is { Result: ItemResult.Passed or ItemResult.NotPassed };

    public bool RecusalsRecorded => Item is { } item && (item.DecidedAbove is not null || item.HasBegun);

    public bool HasWords => !string.IsNullOrWhiteSpace(Words);

    public bool HasDocument => !string.IsNullOrWhiteSpace(Document);
}
