namespace Integrity.Cli;

/// <summary>A result file that is there whole or not at all.</summary>
public static class NewFile
{
    /// <summary>Writes beside the target and moves into place at the end; what stood there before is replaced only then.</summary>
    public static void Write(FileInfo target, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(write);
        // Named by the folder that was given, not by the file beside it.
        if (target.Directory is { Exists: false } folder) throw new DirectoryNotFoundException($"There is no folder '{folder.FullName}'.");
        var beside = target.FullName + "." + Path.GetRandomFileName();
        try
        {
            using (var stream = new FileStream(beside, FileMode.CreateNew)) write(stream);
            File.Move(beside, target.FullName, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
