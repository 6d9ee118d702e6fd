using Integrity.App.Acts;
using Integrity.Domain.Values;
using Integrity.Web.Doors;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Integrity.Web.Pages.Parts;

/// <summary>What every page has: the door, who is looking, the words, and the last refusal to show.</summary>
public abstract class DoorPage : ComponentBase
{
    [Inject] public Door Door { get; set; } = default!;
    [Inject] public NavigationManager Navigation { get; set; } = default!;
    [CascadingParameter] public Task<AuthenticationState>? Signed { get; set; }

    /// <summary>Made when the form is opened, so that a second click is the same act.</summary>
    protected string Key { get; private set; } = NewKey();

    /// <summary>What the last act or question was refused with.</summary>
    protected Refusal? Refused { get; set; }

    /// <summary>An act is under way: its button waits.</summary>
    protected bool Busy { get; private set; }

    protected static string T(string zh, string en) => Words.T(zh, en);

    protected async Task<Caller> Caller() => Callers.Of(Signed is null ? null : (await Signed).User);

    /// <summary>Asks; a refusal is kept to be shown and the answer is the default.</summary>
    protected async Task<TAnswer?> Ask<TAnswer>(IAsk<TAnswer> ask)
    {
        var outcome = await Door.Ask(ask, await Caller());
        Refused = outcome.Refusal;
        return outcome.IsDone ? outcome.Value : default;
    }

    /// <summary>Every row of a list that is short, page after page, to choose from; null where the question is refused.</summary>
    /// <param name="pageAfter">The question for the page after a cursor.</param>
    protected async Task<IReadOnlyList<TRow>?> All<TRow>(Func<string?, IAsk<Listed<TRow>>> pageAfter)
    {
        List<TRow> rows = [];
        string? cursor = null;
        do
        {
            if (await Ask(pageAfter(cursor)) is not { } page) return null;
            rows.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        return rows;
    }

    /// <summary>Does an act; true when it is done. A refusal is kept to be shown, and the form keeps what was typed.</summary>
    protected async Task<bool> Enter<TAnswer>(IAct<TAnswer> act, Func<TAnswer, Task>? then = null)
    {
        if (Busy) return false;
        Busy = true;
        try
        {
            var outcome = await Door.Enter(act, await Caller(), Key);
            Refused = outcome.Refusal;
            Key = NewKey();
            if (!outcome.IsDone) return false;
            if (then is not null) await then(outcome.Value);
            return true;
        }
        finally
        {
            Busy = false;
        }
    }

    /// <summary>What was typed into an input, read; a refusal is shown at that input and the answer is null.</summary>
    protected T? Typed<T>(Outcome<T> read, string field) where T : struct
    {
        if (read.IsDone) return read.Value;
        Refused = read.Refusal with { Field = field };
        return null;
    }

    /// <summary>The refusal, if it is about this input.</summary>
    protected string? ErrorOf(string field) => Refused?.Field is not { } about ? null
        : about == field ? Words.Of(Refused) : about.Split(',').Contains(field) ? T("请填写", "Fill this in") : null;

    private static string NewKey() => "page:" + Guid.CreateVersion7();
}
