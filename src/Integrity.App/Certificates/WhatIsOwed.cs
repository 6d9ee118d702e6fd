using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Parties;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

/// <summary>What is owed at the end of a day, in disjoint buckets.</summary>
/// <param name="AsOf">The day it is seen from.</param>
/// <param name="Outstanding">The sum of the buckets (O-3).</param>
/// <param name="RetentionNotDue">Not owed yet (O-4).</param>
/// <param name="Contracts">How many contracts a party has in it; null where the totals of many contracts answer.</param>
/// <param name="More">What only postings can say: of one contract, or of one party's contracts together.</param>
public sealed record Owed(
    DateOnly AsOf, Money Outstanding, Buckets Buckets, Money RetentionNotDue, Money Certified, Money Overpaid, Money InterestOwed, int? Contracts, OwedMore? More);

/// <param name="BelowFloor">Settled and in flight are below 80 % of certified work without retention (O-9); null for a party.</param>
/// <param name="InterestAccrued">Overdue interest up to the day, posted or not, floored per contract (O-7).</param>
/// <param name="InterestPerDay">What one more day would add, before flooring away fractions kept so far.</param>
public sealed record OwedMore(
    Money Settled, Money Deducted, Money SetOff, Money ThirdPartyPaid, Money AdvanceLeft, Money Reserved, Money InterestAccrued, Money InterestPerDay, bool? BelowFloor);

/// <summary>What is owed under a contract, party, project, type or in all, as of any day; under what is within all of them where several are named.</summary>
/// <remarks>Rules: O-1, O-2, O-3, O-4, O-9. Of a project or type from the kept day totals; of a contract or party from its own postings by index: the ledger is never scanned.</remarks>
[May(Duty.ReadBusiness, Duty.ActAsContractor), Said("应付款", "What is owed")]
public sealed record WhatIsOwed(ContractId? Contract, CounterpartyId? Party, ProjectId? Project, PayeeTypeId? Type, DateOnly? AsOf) : IAsk<Owed>;

public sealed class WhatIsOwedAnswer(IntegrityDb db) : IAnswer<WhatIsOwed, Owed>
{
    public async Task<Outcome<Owed>> Answer(WhatIsOwed ask, AskContext context, CancellationToken cancel)
    {
        var scope = await new OwedScope(ask.Contract, ask.Party, ask.Project, ask.Type).For(context, db, cancel);
        if (!scope.IsDone) return scope.Refusal;
        var asOf = OwedScope.Day(ask.AsOf, context);
        if (!asOf.IsDone) return asOf.Refusal;
        return scope.Value.IsOfContracts
            ? await OfContracts(scope.Value, asOf.Value, cancel)
            : await OfTotals(scope.Value, asOf.Value, cancel);
    }

    private async Task<Owed> OfContracts(OwedScope scope, DateOnly asOf, CancellationToken cancel)
    {
        var contracts = await scope.Contracts(db).Select(c => new { c.Id, c.OverdueDailyRate }).ToListAsync(cancel);
        var ids = contracts.ConvertAll(c => c.Id.Value);
        var rows = await db.Postings.AsNoTracking().Where(p => ids.Contains(p.Owner) && p.Day <= asOf).OrderBy(p => p.Id).ToListAsync(cancel);
        var postings = rows.Select(row => row.ToPosting()).ToLookup(p => p.Owner);
        var sum = new Owed(asOf, default, default, default, default, default, default, scope.Contract is null ? contracts.Count : null,
            new(default, default, default, default, default, default, default, default, null));
        foreach (var contract in contracts)
        {
            var own = postings[contract.Id.Value].ToList();
            var balance = ContractBalance.At(contract.Id.Value, own, asOf);
            var interest = OverdueInterest.At(contract.Id.Value, own, asOf, contract.OverdueDailyRate);
            var next = OverdueInterest.At(contract.Id.Value, own, asOf.AddDays(1), contract.OverdueDailyRate);
            sum = Add(sum, balance, interest.Accrued, next.Accrued - interest.Accrued);
            if (scope.Contract is not null) sum = sum with { More = sum.More! with { BelowFloor = ProgressFloor.IsBelow(balance) } };
        }
        return sum;
    }

    private static Owed Add(Owed sum, ContractBalance balance, Money accrued, Money perDay) => sum with
    {
        Outstanding = sum.Outstanding + balance.Outstanding,
        Buckets = sum.Buckets.Plus(balance.Buckets),
        RetentionNotDue = sum.RetentionNotDue + balance.RetentionNotDue,
        Certified = sum.Certified + balance.Certified,
        Overpaid = sum.Overpaid + balance.Overpaid,
        InterestOwed = sum.InterestOwed + balance.InterestOwed,
        More = new(
            sum.More!.Settled + balance.Settled, sum.More.Deducted + balance.Deducted - balance.Reversed, sum.More.SetOff + balance.SetOff,
            sum.More.ThirdPartyPaid + balance.ThirdPartyPaid, sum.More.AdvanceLeft + balance.AdvanceLeft, sum.More.Reserved + balance.Reserved,
            sum.More.InterestAccrued + accrued, sum.More.InterestPerDay + perDay, null),
    };

    private async Task<Owed> OfTotals(OwedScope scope, DateOnly asOf, CancellationToken cancel)
    {
        var totals = await DayTotalSums.Read(db, scope, asOf, cancel);
        Money Of(Figure figure) => totals.Sum(t => t.Part(figure, asOf));
        var buckets = new Buckets(Of(Figure.InFlight), Of(Figure.Wage), Of(Figure.FrozenByAuthority), Of(Figure.Assigned), Of(Figure.Disputed),
            Of(Figure.Held), Of(Figure.Returned), Of(Figure.Due), Of(Figure.NotYetDue));
        return new(asOf, buckets.Total, buckets, Of(Figure.RetentionNotDue), Of(Figure.Certified), Of(Figure.Overpaid), Of(Figure.InterestOwed), null, null);
    }
}
