using Integrity.Domain.Values;

namespace Integrity.App.Acts;

public enum MaintenanceKind
{
    Backup = 1,
    Restore = 2,
    Migrate = 3,
}

/// <summary>The machine's operator took a copy of the database away, put one back, or brought the schema up to date.</summary>
/// <remarks>Rules: J-1. The digest is the copy's SHA-256: who took the bureau's books away can be asked.</remarks>
[May(Operator = true), Said("维护数据库", "Maintain the database")]
public sealed record RecordMaintenance(MaintenanceKind What, string Detail, string? Digest) : IAct<Done>;

public sealed class RecordMaintenanceHandler : IHandle<RecordMaintenance, Done>
{
    public Task<Outcome<Done>> Handle(RecordMaintenance act, ActContext context, CancellationToken cancel) => Task.FromResult<Outcome<Done>>(default(Done));
}
