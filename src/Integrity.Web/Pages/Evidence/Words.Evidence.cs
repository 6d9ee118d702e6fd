using Integrity.Domain.Documents;

namespace Integrity.Web.Pages;

public static partial class Words
{
    public static string Of(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Pdf => "PDF",
        EvidenceKind.Png => "PNG",
        EvidenceKind.Jpeg => "JPEG",
        EvidenceKind.Ofd => "OFD",
        EvidenceKind.Docx => T("Word 文档", "Word document"),
        EvidenceKind.Xlsx => T("Excel 表格", "Excel sheet"),
        EvidenceKind.Pptx => T("PPT 演示", "PowerPoint slides"),
        _ => T("纯文本", "plain text"),
    };

    /// <param name="length">Unit: bytes.</param>
    public static string Size(long length) => length < 1024 ? $"{length} B" : length < 1 << 20 ? $"{length >> 10} KB" : $"{length >> 20} MB";
}
