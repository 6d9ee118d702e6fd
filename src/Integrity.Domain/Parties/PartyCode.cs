using System.Text;
using Integrity.Domain.Values;

namespace Integrity.Domain.Parties;

/// <summary>The code that names a party: a firm's unified social credit code or a person's resident identity number (C-1).</summary>
public static class PartyCode
{
    /// <summary>Reads a code as people type it (full-width, spaces, small letters) and checks it.</summary>
    public static Outcome<string> Check(string code, bool isPerson)
    {
        var text = Clean(code);
        if (isPerson)
        {
            var person = ResidentId.Parse(text);
            return person.IsDone ? person.Value.Text : person.Refusal with { Field = "code" };
        }
        var firm = CreditCode.Parse(text);
        return firm.IsDone ? firm.Value.Text : firm.Refusal with { Field = "code" };
    }

    /// <summary>Only an early pilot code of a firm, well formed but for its check character, may be kept with a reason.</summary>
    public static bool MayBeOverridden(string code, bool isPerson) => !isPerson && CreditCode.ParsePilot(Clean(code)).IsDone;

    public static string Clean(string code) =>
        string.Concat(code.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
}
