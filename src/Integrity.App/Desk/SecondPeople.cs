using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Journal;
using Integrity.App.Parties;
using Integrity.App.Payments;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Desk;

/// <summary>Reads what one person prepared and another has to confirm: for whoever has the duty, and never for the one who prepared it.</summary>
internal sealed class SecondPeople(IntegrityDb db, Official reader)
{
    /// <summary>Of each kind the oldest; the lists have the rest.</summary>
    internal const int Most = 50;

    private readonly List<InboxItem> waiting = [];

    public static async Task<IReadOnlyList<InboxItem>> WaitFor(Official reader, IntegrityDb db, DateOnly today, CancellationToken cancel)
    {
        var people = new SecondPeople(db, reader);
        if (reader.Has(Duty.ApproveCertificates)) await people.Certificates(cancel);
        if (reader.Has(Duty.ApproveCertificates) || reader.Has(Duty.ConfirmRegistrations)) await people.Agreements(cancel);
        if (reader.Has(Duty.ConfirmRegistrations)) await people.Registrations(today, cancel);
        if (reader.Has(Duty.ConfirmFunds)) await people.Funds(cancel);
        if (reader.Has(Duty.KeepMeetings) || reader.Has(Duty.Vote)) await people.Papers(cancel);
        return people.waiting;
    }

    private async Task Certificates(CancellationToken cancel)
    {
        foreach (var one in await (from c in db.Certificates
                                   where c.State == CertificateState.Prepared && c.PreparedBy != reader.Id
                                   join contract in db.WorksContracts on c.Contract equals contract.Id
                                   orderby c.Id
                                   select new { c.Id, c.Number, Contract = contract.Number }).Take(Most).ToListAsync(cancel))
            Add(InboxKind.Certificate, one.Id.Value, one.Id.Value, $"{one.Contract} {one.Number}", nameof(ApproveCertificate));
        foreach (var one in await (from e in db.Earmarks
                                   where (e.State == EarmarkState.Prepared && e.PreparedBy != reader.Id) || (e.State == EarmarkState.Ending && e.EndPreparedBy != reader.Id)
                                   join contract in db.WorksContracts on e.Contract equals contract.Id
                                   orderby e.Id
                                   select new { e.Id, e.Contract, e.State, contract.Number }).Take(Most).ToListAsync(cancel))
            Add(InboxKind.Earmark, one.Id.Value, one.Contract.Value, one.Number, one.State == EarmarkState.Ending ? nameof(ConfirmRelease) : nameof(ConfirmEarmark));
    }

    private async Task Agreements(CancellationToken cancel)
    {
        foreach (var one in await (from s in db.OpeningSplits
                                   where s.State == OpeningSplitState.Prepared && s.PreparedBy != reader.Id
                                   join contract in db.WorksContracts on s.Contract equals contract.Id
                                   orderby s.Id
                                   select new { s.Id, s.Contract, contract.Number }).Take(Most).ToListAsync(cancel))
            Add(InboxKind.Opening, one.Id.Value, one.Contract.Value, one.Number, nameof(ConfirmOpeningSplit));
        foreach (var one in await (from v in db.ContractVariations
                                   where v.State == CheckState.Proposed && v.ProposedBy != reader.Id
                                   join contract in db.WorksContracts on v.Contract equals contract.Id
                                   orderby v.Id
                                   select new { v.Id, v.Contract, contract.Number }).Take(Most).ToListAsync(cancel))
            Add(InboxKind.Variation, one.Id.Value, one.Contract.Value, one.Number, nameof(ApproveVariation));
    }

    private async Task Registrations(DateOnly today, CancellationToken cancel)
    {
        foreach (var one in await (from a in db.PayeeAccounts
                                   where a.State == AccountState.Proposed && a.ProposedBy != reader.Id
                                   join party in db.Counterparties on a.Party equals party.Id
                                   orderby a.Id
                                   select new { a.Id, party.Name }).Take(Most).ToListAsync(cancel))
            Add(InboxKind.Account, one.Id.Value, one.Id.Value, one.Name, nameof(CheckAccount));
        foreach (var one in await (from c in db.AccountChanges
                                   where c.State == CheckState.Proposed && c.ProposedBy != reader.Id
                                   join contract in db.WorksContracts on c.Contract equals contract.Id
                                   orderby c.Id
                                   select new { c.Id, c.Contract, contract.Number }).Take(Most).ToListAsync(cancel))
            Add(InboxKind.AccountChange, one.Id.Value, one.Contract.Value, one.Number, nameof(CheckAccountChange));
        foreach (var one in await db.WorksContracts.Where(c => c.SuccessionUnclearSince != null && c.SuccessionRaisedBy != reader.Id)
            .OrderBy(c => c.Id).Select(c => new { c.Id, c.Number }).Take(Most).ToListAsync(cancel))
            Add(InboxKind.Succession, one.Id.Value, one.Id.Value, one.Number, nameof(SettleSuccession));
        foreach (var one in await Signings(today, cancel)) Add(InboxKind.Signing, one.Id.Value, one.Id.Value, one.Number, nameof(ConfirmSigning));
        var items = db.DecisionItems;
        foreach (var one in await (from p in db.ContractProposals
                                   join i in items on p.Item equals i.Id
                                   where i.Result == ItemResult.Passed && i.ExecutionBegunOn == null && i.ProposedBy != reader.Id && !i.Recusals.Any(r => r.Person == reader.Id)
                                   where !items.Any(later => later.About == i.About && later.Kinds == i.Kinds && later.Result == ItemResult.Passed && later.Id.CompareTo(i.Id) > 0)
                                   join contract in db.WorksContracts on p.Contract equals contract.Id
                                   orderby p.Item
                                   select new { p.Item, p.Contract, i.Kinds, contract.Number }).Take(Most).ToListAsync(cancel))
            Add(InboxKind.ContractChange, one.Item.Value, one.Contract.Value, one.Number, one.Kinds switch { ItemKinds.Novation => nameof(CarryOutNovation), ItemKinds.PayeeTypeChange => nameof(CarryOutPayeeTypeChange), _ => nameof(CarryOutScheduleChange) });
    }

    /// <summary>Contracts with something whose day of signature is to be proved, but those of which the reader entered a part.</summary>
    private async Task<IReadOnlyList<WorksContract>> Signings(DateOnly today, CancellationToken cancel)
    {
        var unproved = await db.UnprovedSignings(today, null, cancel);
        if (unproved.Count == 0) return [];
        var things = unproved.Select(u => u.Agreement?.Value ?? u.Contract.Value).ToList();
        var me = Caller.Of(reader.Id, Domain.Values.Language.Chinese).Actor;
        var first = db.JournalSubjects.Where(s => things.Contains(s.Subject)).GroupBy(s => s.Subject).Select(g => new { Subject = g.Key, Entry = g.Min(s => s.Entry) });
        var own = await (from entry in first join e in db.JournalEntries on entry.Entry equals e.Number where e.Actor == me select entry.Subject).ToListAsync(cancel);
        var ids = unproved.GroupBy(u => u.Contract).Where(g => !g.Any(u => own.Contains(u.Agreement?.Value ?? u.Contract.Value))).Select(g => g.Key).ToList();
        return await db.WorksContracts.AsNoTracking().Where(c => ids.Contains(c.Id)).OrderBy(c => c.Id).Take(Most).ToListAsync(cancel);
    }

    private async Task Funds(CancellationToken cancel)
    {
        foreach (var one in await db.Receipts
            .Where(r => (r.State == ReceiptState.Recorded && r.RecordedBy != reader.Id) || (r.State == ReceiptState.ReversalAsked && r.ReversalAskedBy != reader.Id))
            .OrderBy(r => r.Id).Select(r => new { r.Id, r.Number, r.State }).Take(Most).ToListAsync(cancel))
            Add(InboxKind.Receipt, one.Id.Value, one.Id.Value, one.Number, one.State == ReceiptState.Recorded ? nameof(ConfirmReceipt) : nameof(ConfirmReversalOfReceipt));
        foreach (var one in await db.WageRuns.Where(w => w.State == WageRunState.Prepared && w.PreparedBy != reader.Id)
            .OrderBy(w => w.Id).Select(w => new { w.Id, w.Number }).Take(Most).ToListAsync(cancel))
            Add(InboxKind.WageRun, one.Id.Value, one.Id.Value, one.Number, nameof(ConfirmWageRun));
        foreach (var one in await db.ReturnedLines.Where(l => (l.State == ReturnedState.AccountChecked || l.State == ReturnedState.EndAsked) && l.AskedBy != reader.Id)
            .OrderBy(l => l.Instruction).Select(l => new { l.Instruction, l.State }).Take(Most).ToListAsync(cancel))
            Add(InboxKind.ReturnedLine, one.Instruction, one.Instruction, $"{one.Instruction}", one.State == ReturnedState.EndAsked ? nameof(EndReturned) : nameof(PayAgain));
        foreach (var one in await (from p in db.ThirdPartyPayments
                                   where p.State == ThirdPartyPaymentState.Prepared && p.PreparedBy != reader.Id
                                   join contract in db.WorksContracts on p.Contract equals contract.Id
                                   orderby p.Id
                                   select new { p.Id, p.Contract, contract.Number }).Take(Most).ToListAsync(cancel))
            Add(InboxKind.ThirdPartyPayment, one.Id.Value, one.Contract.Value, one.Number, nameof(ConfirmThirdPartyPayment));
    }

    /// <summary>A recused reader is not called to papers that are closed to him (D-4).</summary>
    private async Task Papers(CancellationToken cancel)
    {
        var closed = db.DecisionItems.Where(item => item.Recusals.Any(r => r.Person == reader.Id));
        foreach (var one in await (from m in db.PaperMinutes
                                   where m.ConfirmedBy == null && m.EnteredBy != reader.Id
                                   join meeting in db.Meetings on m.Meeting equals meeting.Id
                                   where !closed.Any(item => item.Meeting == m.Meeting)
                                   orderby m.Id
                                   select new { m.Id, m.Meeting, meeting.Day }).Take(Most).ToListAsync(cancel))
            Add(InboxKind.PaperMinutes, one.Id.Value, one.Meeting.Value, $"{one.Day:yyyy-MM-dd}", nameof(ConfirmPaperMinutes));
        foreach (var one in await (from s in db.SuperiorDecisions
                                   where s.ConfirmedBy == null && s.EnteredBy != reader.Id
                                   where !closed.Any(item => item.Id == s.Item)
                                   orderby s.Id
                                   select new { s.Id, s.Item, s.DocumentNumber }).Take(Most).ToListAsync(cancel))
            Add(InboxKind.SuperiorDecision, one.Id.Value, one.Item.Value, one.DocumentNumber, nameof(ConfirmSuperiorDecision));
    }

    private void Add(InboxKind kind, long thing, long at, string number, string act)
    {
        var (zh, en) = ActNames.Of(act);
        waiting.Add(new(thing, kind, at, number, WordsOf(kind), new("待第二人", "Waits for a second person"), InboxReason.SecondPerson, new(zh, en), null, false, false, false, null));
    }

    private static Words WordsOf(InboxKind kind) => kind switch
    {
        InboxKind.Certificate => new("计量证书", "Certificate"),
        InboxKind.Earmark => new("协助执行或债权转让", "Order or assignment"),
        InboxKind.Opening => new("期初拆分", "Split of an opening"),
        InboxKind.Variation => new("合同变更", "Variation"),
        InboxKind.Account => new("收款账户", "Payee's account"),
        InboxKind.AccountChange => new("合同账户变更", "Change of a contract's account"),
        InboxKind.Succession => new("收款主体承继", "Succession"),
        InboxKind.Signing => new("合同签订日", "Day of signature"),
        InboxKind.ContractChange => new("已决定的合同变更", "Decided change of a contract"),
        InboxKind.Receipt => new("到账资金", "Fund receipt"),
        InboxKind.WageRun => new("工资支付", "Wage run"),
        InboxKind.ReturnedLine => new("银行退回款", "Returned line"),
        InboxKind.ThirdPartyPayment => new("第三方代付", "Third party's payment"),
        InboxKind.PaperMinutes => new("纸质会议记录", "Minutes held on paper"),
        InboxKind.SuperiorDecision => new("上级决定", "Superior body's decision"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Cases and matters have words of their own."),
    };
}
