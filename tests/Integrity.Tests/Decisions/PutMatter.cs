using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Storage;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.Extensions.DependencyInjection;

namespace Integrity.Tests.Decisions;

/// <summary>A matter that no module brought, for tests of the vote itself; the program has no such act.</summary>
[May(Duty.KeepMeetings), Said("提请", "Put")]
public sealed record PutMatter(BodyId Body, long About, string SubjectZh, string SubjectEn, IReadOnlyList<CandidateFacts> Candidates, IReadOnlyList<Conflict> Conflicts) : IAct<ItemId>;

public sealed class PutMatterHandler(IntegrityDb db) : IHandle<PutMatter, ItemId>
{
    /// <summary>Lets a program take it.</summary>
    public static void AddTo(IServiceCollection services) => services.AddTransient<IHandle<PutMatter, ItemId>, PutMatterHandler>();

    public async Task<Outcome<ItemId>> Handle(PutMatter act, ActContext context, CancellationToken cancel)
    {
        var put = await db.Propose(new(act.Body, act.About, ItemKinds.Warning, act.SubjectZh, act.SubjectEn, act.Candidates, act.Conflicts, PreparedBy: [context.Actor]), context, cancel);
        return put.IsDone ? put.Value.Id : put.Refusal;
    }
}
