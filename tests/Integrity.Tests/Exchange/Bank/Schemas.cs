using System.Xml;
using System.Xml.Schema;
using Xunit;

namespace Integrity.Tests.Exchange.Bank;

/// <summary>The message schemas of ISO 20022, which stay beside the repository: <c>../shared/data/iso20022</c>.</summary>
internal static class Schemas
{
    /// <summary>Everything in the message that its schema does not allow; where the schemas are absent the test says so and is skipped.</summary>
    public static IReadOnlyList<string> Faults(string message, byte[] xml)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Integrity.sln"))) root = root.Parent;
        var path = Path.Combine(root?.Parent?.FullName ?? "", "shared", "data", "iso20022", message + ".xsd");
        Assert.SkipUnless(File.Exists(path), $"../shared/data/iso20022/{message}.xsd is not here: the message is not validated against its schema in this run.");
        var faults = new List<string>();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, DtdProcessing = DtdProcessing.Prohibit };
        settings.Schemas.Add(null, path);
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationEventHandler += (_, fault) => faults.Add(fault.Message);
        using var reader = XmlReader.Create(new MemoryStream(xml), settings);
        while (reader.Read()) { }
        return faults;
    }
}
