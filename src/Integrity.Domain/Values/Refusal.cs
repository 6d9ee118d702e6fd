using System.Text;

namespace Integrity.Domain.Values;

/// <summary>The lawful no: an answer, never an exception. It names the fact, says what to do next, and cites its rule.</summary>
/// <param name="Code">Stable name, <c>module.what_is_wrong</c>.</param>
/// <param name="Rule">The rule's id in DOMAIN, or the legal source.</param>
/// <param name="Zh">Both sentences in Chinese.</param>
/// <param name="En">Both sentences in English.</param>
public sealed record Refusal(string Code, string Rule, string Zh, string En)
{
    /// <summary>The input that it is about, in the act's own spelling, several with commas between them, or null when it is about the whole act.</summary>
    public string? Field { get; init; }

    /// <summary>Names the code after the member that makes the refusal: <c>AboveContractAmount</c> of module <c>certificates</c> is <c>certificates.above_contract_amount</c>.</summary>
    public static Refusal Of(string module, string member, string rule, string zh, string en) =>
        new(CodeOf(module, member), rule, zh, en);

    public static string CodeOf(string module, string member)
    {
        var code = new StringBuilder(module).Append('.');
        for (var i = 0; i < member.Length; i++)
        {
            if (char.IsUpper(member[i]) && i > 0) code.Append('_');
            code.Append(char.ToLowerInvariant(member[i]));
        }
        return code.ToString();
    }

    public string In(Language language) => language == Language.Chinese ? Zh : En;
}

/// <summary>The two languages of the product; Chinese first.</summary>
public enum Language
{
    Chinese = 0,
    English = 1,
}
