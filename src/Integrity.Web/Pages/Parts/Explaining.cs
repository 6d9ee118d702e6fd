using Integrity.Domain.Values;

namespace Integrity.Web.Pages.Parts;

/// <summary>Which figure of the page the reader has asked about; the layout answers it beside the page.</summary>
public sealed class Explaining
{
    /// <summary>The question: an ask that an <see cref="App.Certificates.Explanation{TAsk}"/> answers, or an <see cref="OwnAmount"/>; null while none is open.</summary>
    public object? Asked { get; private set; }

    public event Action? Changed;

    /// <summary>Asked again, it closes.</summary>
    public void Ask(object? why)
    {
        Asked = Equals(Asked, why) ? null : why;
        Changed?.Invoke();
    }
}

/// <summary>A figure that is one paper's own amount, before or beside the ledger: the paper is its whole explanation.</summary>
/// <param name="Document">SHA-256 of the paper, or null where it is not the reader's.</param>
public sealed record OwnAmount(string Title, Money Amount, string? Document);
