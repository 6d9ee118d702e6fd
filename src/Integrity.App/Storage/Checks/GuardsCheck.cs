using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Storage.Checks;

/// <summary>The triggers that refuse to change history are there, and the schema is the one of the scripts.</summary>
internal sealed class GuardsCheck : ICheck
{
    public string Name => "storage.guards";
    public string Rule => "L-1";
    public string Zh => "不可改表的触发器齐全，数据库结构与脚本一致";
    public string En => "Every guard against changing history stands, and the schema is the scripts'";

    public async IAsyncEnumerable<Finding> Run(IntegrityDb db, [EnumeratorCancellation] CancellationToken cancel)
    {
        var shape = await SchemaShape.Of(db, cancel);
        foreach (var (kind, name) in shape.Missing)
            yield return new(name, "", $"{(kind == "trigger" ? "触发器" : kind)} {name} 缺失或已被改动。", $"The {kind} {name} is missing or was changed.");
        foreach (var (kind, name) in shape.Added)
            yield return new(name, "", $"{(kind == "trigger" ? "触发器" : kind)} {name} 不是程序建立的。", $"The {kind} {name} was not made by the program.");
        var applied = await db.Database.SqlQuery<string>($"SELECT CAST(number AS TEXT) || ' ' || digest AS \"Value\" FROM schema_versions").ToListAsync(cancel);
        foreach (var script in SchemaScript.All.Where(s => !applied.Contains($"{s.Number} {s.Digest}")))
            yield return new("schema_versions", $"{script.Number}", $"脚本 {script.Number:000} {script.Name} 未应用或已改动。", $"Script {script.Number:000} {script.Name} is not applied, or was changed.");
    }
}
