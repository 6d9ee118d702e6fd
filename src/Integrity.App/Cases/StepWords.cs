using System.Text.RegularExpressions;
using Integrity.App.Payments;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;

namespace Integrity.App.Cases;

/// <summary>What the record of a step says, in the reader's language.</summary>
/// <remarks>It is kept as it was written: names of the definition, and, where the program says something itself, both languages. Only what the program says is cut; what a person wrote stands whole.</remarks>
public static partial class StepWords
{
    public const string Days = "日 / days", Years = "年 / years", Released = "解除 / released", SetOff = "抵销损失 / set off", StaysHeld = "仍暂缓 / still held", Interest = "利息 / interest",
        NoneAfterLapse = "期满后不再暂缓 / none after a lapse",
        NamesByHandler = "姓名由承办人密封填写 / the handler writes the names down sealed", LetterToSend = "建议函待发 / the letter is to be sent",
        WithdrawByLetter = "建议已办结，须另函撤回 / the recommendation is closed: withdraw it by letter",
        SentBack = "未获通过，退回补充 / not passed, sent back", NotPassed = "未获通过 / not passed";

    private static readonly string[] OfProgram =
        [CaughtUp.Said, CaughtUp.Waits, Days, Years, Released, SetOff, StaysHeld, Interest, NoneAfterLapse, NamesByHandler, LetterToSend, WithdrawByLetter, SentBack, NotPassed];

    private static readonly Dictionary<string, Words> Plain = new(StringComparer.Ordinal)
    {
        [nameof(CaseLeg.Breach)] = new("对方违约行为", "breach by the contractor's side"), [nameof(CaseLeg.StaffMatter)] = new("内部廉政问题", "integrity problem of our staff"),
        [nameof(CaseLeg.InfluenceAndLoss)] = new("不良影响和经济损失", "bad influence and loss"),
        ["notReferred"] = new("不移送", "not referred"), ["returned"] = new("退回行政处理", "returned for administrative handling"), ["judged"] = new("已裁判", "judged"),
        ["keep"] = new("继续计算", "goes on"), ["restart"] = new("重新起算", "starts anew"), ["begin"] = new("起算", "begins"), ["end"] = new("终止", "ends"),
    };

    private static readonly Words TurnedBack = new("扣罚转回暂缓支付", "turn the deduction back into the hold");

    // Whoever ends an exclusion withdraws the recommendation with it; each is told only where there was one (P-7).
    private static readonly Words LetterBack = new("撤回建议取缔", "withdraw the recommendation"), BothBack = new("终止取缔，撤回建议取缔", "end the exclusion and withdraw the recommendation");

    /// <summary>The reason of a step: the program's own where a vote gave none.</summary>
    public static string? Reason(string? words, Func<Words, string> language) => words is SentBack or NotPassed ? Said(words, language) : words;

    /// <summary>What was done, in words: <c>postHold: ¥1.00</c> is an action of the vocabulary and what it came to. What only prepares the desk is not told; who is to take a party's place is named in the words of the step.</summary>
    internal static string Done(CaseStep step, WorkflowDefinition definition, Func<Words, string> language) =>
        step.Event == CaseEvents.Asking(MatterEvents.Succeed) ? "" : string.Join("; ", step.Actions.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(done => One(done, step, definition, language)).Where(done => done.Length > 0));

    private static string One(string done, CaseStep step, WorkflowDefinition definition, Func<Words, string> language)
    {
        var colon = done.IndexOf(':', StringComparison.Ordinal);
        var (name, came) = colon < 0 ? (done, "") : (done[..colon], Said(done[colon..], language));
        if (WorkflowVocabulary.Actions.TryGetValue(name, out var word))
        {
            if (word.Silent) return "";
            if (name == "endExclusion") return colon < 0 ? "" : language(Ended(word, done[(colon + 1)..].Split(", "))) + came;
            if (name != "reverseDeduction") return language(word.Words) + came;
            // Where there was nothing to give back nothing was; what is sent back is held again and bears no interest (P-7).
            return colon < 0 ? "" : language(step.Actions.Contains("postHold", StringComparison.Ordinal) ? TurnedBack : word.Words) + came;
        }
        if (Moved().Match(done) is { Success: true } moved)
            return $"v{moved.Groups[1]} {StateOf(definition, moved.Groups[2].Value, language)} → v{moved.Groups[3]} {StateOf(definition, moved.Groups[4].Value, language)}";
        if (definition.Root.Below(done) is { } place) return language(place.Words);
        // A reminder, a longer period and a migration name the period, and the keeper of the step, as the definition does.
        var first = done.Split(' ')[0].TrimEnd(':');
        if (definition.Deadlines.TryGetValue(first, out var period))
            return language(period.Title) + string.Join(' ', done[first.Length..].Split(' ').Select(part => Plain.TryGetValue(part, out var plain) ? language(plain) : part));
        if (definition.Roles.ContainsKey(done)) return language(definition.RoleWords(done));
        if (definition.Root.Inward().SelectMany(node => node.Tasks).FirstOrDefault(task => task.Code == done) is { } opinion) return language(opinion.Label);
        return Plain.TryGetValue(done, out var known) ? language(known) : Said(done, language);
    }

    /// <summary>An exclusion that ended bears the day.</summary>
    private static Words Ended(ActionWord word, string[] told) =>
        !Array.Exists(told, one => EndsOnADay().IsMatch(one)) ? LetterBack : Array.TrueForAll(told, EndsOnADay().IsMatch) ? word.Words : BothBack;

    // A state that the definition no longer has stands by its name.
    private static string StateOf(WorkflowDefinition definition, string path, Func<Words, string> language) =>
        definition.Root.Below(path) is { } place ? language(place.Words) : path;

    private static string Said(string text, Func<Words, string> language) =>
        OfProgram.Aggregate(text, (said, both) => both.Split(" / ") is [var zh, var en] ? said.Replace(both, language(new(zh, en)), StringComparison.Ordinal) : said);

    [GeneratedRegex(@"^v(\d+) (\S+) → v(\d+) (\S+)$")]
    private static partial Regex Moved();

    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}$")]
    private static partial Regex EndsOnADay();
}
