using System.Text;
using Integrity.App.Acts;
using Integrity.App.Payments;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Exchange.Bank;

public enum InstructionFormat
{
    /// <summary>ISO 20022 pain.001.001.10.</summary>
    Pain001 = 1,

    /// <summary>Our spreadsheet.</summary>
    Xlsx = 2,

    Csv = 3,

    /// <summary>The sheet in which results are filled in for a bank that sends no messages.</summary>
    Results = 4,
}

/// <summary>An instruction file in one of its forms: the same content each time.</summary>
[May(Duty.ExecutePayments, Duty.ConfirmFunds), Said("下载支付指令", "Download an instruction file")]
public sealed record DownloadInstructions(InstructionFileId File, InstructionFormat Format) : IAsk<FileAnswer>;

public sealed class DownloadInstructionsAnswer(IntegrityDb db) : IAnswer<DownloadInstructions, FileAnswer>
{
    public async Task<Outcome<FileAnswer>> Answer(DownloadInstructions ask, AskContext context, CancellationToken cancel)
    {
        var file = await db.InstructionFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Id == ask.File, cancel);
        if (file is null || await Runs.NameOf(db, file.Run, cancel) is not { } run) return ActRefusals.NotFound();
        var instructions = await db.Instructions.AsNoTracking()
            .Where(i => i.Run == file.Run && i.Id >= file.FirstInstruction && i.Id <= file.LastInstruction).OrderBy(i => i.Id).ToListAsync(cancel);
        var kept = (await db.ReturnedLines.AsNoTracking().Where(r => r.Run == file.Run && !r.WasSent).Select(r => r.Instruction).ToListAsync(cancel)).ToHashSet();
        var lines = await SendableInstructions.Lines(db, [.. instructions.Where(i => !kept.Contains(i.Id))], run, payableOn: null, cancel);
        var paying = await db.PayingAccounts.AsNoTracking().SingleAsync(a => a.Id == file.PayingAccount, cancel);
        return Write(ask.Format, file, new(file.MessageId, file.MadeAt, BureauTime.DayOf(file.MadeAt),
            new(paying.Holder, paying.Number, paying.BankName, paying.Cnaps), [.. lines.Select(l => l.Line!)]));
    }

    private static Outcome<FileAnswer> Write(InstructionFormat format, InstructionFile file, PaymentBatch batch)
    {
        using var stream = new MemoryStream();
        var (name, kind) = format switch
        {
            InstructionFormat.Pain001 => ($"{file.MessageId}.pain.001.xml", FileAnswer.Xml),
            InstructionFormat.Csv => ($"{file.MessageId}.csv", FileAnswer.Csv),
            InstructionFormat.Xlsx => ($"{file.MessageId}.xlsx", FileAnswer.Xlsx),
            _ => ($"{file.MessageId}-results.xlsx", FileAnswer.Xlsx),
        };
        var written = format switch
        {
            InstructionFormat.Pain001 => Pain001.Write(batch, stream),
            InstructionFormat.Csv => Csv(batch, stream),
            InstructionFormat.Xlsx => InstructionSheet.WriteXlsx(batch, stream),
            _ => Results(batch, stream),
        };
        if (!written.IsDone) return written.Refusal;
        return new FileAnswer(name, kind, stream.ToArray());
    }

    // Spreadsheets take a file without the mark for another encoding.
    private static Outcome<Done> Csv(PaymentBatch batch, MemoryStream stream)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        return InstructionSheet.WriteCsv(batch, text);
    }

    private static Outcome<Done> Results(PaymentBatch batch, MemoryStream stream)
    {
        ResultSheet.WriteXlsx(batch.Lines, stream);
        return new Done();
    }
}
