using Integrity.Domain.Acts;
using Integrity.Domain.Values;

namespace Integrity.Cli;

/// <summary>Trouble with a file in the caller's language: the platform says it in English only.</summary>
public static class FileTrouble
{
    // What the platform puts into HResult: the number of the system's own error, on Windows within a code of its own.
    private const int NoRoom = 28;
    private const int ReadOnlyDisk = 30;
    private const int NoRoomOnWindows = unchecked((int)0x80070070);
    private const int InUseOnWindows = unchecked((int)0x80070020);
    private const int InUse = 11;

    public static Refusal Of(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var path = PathIn(failure);
        var (zh, en) = path is not null && Directory.Exists(path) ? ("是文件夹，不是文件", "is a folder, not a file") : failure switch
        {
            FileNotFoundException or DirectoryNotFoundException => ("不存在", "does not exist"),
            UnauthorizedAccessException => ("没有读写权限", "may not be read or written by this user"),
            PathTooLongException => ("路径太长", "has too long a path"),
            { HResult: NoRoom or NoRoomOnWindows } => ("所在磁盘已满", "is on a disk that is full"),
            { HResult: ReadOnlyDisk } => ("所在磁盘只能读取", "is on a disk that can only be read"),
            { HResult: InUse or InUseOnWindows } => ("正被其他程序使用", "is in use by another program"),
            _ => ($"读写出错（{failure.HResult:X}）", $"gave an error of input or output ({failure.HResult:X})"),
        };
        return MaintenanceRefusals.FileUnreachable(path is null ? zh : $"“{path}”{zh}", path is null ? $"it {en}" : $"“{path}” {en}");
    }

    /// <summary>The platform names the path between the first and the last quotation mark of its sentence.</summary>
    private static string? PathIn(Exception failure)
    {
        if (failure is FileNotFoundException { FileName: { Length: > 0 } name }) return name;
        var (from, to) = (failure.Message.IndexOf('\''), failure.Message.LastIndexOf('\''));
        return from >= 0 && to > from + 1 ? failure.Message[(from + 1)..to] : null;
    }
}
