using Integrity.Domain.Values;

namespace Integrity.Domain.Cases;

/// <summary>Every way in which a change of the rules under a running case or matter, or a hand laid on it from outside, is refused.</summary>
public static partial class CaseRefusals
{
    public static Refusal NoNewerVersion(int version) => Make("P-6",
        $"已按现行第 {version} 版流程办理。无需迁移。",
        $"It runs under the current version {version}. Nothing needs to be brought over.");

    public static Refusal NoMigrationMap(int from, int to) => Make("P-6",
        $"第 {to} 版流程没有写明第 {from} 版的在办案件和事项如何迁移。按第 {from} 版办结；需要迁移的，请先在新版中写明对照。",
        $"Version {to} does not say how what runs under version {from} comes over. It ends under version {from}; to bring it over, a map must first be written into the new version.");

    public static Refusal MigrationRefused(string zh, string en, int to) => Make("P-6",
        $"处于“{zh}”环节的不迁移到第 {to} 版，按原版办结。请继续办理。",
        $"What stands in the step \"{en}\" is not brought to version {to}; it ends under its own. Go on with it.");

    public static Refusal NoSuchStep(string state) => Make("P-6",
        $"流程中没有可以放入的环节“{state}”。请从所列环节中选择。",
        $"The procedure has no step \"{state}\" that it can be put into. Choose one of those listed.");

    public static Refusal InterventionIntoResult(string zh, string en) => Make("P-6",
        $"介入不能代替处理或办结，不得放入“{zh}”。请选择其他环节，由有权人员办理。",
        $"An intervention replaces no sanction and no end, so \"{en}\" is not possible. Choose another step; those entitled go on from there.");

    public static Refusal InterventionPeriodOver(string zh, string en, string periodZh, string periodEn) => Make("P-5, P-10",
        $"“{zh}”的{periodZh}已满，放入后会立即随期满离开，暂缓支付的也可能随之解除。请选择其他环节。",
        $"The period \"{periodEn}\" of \"{en}\" is over: the step would be left again at once, and what is held might be released with it. Choose another step.");

    public static Refusal MigrationCutsRight(string periodZh, string periodEn, DateOnly? until) => Make("P-6, P-10",
        $"{periodZh}还没有届满{(until is { } last ? $"（至 {last:yyyy-MM-dd}）" : "")}，新版会使合同相对人失去这项权利。请届满后再迁移，或者改写迁移对照使其保留。",
        $"The period \"{periodEn}\" still runs{(until is { } day ? $" (until {day:yyyy-MM-dd})" : "")}, and the new version would take that right from the contractor. Wait until it is over, or let the map keep it.");

    public static Refusal InterventionPastProcedure(string zh, string en, string throughZh, string throughEn) => Make("P-6, D-1",
        $"尚未经过“{throughZh}”或其期限尚未届满，不能放入其后的“{zh}”。请选择更早的环节。",
        $"It has not passed \"{throughEn}\", or a period there still runs, and cannot be put behind it into \"{en}\". Choose an earlier step.");

    public static Refusal InterventionAgainstHold(string zh, string en) => Make("P-5",
        $"“{zh}”环节与本案暂缓支付的分录不符。介入不动账，请选择相符的环节。",
        $"The step \"{en}\" does not agree with what this case holds. An intervention posts nothing; choose a step that agrees.");

    public static Refusal InterventionAgainstRecord(string zh, string en) => Make("P-6, P-8, P-9, P-11",
        $"自立案、重启或最近一次集体决定以来，没有经过“{zh}”环节，或该环节与禁入、移送登记不符。介入只能放回经过且相符的环节，请另选。",
        $"Since it was opened, opened again or last decided it has not stood in \"{en}\", or that step does not agree with the bar or the packet on record. An intervention only leads back to a step that it has stood in and that agrees; choose another.");

    public static Refusal InterventionTakesBack(string zh, string en) => Make("P-6",
        $"回到“{zh}”环节，会撤回已经作出的送达、公告、公开、发函，或者使已经提出的复核申请落空。已经发生的不能撤回，请从现环节继续办理。",
        $"To go back to \"{en}\" would undo a service, a posting, a publication or a letter, or leave a review that was asked for undecided. What has happened stays; go on from the present step.");
}
