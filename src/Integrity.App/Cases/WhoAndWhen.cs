using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Identity;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>Says of a step that somebody cannot take now who could, by name or by body, and when: now and until which day, from which day on, or after what (P-6, P-10).</summary>
/// <param name="file">The process.</param>
/// <param name="staff">Who works at the bureau; empty for the contractor, who is told no names.</param>
/// <param name="standIns">Who stands in for those of them who are away.</param>
/// <param name="contractorSignsIn">The contractor has an account, so that he can do what is his.</param>
/// <param name="above">The superior body decides, because too few are left who took no part (D-2).</param>
/// <param name="today">The day.</param>
internal sealed class WhoAndWhen(ProcessFile file, IReadOnlyList<Official> staff, IReadOnlyDictionary<OfficialId, OfficialId?> standIns, bool contractorSignsIn, bool above, DateOnly today)
{
    private const int MostNames = 5;
    private static readonly string[] OfMeetings = ["quorumMet", "recusalsRecorded", "minutesAttached"];

    public static async Task<WhoAndWhen> For(IntegrityDb db, ProcessFile file, bool names, DateOnly today, CancellationToken cancel)
    {
        var above = file is CaseFile @case && await IsForAbove(db, @case, today, cancel);
        if (!names) return new(file, [], new Dictionary<OfficialId, OfficialId?>(), false, above, today);
        var recused = await db.RecusedFrom(file.Abouts, cancel);
        var staff = (await db.Officials.AsNoTracking().Where(o => o.Active && o.Party == null).OrderBy(o => o.Id).ToListAsync(cancel)).Where(o => !recused.Contains(o.Id)).ToList();
        return new(file, staff, await db.StandIns(today, cancel), await db.Officials.AnyAsync(o => o.Active && o.Party == file.Party, cancel), above, today);
    }

    /// <summary>The refusal with who and when behind it, where it does not say so itself.</summary>
    public Refusal Told(Refusal refusal, string trigger, Given given)
    {
        if (above && refusal.Code == "workflows.requirement_unmet" && IsBodys(trigger)) return ForAbove(trigger, given);
        var said = refusal.Code switch
        {
            "workflows.role_not_held" or "workflows.same_person" or "cases.same_asker" or "cases.chair_does_not_review" => Joined(Who(trigger), When(trigger, given)),
            "workflows.requirement_unmet" => Joined(IsBodys(trigger) ? Who(trigger) : null, FirstDay(trigger, given) is { } day ? From(day) : null),
            _ => null,
        };
        return said is null ? refusal : refusal with { Zh = refusal.Zh + said.Zh, En = $"{refusal.En} {said.En}" };
    }

    /// <summary>No meeting helps where too few are left: what to do comes first, and nothing is said of quorum and minutes (D-2, P-6).</summary>
    private Refusal ForAbove(string trigger, Given given)
    {
        var missing = file.Machine.Asked(file.Process.State, trigger).Except(OfMeetings).Where(name => !file.Holds(name, given, today)).Select(name => WorkflowVocabulary.Requirements[name]);
        return WorkflowRefusals.RequirementUnmet(file.Definition.TriggerWords(trigger), [new("superiorBody", Body(trigger), Body(trigger)), .. missing]);
    }

    /// <summary>Who could take a step, and when: for whoever has no duty for it.</summary>
    public Words WhoCould(string trigger, Given given) => Joined(Who(trigger), When(trigger, given)) ?? When(trigger, given);

    /// <summary>Who could do what moves no step, in one of some roles; nobody where it prepares a step that is not possible here, and where all is over.</summary>
    /// <param name="roles">In which it is done.</param>
    /// <param name="prepares">The step before which it comes; null for none.</param>
    /// <param name="able">Whom nothing else keeps from it; null where nothing does.</param>
    public Words? WhoHas(IReadOnlyList<string> roles, string? prepares = null, Func<OfficialId, bool>? able = null) =>
        file.Process.Ended && prepares != Trigger.Reopen ? null
        : prepares is not null && !file.Answers(prepares) ? file.WhyNot(prepares, new(), today) is { Code: not "workflows.unknown_event" } no ? new(no.Zh, no.En) : null
        : Named([.. staff.Where(o => able?.Invoke(o.Id) != false && May(o, null, roles))], (by, absent) => able?.Invoke(by.Id) != false && May(by, absent, roles));

    /// <summary>Who writes the names of a staff matter down: its handler, and while there are none to read whoever stands in for him (P-11).</summary>
    public Words? Handler(Matter matter) => matter.Handler is { } handler ? Named([.. staff.Where(o => o.Id == handler)], (_, _) => matter.SealedNames is null) : null;

    /// <summary>A refusal of what moves no step, with who could do it.</summary>
    public Refusal Told(Refusal refusal, IReadOnlyList<string> roles, string? prepares = null, Func<OfficialId, bool>? able = null) =>
        WhoHas(roles, prepares, able) is { Zh.Length: > 0 } who ? refusal with { Zh = refusal.Zh + who.Zh, En = $"{refusal.En} {who.En}" } : refusal;

    private bool May(Official person, Official? absent, IReadOnlyList<string> roles) => file.RoleFor(person, himself: absent is null, absent is null ? [] : [absent], roles).Role.IsDone;

    /// <summary>Who gives an opinion that is open, and by when.</summary>
    /// <param name="able">Whose part does not keep him from it.</param>
    public Words? Opinion(Func<OfficialId, bool> able) => staff.Count == 0 ? null
        : Joined(Named([.. staff.Where(o => o.Has(Duty.ReviewCases) && able(o.Id))], (by, absent) => able(by.Id) && file.KeptApart(by.Id, absent) is null), Now());

    public string NameOf(OfficialId person) => staff.FirstOrDefault(o => o.Id == person)?.Name ?? "";

    public Words When(string trigger, Given given)
    {
        var open = given with { SecondPerson = file.Asked(trigger) is not null };
        if (file.WhyNot(trigger, open, today) is not { } refusal) return Appointed(trigger) is { } hearing && hearing.Day > today ? From(hearing.Day) : Now();
        return FirstDay(trigger, open) is { } day ? From(day) : new(refusal.Zh, refusal.En);
    }

    /// <summary>Nobody where the present step does not know it: the refusal says where it is possible, and by whom.</summary>
    private Words? Who(string trigger)
    {
        if (!file.Answers(trigger)) return null;
        if (IsBodys(trigger)) return Body(trigger);
        if (Appointed(trigger) is { } hearing) return Named([.. staff.Where(o => o.Id == hearing.Chair)], (_, _) => false);
        var (roles, asked) = (Arrows(trigger).SelectMany(arrow => arrow.By).Distinct().ToList(), file.Asked(trigger));
        bool DidNotAsk(Official person) => asked is null || !ProcessFile.IsBy(asked, person.Id);
        return Named([.. staff.Where(o => DidNotAsk(o) && May(o, null, roles))], (by, absent) => DidNotAsk(by) && May(by, absent, roles),
            roles.Where(role => file.Definition.Roles[role].External).Select(file.Definition.RoleWords).FirstOrDefault());
    }

    /// <summary>The hearing that is appointed, where the step is to hold it: its chair holds it, on its day.</summary>
    private Hearing? Appointed(string trigger) => trigger == "HEARING_HELD" && file is CaseFile { HearingAskedOn: not null, Hearing: { } appointed } ? appointed.Hearing : null;

    private Words Body(string trigger)
    {
        var roles = Arrows(trigger).SelectMany(arrow => arrow.By).Distinct().Select(file.Definition.RoleWords).ToList();
        return above
            ? new("参与过本案的人员回避后人数不足，由上级机关决定；收到其文件后由两人录入。", "Too few are left who took no part, so the superior body decides; two people enter its document when it has come.")
            : new($"由{string.Join("、", roles.Select(r => r.Zh))}会议决定，纪要归档后办理。", $"Decided in a meeting by: {string.Join(", ", roles.Select(r => r.En))}; done when its minutes are filed.");
    }

    /// <param name="able">Of the bureau's people.</param>
    /// <param name="lends">Whether somebody may stand in for one of them who is away; named only then.</param>
    /// <param name="outside">Who does it from outside the bureau; named by his role.</param>
    private Words Named(IReadOnlyList<Official> able, Func<Official, Official, bool> lends, Words? outside = null)
    {
        if (staff.Count == 0) return new("", "");
        var names = able.Select(o => o.NameWith(standIns.ContainsKey(o.Id), standIns.GetValueOrDefault(o.Id) is { } id && staff.FirstOrDefault(other => other.Id == id) is { } by && lends(by, o) ? by.Name : null)).ToList();
        var signsIn = outside is not null && contractorSignsIn ? outside : null;
        var without = outside is null || contractorSignsIn ? new("", "") : new Words($"{outside.Zh}没有登录账户，由其本人办理的，请管理员先为其开通。", $"{outside.En} has no account to sign in with; for what is his own to do, ask the administrator to open one.");
        if (names.Count == 0 && signsIn is null)
            return outside is not null ? without : new("目前无人可以办理，请管理员赋予未参与本案的人员相应职责。", "Nobody can do it at present; ask the administrator to give the duty to somebody who took no part.");
        static string Some(string between, IEnumerable<string> shown, string? role) => string.Join(between, shown.Take(MostNames).Append(role).OfType<string>());
        var more = names.Count > MostNames;
        return new($"可办理的人员：{Some("、", names.Select(n => n.Zh), signsIn?.Zh)}{(more ? "等" : "")}。{without.Zh}", $"Who can do it: {Some(", ", names.Select(n => n.En), signsIn?.En)}{(more ? " and others" : "")}.{(without.En.Length > 0 ? " " : "")}{without.En}");
    }

    /// <summary>It can be done now; the period of the step tells until when.</summary>
    private Words Now()
    {
        if (file.Deadlines.Where(d => d.IsRunning && d.State == file.Process.State && d.DueOn is not null).MinBy(d => d.ExpiresAt) is not { } period) return new("现在即可办理。", "It can be done now.");
        var title = file.Definition.Deadlines[period.Name].Title;
        return new($"现在即可办理，“{title.Zh}”至 {period.DueOn:yyyy-MM-dd}。", $"It can be done now; \"{title.En}\" ends on {period.DueOn:yyyy-MM-dd}.");
    }

    private static Words From(DateOnly day) => new($"最早自 {day:yyyy-MM-dd} 起可以办理。", $"It can be done from {day:yyyy-MM-dd} on at the earliest.");

    /// <summary>The day from which nothing that hangs on a day stands against it any more; null where none does.</summary>
    private DateOnly? FirstDay(string trigger, Given given) =>
        Arrows(trigger).SelectMany(arrow => arrow.Requires).Distinct().Where(name => !file.Holds(name, given, today)).Select(file.MetFrom).Where(day => day > today).Max();

    private IEnumerable<Transition> Arrows(string trigger) => file.State.Outward().SelectMany(node => node.Transitions).Where(arrow => arrow.Trigger == trigger);

    private bool IsBodys(string trigger) => Arrows(trigger).ToList() is { Count: > 0 } arrows && arrows.TrueForAll(arrow => arrow.By.All(by => by is "panel" or "reviewPanel"));

    private static Words? Joined(Words? first, Words? second) =>
        new[] { first, second }.OfType<Words>().Where(words => words.Zh.Length > 0).ToList() is { Count: > 0 } said
            ? new(string.Concat(said.Select(words => words.Zh)), string.Join(' ', said.Select(words => words.En))) : null;

    /// <summary>The review, as it was put to the vote or would be: too few are left who took no part in the case (D-2).</summary>
    private static async Task<bool> IsForAbove(IntegrityDb db, CaseFile file, DateOnly today, CancellationToken cancel)
    {
        if (file.Case.State != "reviewPending" || await db.LeadershipGroup(cancel) is not { } id || await db.BodyWith(id, cancel) is not { } body) return false;
        var recused = await db.DecidedItem(file.Case.ReviewItem, cancel) is { } put ? put.Item.Recusals.Select(r => r.Person)
            : await db.DecidedItem(file.Case.DecisionItem, cancel) is { } decided ? PutReviewToVoteHandler.TookPart(file, decided.Item).Select(c => c.Person) : [];
        var members = body.On(today).Members;
        return VotingRule.For(members.Count, members.Count(recused.Contains)).GoesToSuperiorBody;
    }
}
