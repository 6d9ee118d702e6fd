using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Journal;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

/// <summary>A contract's money on one page: what is owed part by part, the papers behind it, and what waits for a second person.</summary>
public sealed record ContractMoneyDetail(
    ContractId Contract, long Version, string Number, string Name, CounterpartyId Party, string PartyName, Money Ceiling, DateOnly AsOf,
    Ratio LabourShare, Ratio RetentionRate, int PaymentDays, DateOnly? AcceptedOn, DateOnly? RetentionDueOn, bool OpeningMissing, bool IsSettled,
    Money OpenOfOpening, IReadOnlyList<Tranche> Tranches, IReadOnlyList<CertificateOfContract> Certificates, IReadOnlyList<EarmarkRow> Earmarks,
    IReadOnlyList<ThirdPartyRow> ThirdPartyPayments, SplitRow? Split) : IVersioned;

public sealed record CertificateOfContract(CertificateId Id, string Number, CertificateKind Kind, Money Amount, CertificateState State, DateOnly? Due, DateTime PreparedAt);

/// <param name="Version">What an act on it carries as seen.</param>
/// <param name="Standing">What of it stands in the books on the day.</param>
public sealed record EarmarkRow(
    EarmarkId Id, long Version, EarmarkKind Kind, EarmarkState State, Money Amount, Money Standing, string Who, string Number, string Ground, string Document, bool IsOwn);

public sealed record ThirdPartyRow(ThirdPartyPaymentId Id, long Version, Money Amount, bool IsWages, string Payer, DateOnly PaidOn, ThirdPartyPaymentState State, string Document, bool IsOwn);

/// <summary>A split of the opening that waits for a second person.</summary>
public sealed record SplitRow(
    OpeningSplitId Id, long Version, Money Labour, Money Retention, DateOnly? RetentionDue, Money Advance, IReadOnlyList<DuePart> Parts, ContractTerms Terms,
    string Document, string PreparedBy, bool IsOwn);

/// <summary>A contract's money, as of any day; a contractor sees his own.</summary>
/// <remarks>Rules: O-1, O-3, C-6, C-9, O-8.</remarks>
[May(Duty.ReadBusiness, Duty.ActAsContractor), Said("合同的款项", "A contract's money")]
public sealed record ShowContractMoney(ContractId Contract, DateOnly? AsOf) : IAsk<ContractMoneyDetail>;

public sealed class ShowContractMoneyAnswer(IntegrityDb db) : IAnswer<ShowContractMoney, ContractMoneyDetail>
{
    // More papers than a contract has; nothing here grows with the number of contracts.
    private const int Most = 500;

    public async Task<Outcome<ContractMoneyDetail>> Answer(ShowContractMoney ask, AskContext context, CancellationToken cancel)
    {
        var day = OwedScope.Day(ask.AsOf, context);
        if (!day.IsDone) return day.Refusal;
        var asOf = day.Value;
        if (await new OwedScope(ask.Contract, null, null, null).For(context, db, cancel) is { IsDone: false } no) return no.Refusal;
        var books = (await db.BooksOf(ask.Contract, asOf, cancel))!;
        var contract = books.Contract;
        var me = context.Official?.Id;
        var party = await db.Counterparties.AsNoTracking().Where(p => p.Id == contract.Party).Select(p => p.Name).SingleAsync(cancel);
        var certificates = await db.Certificates.AsNoTracking().Where(c => c.Contract == contract.Id).OrderByDescending(c => c.Id).Take(Most).ToListAsync(cancel);
        var earmarks = await db.Earmarks.AsNoTracking().Where(e => e.Contract == contract.Id).OrderByDescending(e => e.Id).Take(Most).ToListAsync(cancel);
        var payments = await db.ThirdPartyPayments.AsNoTracking().Where(p => p.Contract == contract.Id).OrderByDescending(p => p.Id).Take(Most).ToListAsync(cancel);
        var split = await db.OpeningSplits.AsNoTracking().SingleOrDefaultAsync(s => s.Contract == contract.Id && s.State == OpeningSplitState.Prepared, cancel);
        var subjects = earmarks.Select(e => e.Id.Value).Concat(payments.Select(p => p.Id.Value)).Append(split?.Id.Value ?? 0).Append(contract.Id.Value).ToList();
        var versions = await db.JournalSubjects.AsNoTracking().Where(s => subjects.Contains(s.Subject)).GroupBy(s => s.Subject)
            .Select(g => new { g.Key, Version = g.Max(s => s.Entry) }).ToDictionaryAsync(g => g.Key, g => g.Version, cancel);
        long VersionOf(long id) => versions.GetValueOrDefault(id);
        var opening = certificates.Find(c => c.Kind == CertificateKind.Opening);
        return new ContractMoneyDetail(
            contract.Id, VersionOf(contract.Id.Value), contract.Number, contract.Name, contract.Party, party, contract.Ceiling, asOf,
            contract.LabourShare, contract.RetentionRate, contract.PaymentDays, contract.AcceptedOn, contract.RetentionDueOn, contract.OpeningMissing,
            certificates.Exists(c => c is { Kind: CertificateKind.Settlement, State: CertificateState.Approved }),
            opening is null ? Money.Zero : OpeningRule.Open(books.Balance, opening.Id.Value).Sum(t => t.Amount),
            books.Balance.Tranches,
            certificates.ConvertAll(c => new CertificateOfContract(c.Id, c.Number, c.Kind, c.Amount, c.State, c.Due, c.PreparedAt)),
            earmarks.ConvertAll(e => new EarmarkRow(e.Id, VersionOf(e.Id.Value), e.Kind, e.State, e.Amount,
                EarmarkRule.Standing(books.Balance, e).Sum(t => t.Amount), e.Who, e.Number, e.Ground, e.Document,
                me == (e.State == EarmarkState.Ending ? e.EndPreparedBy : e.PreparedBy))),
            payments.ConvertAll(p => new ThirdPartyRow(p.Id, VersionOf(p.Id.Value), p.Amount, p.IsWages, p.Payer, p.PaidOn, p.State, p.Document, me == p.PreparedBy)),
            split is null ? null : new(split.Id, VersionOf(split.Id.Value), split.Labour, split.Retention, split.RetentionDue, split.Advance, split.DueParts(), split.Terms(),
                split.Document, await db.Set<Official>().Where(o => o.Id == split.PreparedBy).Select(o => o.Name).SingleAsync(cancel), me == split.PreparedBy));
    }
}
