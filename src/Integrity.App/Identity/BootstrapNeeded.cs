using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Identity;

/// <summary>Whether nobody has been appointed yet, so that the first administrator is still to come.</summary>
[May(Public = true)]
public sealed record BootstrapNeeded : IAsk<bool>;

public sealed class BootstrapNeededAnswer(IntegrityDb db) : IAnswer<BootstrapNeeded, bool>
{
    public async Task<Outcome<bool>> Answer(BootstrapNeeded ask, AskContext context, CancellationToken cancel) =>
        !await db.Officials.AnyAsync(cancel);
}
