using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Decisions;

/// <summary>A body that decides by vote is entered: the leadership group, a review panel.</summary>
/// <remarks>Rules: D-2.</remarks>
[May(Duty.KeepMeetings, Operator = true), Said("设立议事机构", "Enter a deciding body")]
public sealed record FoundBody(string NameZh, string NameEn) : IAct<BodyId>;

public sealed class FoundBodyHandler(IntegrityDb db) : IHandle<FoundBody, BodyId>
{
    public async Task<Outcome<BodyId>> Handle(FoundBody act, ActContext context, CancellationToken cancel)
    {
        var founded = Body.Found(await context.NewId<BodyId>(cancel), act.NameZh, act.NameEn);
        if (!founded.IsDone) return founded.Refusal;
        db.Bodies.Add(founded.Value);
        return founded.Value.Id;
    }
}
