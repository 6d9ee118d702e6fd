using System.Text;

namespace Integrity.App.Acts;

/// <summary>Where a page ended: the value it was sorted by, and the id. No page is ever counted off from the start.</summary>
public readonly record struct Cursor(string Text, long Id)
{
    public static string Write(string text, long id) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(id.ToString() + "|" + text)).Replace('+', '-').Replace('/', '_').TrimEnd('=');

    /// <returns>Null for none; one that cannot be read starts from the beginning.</returns>
    public static Cursor? Read(string? written)
    {
        if (string.IsNullOrEmpty(written)) return null;
        try
        {
            var base64 = written.Replace('-', '+').Replace('_', '/');
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '=')));
            var bar = text.IndexOf('|', StringComparison.Ordinal);
            return bar > 0 && long.TryParse(text.AsSpan(0, bar), out var id) ? new Cursor(text[(bar + 1)..], id) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Cuts the row that was read beyond the page, and says where the next begins.</summary>
    public static Listed<T> Page<T>(List<T> read, int size, Func<T, string> cursorOf)
    {
        if (read.Count <= size) return new(read, null);
        read.RemoveAt(read.Count - 1);
        return new(read, cursorOf(read[^1]));
    }
}
