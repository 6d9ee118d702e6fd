namespace Integrity.Web;

/// <summary>What the program is told from outside.</summary>
public static class Settings
{
    /// <summary>Whether an empty database is filled with the demo bureau, whose sign-in names are then shown: in Development, unless <c>Demo</c> says no. Production never has it.</summary>
    public static bool Demo(IConfiguration configuration, IHostEnvironment environment) =>
        environment.IsDevelopment() && configuration["Demo"] != "false";

    /// <summary>The connection string <c>Integrity</c>, or the embedded database that Web and Cli share.</summary>
    public static string Connection(IConfiguration configuration, bool development) =>
        configuration.GetConnectionString("Integrity") is { Length: > 0 } configured
            ? configured
            : App.Storage.DefaultDatabase.Path(development);
}
