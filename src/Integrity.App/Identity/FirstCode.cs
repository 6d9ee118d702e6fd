using System.Security.Cryptography;
using System.Text;

namespace Integrity.App.Identity;

/// <summary>The one-time code of this start, which only the server's operator has seen; none where there is an administrator already.</summary>
/// <remarks>Whoever guesses gets ten tries; then the program must be started again.</remarks>
public sealed class FirstCode(string? code)
{
    private const int MostTries = 10;
    private readonly Lock one = new();
    private int tries;

    public bool Is(string typed)
    {
        lock (one)
        {
            if (code is null || tries >= MostTries) return false;
            var same = CryptographicOperations.FixedTimeEquals(
                SHA256.HashData(Encoding.UTF8.GetBytes(typed.Trim().ToUpperInvariant())), SHA256.HashData(Encoding.UTF8.GetBytes(code)));
            if (!same) tries++;
            return same;
        }
    }
}
