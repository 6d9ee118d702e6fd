using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Identity;
using Integrity.App.Parties;
using Integrity.App.Storage;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>How a returned line stands, in names.</summary>
/// <param name="IsOwn">Whoever asks has checked the account, or asked to end it: another person answers.</param>
/// <param name="IsNotPassed">Never sent back by the bank: reserved, because the others did not pass the lines of a recused member (D-4).</param>
public sealed record ReturnedView(
    DateOnly ReturnedOn, bool WasSettled, bool WasSent, string ReasonCode, string ReasonText, string Document, ReturnedState State, DateOnly AccountBy,
    string? AskedBy, DateOnly? AskedOn, string? Evidence, string? Reason, string? AnsweredBy, DateOnly? AnsweredOn, long? Again, bool IsOwn, bool IsNotPassed)
{
    internal static async Task<ReturnedView> Of(IntegrityDb db, ReturnedLine line, AskContext context, CancellationToken cancel)
    {
        OfficialId?[] named = [line.AskedBy, line.AnsweredBy];
        var people = named.OfType<OfficialId>().Distinct().ToList();
        var names = await db.Officials.AsNoTracking().Where(o => people.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, cancel);
        return new(line.ReturnedOn, line.WasSettled, line.WasSent, line.ReasonCode, line.ReasonText, line.Document, line.State, line.AccountBy,
            Name(line.AskedBy), line.AskedOn, line.Evidence, line.Reason, Name(line.AnsweredBy), line.AnsweredOn, line.Again, line.AskedBy is { } asked && context.Official?.Id == asked, line.IsNotPassed);

        string? Name(OfficialId? by) => by is { } one ? names[one] : null;
    }
}

/// <param name="IsNotPassed">Never sent back by the bank: reserved, because the others did not pass the lines of a recused member (D-4).</param>
public sealed record ReturnedRow(
    long Instruction, string EndToEndId, long Run, long Contract, string ContractNumber, string Party, InstructionKind Kind, Money Amount, DateOnly ReturnedOn,
    string ReasonCode, string ReasonText, ReturnedState State, DateOnly AccountBy, bool IsNotPassed);

/// <summary>Returned lines that still need two people, or those of one state, by instruction; of all contracts or of one.</summary>
[May(Duty.ReadBusiness), Said("退回的支付", "Returned lines")]
public sealed record ListReturned(ReturnedState? State, string? Cursor, long? Contract = null) : IAsk<Listed<ReturnedRow>>;

public sealed class ListReturnedAnswer(IntegrityDb db) : IAnswer<ListReturned, Listed<ReturnedRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<ReturnedRow>>> Answer(ListReturned ask, AskContext context, CancellationToken cancel)
    {
        var after = Cursor.Read(ask.Cursor)?.Id ?? 0;
        var lines = db.ReturnedLines.AsNoTracking().Where(r => r.Instruction > after);
        lines = ask.State is { } state ? lines.Where(r => r.State == state)
            : lines.Where(r => r.State == ReturnedState.Waiting || r.State == ReturnedState.AccountChecked || r.State == ReturnedState.EndAsked);
        if (ask.Contract is { } contract) lines = lines.Where(r => r.Contract == contract);
        if (await db.LinesClosedTo(context.Caller.Official, cancel) is { Count: > 0 } closed) lines = lines.Where(r => !closed.Contains(r.Contract));
        var page = await lines.OrderBy(r => r.Instruction).Take(PageSize + 1).ToListAsync(cancel);
        var ids = page.Select(r => r.Instruction).ToList();
        var named = await db.NamesOfInstructions(await db.Instructions.AsNoTracking().Where(i => ids.Contains(i.Id)).ToListAsync(cancel), cancel);
        return Cursor.Page(page.ConvertAll(r => new ReturnedRow(r.Instruction, EndToEndId.Of(r.Instruction), r.Run, r.Contract, named[r.Instruction].Number,
            named[r.Instruction].Party, r.Kind, r.Amount, r.ReturnedOn, r.ReasonCode, r.ReasonText, r.State, r.AccountBy, r.IsNotPassed)), PageSize, last => Cursor.Write("", last.Instruction));
    }
}
