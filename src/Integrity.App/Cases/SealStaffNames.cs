using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Secret = Integrity.App.Values.Secret;

namespace Integrity.App.Cases;

/// <summary>The names of those of the bureau who are involved, written down sealed: encrypted at rest, in no journal, log, list or export.</summary>
/// <remarks>Rules: P-11. Whoever writes them down is the handler, the only one who can read them.</remarks>
[May(Duty.InvestigateCases, Duty.ReviewCases), Said("密封涉及人员姓名", "Seal the names of the people involved")]
public sealed record SealStaffNames(MatterId Matter, Secret Names, long Seen) : IAct<MatterId>, IOnExisting, ISealed
{
    public long Subject() => Matter.Value;
}

public sealed class SealStaffNamesHandler(MatterWork work, IDataProtectionProvider protection) : IHandle<SealStaffNames, MatterId>
{
    /// <summary>The key's purpose: nothing else of the program opens these.</summary>
    public const string Purpose = "Integrity.StaffNames";

    public async Task<Outcome<MatterId>> Handle(SealStaffNames act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Matter, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var matter = opened.Value.Matter;
        if (matter is not { Kind: MatterKind.StaffMatter, Ended: false }) return CaseRefusals.OtherKindOfMatter();
        // Nobody writes over what he cannot read; while there is nothing to read, whoever stands in for the handler writes it down for him.
        Official? handler = matter.Handler is { } other && other != context.Actor ? context.Absents.FirstOrDefault(absent => absent.Id == other) : null;
        if (matter.Handler is { } keeper && keeper != context.Actor && (matter.SealedNames is not null || handler is null)) return CaseRefusals.NamesNotYours();
        var (role, absent) = opened.Value.RoleFor(context.Official, context.Himself && handler is null, handler is null ? context.Absents : [handler], ProcessFile.AuditOffice);
        if (!role.IsDone) return role.Refusal;
        context.ActFor(absent);
        var names = act.Names.Value.Trim();
        if (names.Length is 0 or > Matter.LongestText) return CaseRefusals.NamesMissing(Matter.LongestText);
        matter.Seal(protection.CreateProtector(Purpose).Protect(names), matter.Handler ?? context.Actor);
        work.Note(context, opened.Value, MatterEvents.Sealing, role.Value, new());
        return act.Matter;
    }
}

/// <summary>The sealed names, for the handler alone; to everybody else the answer is the same no, whoever asks.</summary>
/// <remarks>Rules: P-11.</remarks>
[May(Duty.InvestigateCases, Duty.ReviewCases), Said("封存的姓名", "The sealed names")]
public sealed record ShowSealedNames(MatterId Matter) : IAsk<string>;

public sealed class ShowSealedNamesAnswer(IntegrityDb db, IDataProtectionProvider protection) : IAnswer<ShowSealedNames, string>
{
    public async Task<Outcome<string>> Answer(ShowSealedNames ask, AskContext context, CancellationToken cancel)
    {
        if (await db.Matters.AsNoTracking().SingleOrDefaultAsync(m => m.Id == ask.Matter, cancel) is not { Kind: MatterKind.StaffMatter } matter) return ActRefusals.NotFound();
        if (matter.Handler != context.Official?.Id) return CaseRefusals.NamesNotYours();
        return matter.SealedNames is { } sealedNames ? protection.CreateProtector(SealStaffNamesHandler.Purpose).Unprotect(sealedNames) : CaseRefusals.NothingSealed();
    }
}
