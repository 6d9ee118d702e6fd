using Integrity.App.Workflows;

namespace Integrity.App.Cases.Documents;

/// <summary>How a part of an official document is set.</summary>
public enum PartSetting
{
    Paragraph = 1,
    Heading = 2,

    /// <summary>A row of a form: a label, and what stands beside it.</summary>
    Row = 3,
}

/// <summary>One paragraph, heading or row of a form.</summary>
/// <param name="Setting">How it is set.</param>
/// <param name="Text">What it says.</param>
/// <param name="Label">Of a row only.</param>
public sealed record DocumentPart(PartSetting Setting, Words Text, Words? Label = null)
{
    public static DocumentPart Say(string zh, string en) => new(PartSetting.Paragraph, new(zh, en));

    public static DocumentPart Head(string zh, string en) => new(PartSetting.Heading, new(zh, en));

    public static DocumentPart Row(string labelZh, string labelEn, string zh, string en) => new(PartSetting.Row, new(zh, en), new(labelZh, labelEn));
}

/// <summary>An official document of a case: the Chinese text is the document, the English one only a gloss.</summary>
/// <param name="Issuer">Whose letterhead it bears.</param>
/// <param name="Title">For example 违约处理告知书.</param>
/// <param name="Number">For example 廉告〔2026〕1号.</param>
/// <param name="Addressee">Whom it speaks to; blank to be filled in by hand where the case does not know him.</param>
/// <param name="Parts">The text in order.</param>
/// <param name="Signer">Who signs.</param>
/// <param name="Day">The day it bears; null where it is dated by hand.</param>
public sealed record OfficialDocument(
    Words Issuer, Words Title, string Number, Words Addressee, IReadOnlyList<DocumentPart> Parts, Words Signer, DateOnly? Day)
{
    /// <summary>Left to be filled in by hand: what the case does not know is in no document.</summary>
    public static readonly Words Blank = new("＿＿＿＿＿＿＿＿", "________");
}
