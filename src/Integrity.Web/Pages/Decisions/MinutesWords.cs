using Integrity.App.Decisions;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using static Integrity.Web.Pages.Words;

namespace Integrity.Web.Pages.Decisions;

/// <summary>How a paragraph of a document is set.</summary>
public enum Setting
{
    Body = 0,
    Heading = 1,
    Hash = 2,
}

/// <summary>The sentences of the minutes in the reader's language, and the type in which they fit on one page (D-6).</summary>
public sealed class MinutesWords
{
    private const string Digits = "零一二三四五六七八九十";

    /// <summary>Type sizes from the standard's 22 lines of 28 characters down: characters a line, and lines beside head and foot.</summary>
    private static readonly (string Style, int Characters, int Lines)[] Types = [("", 27, 16), ("dense", 36, 25), ("tight", 43, 33), ("tightest", 51, 41), ("crowded", 72, 58), ("smallest", 84, 69)];

    private readonly Dictionary<OfficialId, string> names;
    private readonly List<(Setting Setting, string Text)> paragraphs = [];

    public MinutesWords(MinutesShown shown)
    {
        ArgumentNullException.ThrowIfNull(shown);
        names = shown.People.ToDictionary(one => one.Id, one => one.Name);
        Attendance(shown.Minutes);
        for (var i = 0; i < shown.Minutes.Items.Count; i++) Item(shown.Minutes.Items[i], i + 1);
        Reports(shown.Minutes.Reports, shown.Minutes.Items.Count + 1);
    }

    public IReadOnlyList<(Setting Setting, string Text)> Paragraphs => paragraphs;

    /// <summary>Whether they need the margins of an ordinary page.</summary>
    public bool IsCrowded => Style is "crowded" or "smallest";

    /// <summary>The largest type in which everything stands on one page; the smallest where nothing does.</summary>
    public string Style
    {
        get
        {
            foreach (var (style, characters, lines) in Types)
                if (paragraphs.Sum(one => one.Setting == Setting.Hash ? 1 : LinesOf(one.Text, characters)) <= lines) return style;
            return Types[^1].Style;
        }
    }

    private void Attendance(Minutes facts)
    {
        var day = English ? $"{facts.Day:yyyy-MM-dd}" : $"{facts.Day.Year}年{facts.Day.Month}月{facts.Day.Day}日";
        Say(T($"{day}，在{facts.Place}召开会议（{Of(facts.Medium)}）。应到 {facts.MembersDue} 人，实到 {facts.Present.Count} 人。",
            $"{day}, {facts.Place} ({Of(facts.Medium)}). {facts.MembersDue} members due, {facts.Present.Count} present."));
        Say(T("到会：", "Present: ") + Joined(facts.Present.Select(one => Name(one) + (one == facts.Chair ? Aside(T("主要负责人", "chair")) : ""))));
        if (facts.Absent.Count > 0) Say(T("缺席：", "Absent: ") + Joined(facts.Absent.Select(one => Name(one.Member) + Aside(one.AbsenceReason ?? ""))));
    }

    private void Item(MinutesItem item, int number)
    {
        paragraphs.Add((Setting.Heading, (English ? $"{number}. " : Ordinal(number) + "、") + T(item.SubjectZh, item.SubjectEn) + Aside(Of(item.Kinds))));
        if (item.Recused.Count > 0) Say(T("回避：", "Recused: ") + Joined(item.Recused.Select(one => Name(one.Person) + Aside(Of(one.Ground)))));
        foreach (var vote in item.Votes) Voting(vote);
        if (item.Referral is { } referral)
        {
            Referred(referral);
            return;
        }
        Say(T("结果：", "Result: ") + Of(item.Result) + (item.EndReason is { } ended ? Aside(ended) : "") + Stop);
        if (item.Decided is { } hash) paragraphs.Add((Setting.Hash, T("清单哈希值 ", "List hash ") + hash));
    }

    private void Referred(MinutesReferral referral)
    {
        var rule = referral.Rule;
        var (whyZh, whyEn) = rule.Voters < VotingRule.FewestVoters ? ($"不足 {VotingRule.FewestVoters} 人", $"fewer than {VotingRule.FewestVoters}") : ("不足应到人数的一半", "fewer than half of those due");
        Say(T($"结果：报上级研究决定。应到 {rule.InOffice} 人，回避 {rule.Recused} 人，余 {rule.Voters} 人可表决，{whyZh}，本机构不能决定（D-2）；未进行表决。",
            $"Result: referred to the superior body. {rule.InOffice} due, {rule.Recused} recused; the {rule.Voters} left who may vote are {whyEn}, so this body cannot decide (D-2). No ballot was taken."));
        if (referral.Decision is not { } above)
        {
            Say(T("上级决定：尚未录入。", "The superior body's decision: not entered yet."));
            return;
        }
        Say(T($"上级决定：{above.BodyName}，{above.DocumentNumber}，{above.DocumentDay.Year}年{above.DocumentDay.Month}月{above.DocumentDay.Day}日，{(above.IsApproved ? "同意" : "不同意")}。",
            $"The superior body's decision: {above.BodyName}, {above.DocumentNumber}, {above.DocumentDay:yyyy-MM-dd}: {(above.IsApproved ? "approved" : "not approved")}."));
        paragraphs.Add((Setting.Hash, T("清单哈希值 ", "List hash ") + above.ListHash));
    }

    private void Reports(IReadOnlyList<MeetingReport> reports, int number)
    {
        if (reports.Count == 0) return;
        paragraphs.Add((Setting.Heading, (English ? $"{number}. " : Ordinal(number) + "、") + T("报告事项（不需表决）", "Reported, nothing to decide")));
        foreach (var one in reports) Say(T(one.Zh, one.En));
    }

    private void Voting(MinutesVote vote)
    {
        var (tally, rule, presiding) = (vote.Tally, vote.Tally.Rule, Name(vote.Presiding));
        var called = vote.SilentWereCalled ? T("经点名询问，", "after the silent were called, ") : "";
        Say(T(
            $"{vote.LabelZh}：应到 {rule.InOffice} 人，回避 {rule.Recused} 人，到会可表决 {tally.Present} 人（须到 {rule.Quorum} 人，须同意 {rule.Majority} 票）。{called}{presiding}末位表态。同意 {tally.Yes} 票，反对 {tally.No} 票，弃权 {tally.Abstain} 票，未表态 {tally.Silent} 人，{(tally.IsPassed ? "通过" : "未通过")}。",
            $"{vote.LabelEn}: {rule.InOffice} due, {rule.Recused} recused, {tally.Present} voters present ({rule.Quorum} needed; {rule.Majority} yes to pass); {called}{presiding} voted last. Yes {tally.Yes}, no {tally.No}, abstain {tally.Abstain}, silent {tally.Silent}: {(tally.IsPassed ? "passed" : "not passed")}."));
        if (vote.HandoverReason is { } moved) Say(T($"表决中改由{presiding}主持：{moved}。", $"{presiding} took the chair during the vote: {moved}."));
        if (vote.PresidingReasons is { } reasons)
            Say(T($"结果与主持人{presiding}的意见不一致，其理由：{reasons}。", $"The result differs from the ballot of {presiding}, who presided, for these reasons: {reasons}."));
        if (vote.ReasonsRefused)
            Say(T($"结果与主持人{presiding}的意见不一致，其拒绝说明理由。", $"The result differs from the ballot of {presiding}, who presided and refused to give reasons."));
        if (vote.Dissent.Count > 0)
            Say(T("反对、弃权及与结果不同的意见：", "Against, abstained, or not as the result is: ")
                + string.Join(T("；", "; "), vote.Dissent.Select(one => Name(one.Member) + Aside(Of(one.Vote)) + (one.Reason is { } why ? T("：", ": ") + why : ""))) + Stop);
    }

    private void Say(string text) => paragraphs.Add((Setting.Body, text));

    private string Name(OfficialId person) => names.GetValueOrDefault(person, person.Value.ToString());

    private static string Stop => T("。", ".");

    private static string Aside(string text) => T("（", " (") + text + T("）", ")");

    private static string Joined(IEnumerable<string> parts) => string.Join(T("、", ", "), parts) + Stop;

    /// <summary>A Latin letter or figure is half as wide as a Chinese character; each paragraph is indented by two.</summary>
    private static int LinesOf(string text, int characters) => (text.Sum(c => c < 0x2000 ? 1 : 2) + 4 + 2 * characters - 1) / (2 * characters);

    private static string Ordinal(int number) => number <= 10 ? Digits[number].ToString()
        : number < 20 ? "十" + Digits[number - 10]
        : Digits[number / 10] + "十" + (number % 10 == 0 ? "" : Digits[number % 10].ToString());
}
