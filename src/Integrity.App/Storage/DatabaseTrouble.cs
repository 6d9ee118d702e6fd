using Integrity.Domain.Acts;
using Integrity.Domain.Values;
using Microsoft.Data.Sqlite;

namespace Integrity.App.Storage;

/// <summary>Why a database cannot be used, and what to do; the engine says it in English only.</summary>
public static class DatabaseTrouble
{
    // What SQLite calls SQLITE_CORRUPT and SQLITE_NOTADB.
    private const int Corrupt = 11;
    private const int NoDatabase = 26;

    public static Refusal Of(Exception failure, Engine engine)
    {
        ArgumentNullException.ThrowIfNull(failure);
        ArgumentNullException.ThrowIfNull(engine);
        var cause = failure.GetBaseException();
        return cause is SqliteException { SqliteErrorCode: Corrupt or NoDatabase } ? MaintenanceRefusals.NotWhole(engine.Shown) : MaintenanceRefusals.DatabaseUnreachable(cause.Message);
    }
}
