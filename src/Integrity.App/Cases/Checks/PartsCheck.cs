using System.Runtime.CompilerServices;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases.Checks;

/// <summary>Nobody acted, himself or by a substitute, in two roles of one case and its matters that their definitions keep apart.</summary>
internal sealed class PartsCheck : ICheck
{
    public string Name => "cases.parts";
    public string Rule => "D-4, P-6";
    public string Zh => "同一案件及其派生事项中，没有人兼任流程规定须分开的角色，代理的也算";
    public string En => "In a case and what came out of it nobody acted in two roles that are kept apart, for himself or for another";

    public async IAsyncEnumerable<Finding> Run(IntegrityDb db, [EnumeratorCancellation] CancellationToken cancel)
    {
        var cases = await db.PenaltyCases.AsNoTracking().OrderBy(c => c.Id).Select(c => new { c.Id, c.DefinitionHash }).ToListAsync(cancel);
        var matters = (await db.Matters.AsNoTracking().OrderBy(m => m.Id).Select(m => new { m.Id, m.PenaltyCase, m.DefinitionHash }).ToListAsync(cancel)).ToLookup(m => m.PenaltyCase);
        var steps = (await db.CaseSteps.AsNoTracking().Where(s => s.Actor != null && s.Role != "").OrderBy(s => s.Number).ToListAsync(cancel)).ToLookup(s => s.Process);
        foreach (var one in cases)
        {
            var story = matters[one.Id].Select(m => (ProcessId)m.Id).Prepend(one.Id).SelectMany(process => steps[process]).ToList();
            var parts = ProcessFile.ActedIn(story);
            foreach (var hash in matters[one.Id].Select(m => m.DefinitionHash).Prepend(one.DefinitionHash).Distinct())
                foreach (var (role, other) in Apart((await db.MachineOf(hash, cancel)).Definition))
                    foreach (var person in (parts.GetValueOrDefault(role) ?? None).Intersect(parts.GetValueOrDefault(other) ?? None).OrderBy(p => p.Value))
                    {
                        var last = story.FindLast(s => (s.Role == role || s.Role == other) && ProcessFile.IsBy(s, person))!;
                        yield return new("case_steps", $"{last.Process.Value}|{last.Number}", $"同一人（{person.Value}）先后任“{role}”和“{other}”。", $"One person ({person.Value}) acted as \"{role}\" and as \"{other}\".");
                    }
        }
    }

    private static readonly IReadOnlySet<OfficialId> None = new HashSet<OfficialId>();

    private static IEnumerable<(string Role, string Other)> Apart(WorkflowDefinition definition) => definition.Roles.Values.SelectMany(role => role.NotSameAs.Select(other => (role.Name, other)));
}
