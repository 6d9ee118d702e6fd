using System.CommandLine;
using Integrity.Domain.Values;

namespace Integrity.Cli;

/// <summary>Options of every command.</summary>
public sealed class SharedOptions
{
    public Option<string> Format { get; } = new("--format") { Description = "text（给人看）或 json（给程序） · for people or programs", Recursive = true, DefaultValueFactory = _ => "text" };
    public Option<string> Language { get; } = new("--lang") { Description = "zh 或 en · language of all words", Recursive = true, DefaultValueFactory = _ => "zh" };

    public Option<string?> Database { get; } = new("--database") { Description = "数据库文件或连接串 · file or connection string; ConnectionStrings__Integrity, else the embedded one", HelpName = "WHERE", Recursive = true };

    public SharedOptions()
    {
        Format.AcceptOnlyFromAmong("text", "json");
        Language.AcceptOnlyFromAmong("zh", "en");
    }

    /// <summary>Where and how the command being run speaks.</summary>
    public Terminal Terminal(ParseResult parsed)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        return new(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error,
            parsed.GetValue(Format) == "json", parsed.GetValue(Language) == "en" ? Domain.Values.Language.English : Domain.Values.Language.Chinese);
    }
}
