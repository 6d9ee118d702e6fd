using System.Runtime.CompilerServices;
using Integrity.Domain.Values;

namespace Integrity.Domain.Acts;

/// <summary>The closed list of noes about the database, its copies and the words of a command.</summary>
public static class MaintenanceRefusals
{
    private static Refusal No(string zh, string en, [CallerMemberName] string member = "") => Refusal.Of("maintenance", member, "J-1", zh, en);

    public static Refusal NoDatabase(string file) => No($"没有数据库 {file}。请核对路径或连接字符串。", $"There is no database {file}. Check the path or the connection string.");

    public static Refusal FileInTheWay(string file) => No($"文件 {file} 已存在。请换一个文件名。", $"The file {file} exists already. Choose another name.");

    public static Refusal DatabaseInTheWay(string file) =>
        No($"{file} 已有数据库。确认要替换时请加 --replace，原有数据库会另存。", $"There is a database at {file}. Say --replace to replace it; the former one is kept beside it.");

    public static Refusal WrongUse(string detail) => No($"命令写得不对：{detail} 请加 --help 查看用法。", $"The command is not right: {detail} Add --help to see its words.");

    public static Refusal ResultNeitherCsvNorXlsx(string file) =>
        No($"结果只能写成 .csv 或 .xlsx，不能写成 {file}。请换一个扩展名。", $"A result is written as .csv or .xlsx, not as {file}. Choose one of these extensions.");

    public static Refusal FileUnreachable(string zh, string en) =>
        No($"无法读写文件：{zh}。请核对路径、权限和磁盘空间。", $"The file cannot be read or written: {en}. Check the path, who may use it and the room on the disk.");

    public static Refusal AddressTaken(string address) =>
        No($"地址 {address} 已被其他程序占用。请先停止那个程序，或用 --urls（ASPNETCORE_URLS）另指一个地址。",
            $"Another program has the address {address}. Stop it, or name another address with --urls (ASPNETCORE_URLS).");

    public static Refusal DatabaseUnreachable(string detail) =>
        No($"无法使用数据库：“{detail}”。请核对路径或连接字符串（--database 或 ConnectionStrings__Integrity）。", $"The database cannot be used: “{detail}”. Check the path or the connection string (--database or ConnectionStrings__Integrity).");

    public static Refusal DemoInProduction(string database) =>
        No($"数据库 {database} 含有演示账户，其密码人人皆知，只能用于试用环境（ASPNETCORE_ENVIRONMENT=Development）。请用 ConnectionStrings__Integrity 另指一个数据库。",
            $"The database {database} holds the demo's accounts, whose password everyone knows: it opens in Development only (ASPNETCORE_ENVIRONMENT). Name another database with ConnectionStrings__Integrity.");

    public static Refusal NotEmpty() =>
        No("数据库已有人使用，示例数据只放入空库。请用 --database 另指一个。", "The database is in use; samples go into an empty one only. Name another with --database.");

    public static Refusal NotWhole(string file) => No($"{file} 不是完整的本系统数据库。请换一份备份，或另指一个数据库。", $"{file} is not a whole database of this system. Take another copy, or name another database.");

    public static Refusal OtherSchema(string file, int script) =>
        No($"{file} 的数据库结构（脚本 {script:000}）与本程序版本不同。请使用建立该库的程序版本，或另指一个数据库；旧的演示库可以删除。",
            $"The schema of {file} (script {script:000}) is not this program's. Use the version that made it, or name another database; an old demo may be deleted.");

    public static Refusal GuardsMissing(string database, string guards) =>
        No($"{database} 缺少数据库防护（{guards}），不能使用。请从备份恢复，并查明是谁删除的。",
            $"Guards are missing on {database} ({guards}); it cannot be used. Restore a copy, and find out who took them away.");
}
