using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Desk;
using Integrity.App.Identity;
using Integrity.App.Parties;
using Integrity.App.Payments;
using Integrity.Domain.Certificates;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using static Integrity.Web.Pages.Words;

namespace Integrity.Web.Pages.Home;

/// <summary>Something that waits for the reader.</summary>
/// <param name="More">There are more than were counted: a list is read one page deep.</param>
/// <param name="Href">Where it is done; null where no page does it yet.</param>
public sealed record Need(string Words, int Count, bool More, string? Href);

public sealed record NeedGroup(string Title, IReadOnlyList<Need> Needs);

/// <summary>What needs this person now, by his duties, from the lists that everybody reads.</summary>
public sealed class Needs(Door door, Caller caller, Me me)
{
    public async Task<IReadOnlyList<NeedGroup>> Read()
    {
        List<NeedGroup> groups =
        [
            new(T("合同与计量", "Contracts and certificates"), await Contracts()),
            new(T("资金与兑付", "Funds and payment"), await Payments()),
            new(T("集体决策", "Collective decision"), await Decisions()),
            new(T("案件和派生事项", "Cases and what comes out of them"), await Cases()),
        ];
        return groups.FindAll(group => group.Needs.Count > 0);
    }

    private async Task<List<Need>> Contracts()
    {
        var needs = new List<Need>();
        if (Has(Duty.ApproveCertificates))
            needs.Add(await Count(T("计量证书待复核", "Certificates to approve"), "/certificates?state=Prepared", new ListCertificates(CertificateState.Prepared, null)));
        if (Has(Duty.ConfirmRegistrations))
        {
            needs.Add(await Count(T("收款账户待复核", "Accounts to confirm"), "/registrations", new ListAccounts(null, true, null)));
            needs.Add(await Count(T("合同账户变更待复核", "Changes of account to confirm"), "/registrations", new ListWaitingAccountChanges(null, null)));
        }
        if (Has(Duty.ConfirmRegistrations, Duty.ApproveCertificates))
        {
            needs.Add(await Count(T("合同变更待批准", "Variations to approve"), "/registrations", new ListWaitingVariations(null)));
            needs.Add(await Count(T("期初拆分待确认", "Openings to confirm"), "/openings", new ListOpenings(null), opening => opening.Waits));
        }
        if (Has(Duty.ImportLedger, Duty.PrepareCertificates))
            needs.Add(await Count(T("期初待拆分", "Openings to split"), "/openings", new ListOpenings(null), opening => !opening.Waits));
        return Waiting(needs);
    }

    private async Task<List<Need>> Payments()
    {
        var needs = new List<Need>();
        if (Has(Duty.ConfirmFunds))
        {
            needs.Add(await Count(T("到账资金待第二人确认", "Receipts to confirm as the second person"), "/receipts", new ListReceipts(ReceiptState.Recorded, null)));
            needs.Add(await Count(T("到账资金冲销待答复", "Reversals of receipts to answer"), "/receipts", new ListReceipts(ReceiptState.ReversalAsked, null)));
            needs.Add(await Count(T("工资支付待第二人确认", "Wage runs to confirm as the second person"), "/wages", new ListWageRuns(null, null), run => run.State == WageRunState.Prepared));
        }
        if (Has(Duty.ExecutePayments, Duty.RecordFunds, Duty.ConfirmFunds))
            needs.Add(await Count(T("银行退回款待处理", "Returned lines to settle"), "/returns", new ListReturned(null, null)));
        if (Has(Duty.PrepareRounds, Duty.ExecutePayments) && await door.Ask(new ListRounds(null), caller) is { IsDone: true } rounds)
            needs.AddRange(rounds.Value.Items.Where(r => IsMine(r.State)).GroupBy(r => r.State).OrderBy(g => g.Key)
                .Select(g => new Need(T("兑付批次：", "Rounds: ") + Next(g.Key), g.Count(), rounds.Value.Next is not null, g.Count() == 1 ? $"/rounds/{g.First().Id.Value}" : "/rounds")));
        return Waiting(needs);
    }

    private async Task<List<Need>> Decisions()
    {
        var needs = new List<Need>();
        if (Has(Duty.KeepMeetings))
            needs.Add(await Count(T("议题待列入会议", "Matters that wait for a meeting"), "/items?waiting=true", new ListItems(true, null)));
        if (Has(Duty.KeepMeetings, Duty.Vote) && await door.Ask(new ListMeetings(null), caller) is { IsDone: true } meetings)
            needs.AddRange(meetings.Value.Items.Where(m => !m.IsClosed && (m.IsPresenceRecorded || Has(Duty.KeepMeetings)))
                .Select(m => new Need(T($"{m.Day:yyyy-MM-dd} 的会议{(m.IsPresenceRecorded ? "正在表决" : "待登记到会")}", $"Meeting of {m.Day:yyyy-MM-dd}: {(m.IsPresenceRecorded ? "voting is open" : "presence to record")}"), 1, false, $"/meetings/{m.Id.Value}")));
        return Waiting(needs);
    }

    private async Task<List<Need>> Cases() =>
        Has(Duty.ReadBusiness, Duty.KeepMeetings, Duty.Vote) ? Waiting([await Count(T("轮到您的环节、待确认和逾期上报", "Steps that are yours, second signatures, escalations"), "/inbox", new ListInbox(null))]) : [];

    private bool Has(params Duty[] duties) => duties.Any(me.Duties.Contains);

    private bool IsMine(RoundState state) => state switch
    {
        RoundState.Open or RoundState.Deferred or RoundState.Snapshot => Has(Duty.PrepareRounds),
        RoundState.Proposed => true,
        RoundState.Decided or RoundState.Executing => Has(Duty.ExecutePayments),
        _ => false,
    };

    private static string Next(RoundState state) => state switch
    {
        RoundState.Open or RoundState.Deferred => T("待取快照", "take the snapshot"),
        RoundState.Snapshot => T("待试算并提请集体研究", "try ratios and propose"),
        RoundState.Proposed => T("已提请，等待会议结果", "proposed, awaiting the meeting"),
        RoundState.Decided => T("已决定，待执行兑付", "decided, to be executed"),
        _ => T("正在兑付，等待银行结果", "being paid, awaiting the bank"),
    };

    private async Task<Need> Count<T>(string words, string? href, IAsk<Listed<T>> ask, Func<T, bool>? which = null) =>
        await door.Ask(ask, caller) is { IsDone: true } list
            ? new(words, which is null ? list.Value.Items.Count : list.Value.Items.Count(which), list.Value.Next is not null, href)
            : new(words, 0, false, href);

    private static List<Need> Waiting(List<Need> needs) => needs.FindAll(need => need.Count > 0);
}
