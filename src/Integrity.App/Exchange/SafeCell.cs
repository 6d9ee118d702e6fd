namespace Integrity.App.Exchange;

/// <summary>Text that goes into a table which a spreadsheet will open.</summary>
public static class SafeCell
{
    private const string Openers = "=+-@\t\r\n＝＋－＠";

    /// <summary>A text that a spreadsheet would take for a formula gets an apostrophe in front.</summary>
    /// <remarks>An attacker names a contract =HYPERLINK(…) or =cmd|…, and waits for an official to open the list.</remarks>
    public static string Neutral(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > 0 && Openers.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
    }
}
