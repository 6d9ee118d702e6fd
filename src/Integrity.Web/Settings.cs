namespace Integrity.Web;

/// <summary>What the program is told from outside.</summary>
public static class Settings
{
    /// <summary>The connection string <c>Integrity</c>, or the embedded database that Web and Cli share.</summary>
    public static string Connection(IConfiguration configuration, bool development) =>
        configuration.GetConnectionString("Integrity") is { Length: > 0 } configured
            ? configured
            : App.Storage.DefaultDatabase.Path(development);
}
