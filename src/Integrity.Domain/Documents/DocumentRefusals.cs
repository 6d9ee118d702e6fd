using System.Runtime.CompilerServices;
using Integrity.Domain.Values;

namespace Integrity.Domain.Documents;

/// <summary>The closed list of noes about evidence files.</summary>
public static class DocumentRefusals
{
    private const string Take = "请另存为 PDF、OFD、PNG、JPEG、docx、xlsx、pptx 或 UTF-8 纯文本后再选";
    private const string TakeEn = "Save it as PDF, OFD, PNG, JPEG, docx, xlsx, pptx or plain UTF-8 text, then choose it again";

    private static Refusal No(string rule, string zh, string en, [CallerMemberName] string member = "") =>
        Refusal.Of("documents", member, rule, zh, en) with { Field = "file" };

    public static Refusal FileMissing() => No("P-2", "没有收到文件，或文件是空的。请选择证据文件后再提交。", "No file came, or it is empty. Choose the evidence file, then send it again.");

    public static Refusal FileTooLarge(int megabytes) =>
        No("P-2", $"文件超过 {megabytes} MB，没有保存。请压缩或拆分后再选。", $"The file is larger than {megabytes} MB and was not kept. Make it smaller or split it, then choose it again.");

    public static Refusal MarkupNotTaken() =>
        No("P-2", $"这是网页或标记文本（HTML、SVG、XML），打开时可能运行脚本，不能作为证据文件。{Take}。", $"This is a web page or marked-up text (HTML, SVG, XML), which may run scripts when opened; it is not taken as evidence. {TakeEn}.");

    public static Refusal ProgramNotTaken() =>
        No("P-2", $"这是程序、脚本或带宏的文件，不能作为证据文件。{Take}。", $"This is a program, a script or a file with macros; it is not taken as evidence. {TakeEn}.");

    public static Refusal ArchiveNotTaken() =>
        No("P-2", "这是压缩包或未知的打包文件，看不出里面是什么。请解压后逐个文件提交。", "This is an archive, which does not show what is in it. Unpack it and send its files one by one.");

    public static Refusal KindUnknown() =>
        No("P-2", $"文件开头不像任何可以接收的格式，扩展名不作数。{Take}。", $"The file does not begin like any format that is taken; its extension does not count. {TakeEn}.");

    public static Refusal NameMissing(int longest) =>
        No("P-2", $"文件没有名称，或名称超过 {longest} 个字。请给文件起一个简短的名称。", $"The file has no name, or one longer than {longest} characters. Give it a short name.") with { Field = "name" };

    public static Refusal AboutMissing(int longest) =>
        No("P-2", $"没有说明文件用于何事，或说明超过 {longest} 个字。请写明用途。", $"It is not said what the file is for, or in more than {longest} characters. Say what it proves.") with { Field = "about" };

    public static Refusal PaperNotYours() =>
        No("P-2, J-1", "所列文件没有存入系统，或不是您提交、您也无权查阅的，不能用作依据。请选择文件并上传，再以它的哈希提交。", "The file you name is not kept here, or you did not bring it in and may not read it; it proves nothing for you. Choose the file and upload it, then name it by its hash.") with { Field = "document" };
}
