namespace Integrity.App.Storage;

/// <summary>Where the embedded database lies when nothing else is said: never in the current folder.</summary>
public static class DefaultDatabase
{
    public static string Path(bool demo) => System.IO.Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
        "Integrity", demo ? "integrity-demo.db" : "integrity.db");
}
