using Integrity.Domain.Decisions;

namespace Integrity.Web.Pages;

/// <summary>The words of collective decision.</summary>
public static partial class Words
{
    public static string Of(ItemKinds kinds) => English ? kinds.En() : kinds.Zh();

    /// <summary>The page of what an item is about.</summary>
    public static string AddressOf(ItemKinds kinds, long about) =>
        kinds.HasFlag(ItemKinds.Round) ? $"/rounds/{about}"
        : (kinds & (ItemKinds.Advance | ItemKinds.Interest)) != 0 ? $"/own-terms/{about}"
        : kinds.IsOfContract() ? $"/contracts/{about}"
        : $"/cases/{about}";

    public static string Of(Medium medium) => medium == Medium.Paper ? T("纸质表决", "On paper") : T("系统表决", "In the system");

    public static string Of(Vote vote) => vote switch
    {
        Vote.Yes => T("同意", "Yes"),
        Vote.No => T("反对", "No"),
        _ => T("弃权", "Abstain"),
    };

    /// <summary>What the program itself gives as a ground stands in both languages; what a person wrote stands as he wrote it.</summary>
    public static string OfGround(string words) => words is Conflict.Investigated or Conflict.TookPart && words.Split(" / ") is [var zh, var en] ? T(zh, en) : words;

    public static string Of(RecusalGround ground) => ground switch
    {
        RecusalGround.OwnInterest => T("本人利害关系", "Own interest"),
        RecusalGround.Kin => T("亲属关系", "Kin"),
        _ => T("先前参与本事项", "Earlier part in the matter"),
    };

    public static string Of(ItemResult result) => result switch
    {
        ItemResult.Pending => T("待表决", "Pending"),
        ItemResult.Passed => T("通过", "Passed"),
        ItemResult.NotPassed => T("未通过", "Not passed"),
        ItemResult.Deferred => T("缓议", "Deferred"),
        ItemResult.Fallen => T("随批次失效", "Fallen with its round"),
        ItemResult.Withdrawn => T("已撤回", "Withdrawn"),
        _ => T("已失效", "Lapsed"),
    };

    public static string Of(CandidateState state) => state switch
    {
        CandidateState.Waiting => T("待表决", "Waiting"),
        CandidateState.Open => T("表决中", "Being voted"),
        CandidateState.ReasonsDue => T("待主持人说明理由", "Presiding member's reasons due"),
        CandidateState.Passed => T("通过", "Passed"),
        CandidateState.NotPassed => T("未通过", "Not passed"),
        _ => T("不再表决", "Fallen"),
    };

    /// <summary>The chip's colour: always beside a word, never alone.</summary>
    public static string ChipOf(ItemResult result) => result switch
    {
        ItemResult.Pending => "draft",
        ItemResult.Passed => "settled",
        ItemResult.NotPassed or ItemResult.Lapsed => "refused",
        _ => "waiting",
    };

    public static string ChipOf(CandidateState state) => state switch
    {
        CandidateState.Open => "running",
        CandidateState.ReasonsDue => "waiting",
        CandidateState.Passed => "settled",
        CandidateState.NotPassed => "refused",
        _ => "draft",
    };

    /// <summary>As documents number a meeting: 〔2026〕第7号.</summary>
    public static string MeetingNumber(int year, int number) => T($"〔{year}〕第{number}号", $"No. {number} of {year}");
}
