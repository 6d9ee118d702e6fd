using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>Whatever runs under a definition, a case or a matter that came out of one: what is done to all of them alike, from outside their own steps.</summary>
public sealed class AnyProcess(IntegrityDb db, CaseWork cases, MatterWork matters)
{
    /// <summary>The one of that number, for who may know of it.</summary>
    public async Task<Outcome<ProcessFile>> Open(ActContext context, ProcessId process, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await db.ProcessFileOf(process, context.Today, cancel) is not { } file) return ActRefusals.NotFound();
        if (!context.Official.Has(Duty.ManageUsers) && await db.IsHidden(process, context.Official, context.Today, cancel)) return ActRefusals.NotFound();
        // The administrator does no business; whoever agrees must not be kept away from it (D-4).
        if (!context.Official.Has(Duty.ManageUsers) && await db.KeptAway(file.Abouts, context, cancel) is { } away) return away;
        if (file.KeptApart(context) is { } apart) return apart;
        context.Touch(process.Value);
        return file;
    }

    /// <summary>Notes something that prepares a step and moves nothing.</summary>
    public void Note(ActContext context, ProcessFile file, string happened, string role, Given given, params IEnumerable<string> facts)
    {
        ArgumentNullException.ThrowIfNull(file);
        file.Log(db, context, happened, role, file.Process.State, facts, given);
    }

    /// <summary>Puts it into another step outside its arrows; what was put to a vote in the step that it leaves is not taken over.</summary>
    public async Task<Outcome<ProcessId>> Put(ActContext context, ProcessFile file, string state, string happened, Given given, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file is MatterFile { Matter: var matter }) matter.VoteTaken();
        else if (file is CaseFile { Case: var penalty } && file.IsBeforeABody) penalty.VoteNotTaken();
        var refusal = file is CaseFile @case ? await cases.Put(context, @case, state, happened, given, cancel) : await matters.Put(context, (MatterFile)file, state, happened, given, cancel);
        return refusal is null ? file.Process.Process : refusal;
    }
}

public static class ProcessReading
{
    extension(IntegrityDb db)
    {
        /// <summary>The case or the matter of that number, tracked; null where there is neither.</summary>
        public async Task<ProcessFile?> ProcessFileOf(ProcessId id, DateOnly today, CancellationToken cancel) =>
            (ProcessFile?)await db.CaseFileOf(CaseId.From(id.Value), today, cancel) ?? await db.MatterFileOf(MatterId.From(id.Value), today, cancel);
    }
}
