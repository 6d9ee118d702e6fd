using Integrity.App.Acts;
using Integrity.App.Payments;
using Integrity.App.Storage;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Disclosure;

/// <param name="Amount">Of all its lines: no case, hold or deduction touches wages, so a total of few contracts tells of none (O-5, V-1).</param>
/// <param name="Contracts">Of how many contracts. None is named: behind a line stand people.</param>
public sealed record PublicWageRun(WageRunId Id, string Number, DateOnly ExecutedOn, Money Amount, long Contracts);

/// <summary>The wage runs that were paid, for anyone: number, day, total, and of how many contracts.</summary>
/// <remarks>Rules: O-5, V-1.</remarks>
[May(Public = true), Said("公示：工资支付", "In public: the wage runs")]
public sealed record ListPublicWageRuns(string? Cursor) : IAsk<Listed<PublicWageRun>>;

public sealed class ListPublicWageRunsAnswer(IntegrityDb db) : IAnswer<ListPublicWageRuns, Listed<PublicWageRun>>
{
    private const int PageSize = 20;

    public async Task<Outcome<Listed<PublicWageRun>>> Answer(ListPublicWageRuns ask, AskContext context, CancellationToken cancel)
    {
        var runs = db.WageRuns.AsNoTracking().Where(r => r.State == WageRunState.Executed);
        if (Cursor.Read(ask.Cursor) is { } after) runs = runs.Where(r => r.Id.CompareTo(WageRunId.From(after.Id)) < 0);
        // A contract has one instruction in a run.
        var page = await runs.OrderByDescending(r => r.Id).Take(PageSize + 1)
            .Select(r => new PublicWageRun(r.Id, r.Number, r.ExecutedOn!.Value, r.Amount, r.LastInstruction - r.FirstInstruction + 1)).ToListAsync(cancel);
        return Cursor.Page(page, PageSize, last => Cursor.Write("", last.Id.Value));
    }
}
