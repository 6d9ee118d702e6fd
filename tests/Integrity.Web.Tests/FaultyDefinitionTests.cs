using System.Diagnostics;
using Integrity.Tests;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>The program itself, started beside a definition with a fault (P-6): it says file, path and code, and does not run.</summary>
public sealed class FaultyDefinitionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("integrity-start-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>What is changed in <c>penalty.json</c>, and the line that stops the start.</summary>
    [Theory]
    [InlineData("\"target\": \"notified\"", "\"target\": \"nowhere\"", "penalty.json $.machine.states.held.on.SERVE_NOTICE.target E01")]
    [InlineData("\"serveDue\": { \"actions\"", "\"serveDue\": { \"target\": \"sanctioned\", \"actions\"", "penalty.json $.machine.states.decided.after.serveDue E09")]
    [InlineData("{\n", "", "penalty.json $ E19")]
    public async Task A_definition_with_a_fault_stops_the_start_with_file_path_and_code(string text, string instead, string line)
    {
        Copy(AppContext.BaseDirectory, folder, file => Path.GetExtension(file) is ".dll" or ".json" or ".so" or ".dylib");
        var definition = Path.Combine(folder, "workflows", "penalty.json");
        var whole = File.ReadAllText(definition).ReplaceLineEndings("\n");
        Assert.Contains(text, whole, StringComparison.Ordinal);
        var at = whole.IndexOf(text, StringComparison.Ordinal);
        File.WriteAllText(definition, whole[..at] + instead + whole[(at + text.Length)..]);

        using var program = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(folder, "Integrity.Web.dll")])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
            Environment = { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0", ["ASPNETCORE_ENVIRONMENT"] = "Production", ["ConnectionStrings__Integrity"] = Databases.NewFile() },
        })!;
        try
        {
            var said = await program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await program.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(1, program.ExitCode);
            Assert.Contains(line, said, StringComparison.Ordinal);
        }
        finally
        {
            if (!program.HasExited) program.Kill();
        }
    }

    private static void Copy(string from, string to, Func<string, bool> which)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from).Where(which)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var part in new[] { "workflows", "runtimes" }.Select(part => new DirectoryInfo(Path.Combine(from, part))).Where(part => part.Exists))
            foreach (var file in part.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => which(file.Name)))
            {
                var target = Path.Combine(to, Path.GetRelativePath(from, file.FullName));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                file.CopyTo(target);
            }
    }
}
