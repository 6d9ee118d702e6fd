using System.Security.Cryptography;
using System.Text;
using Integrity.Domain.Decisions;
using Integrity.Domain.Values;

namespace Integrity.App.Decisions;

/// <summary>The minutes as plain lines, whose SHA-256 is printed on them: <c>sha256sum</c> of the text checks a print (D-6).</summary>
/// <remarks>The form is fixed for good: the hash of old minutes must not change with the program. People stand in it by number.</remarks>
public static class MinutesText
{
    public static Digest HashOf(Minutes minutes) => Digest.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(Of(minutes))));

    public static string Of(Minutes minutes)
    {
        ArgumentNullException.ThrowIfNull(minutes);
        var text = new StringBuilder();
        void Line(params ReadOnlySpan<object?> parts)
        {
            for (var i = 0; i < parts.Length; i++)
            {
                if (i > 0) text.Append('|');
                text.Append(parts[i]?.ToString()?.ReplaceLineEndings(" "));
            }
            text.Append('\n');
        }

        Line("minutes", minutes.Meeting.Value, $"{minutes.Year}-{minutes.Number}", minutes.Day.ToString("yyyy-MM-dd"), minutes.Medium, minutes.BodyZh, minutes.Place);
        Line("due", minutes.MembersDue, "present", minutes.Present.Count, "chair", minutes.Chair?.Value);
        foreach (var member in minutes.Present) Line("present", member.Value);
        foreach (var absent in minutes.Absent) Line("absent", absent.Member.Value, absent.AbsenceReason);
        foreach (var item in minutes.Items)
        {
            Line("item", item.Item.Value, item.Kinds, item.Result, item.Decided, item.SubjectZh, item.EndReason);
            // What the superior body decides later is in its own document: the hash of what the meeting did stays.
            if (item.Referral is { Rule: var left })
                Line("referred to the superior body", "N", left.InOffice, "recused", left.Recused, "left", left.Voters, "no ballot");
            foreach (var one in item.Recused) Line("recused", one.Person.Value, one.Ground);
            foreach (var vote in item.Votes)
            {
                var tally = vote.Tally;
                Line("vote", vote.Place, vote.Digest, "N", tally.Rule.InOffice, "recused", tally.Rule.Recused, "quorum", tally.Rule.Quorum, "needed", tally.Rule.Majority,
                    "present", tally.Present, "yes", tally.Yes, "no", tally.No, "abstain", tally.Abstain, "silent", tally.Silent, tally.IsPassed ? "passed" : "not passed", vote.LabelZh);
                Line("presiding", vote.Presiding.Value, vote.HandoverReason, vote.SilentWereCalled ? "called" : "", vote.ReasonsRefused ? "refused" : "", vote.PresidingReasons);
                foreach (var dissent in vote.Dissent) Line("dissent", dissent.Member.Value, dissent.Vote, dissent.Reason);
            }
        }
        foreach (var report in minutes.Reports) Line("report", report.Place, report.About, report.Zh);
        return text.ToString();
    }
}
