namespace Integrity.App.Acts;

/// <summary>A file to be downloaded, made the same way each time it is asked for.</summary>
/// <param name="Name">As it is saved.</param>
/// <param name="Kind">Its media type.</param>
public sealed record FileAnswer(string Name, string Kind, byte[] Content)
{
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Csv = "text/csv; charset=utf-8";
    public const string Zip = "application/zip";
    public const string Xml = "application/xml";
}
