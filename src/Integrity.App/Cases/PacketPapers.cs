using System.Security.Cryptography;
using System.Text;
using Integrity.App.Cases.Documents;
using Integrity.App.Documents;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Documents;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>One paper of a packet beside the letter itself.</summary>
/// <param name="Title">As the letter and the list name it.</param>
/// <param name="File">As it lies in the ZIP, without its number; null where only its hash is listed.</param>
/// <param name="Sha256">Of its bytes.</param>
/// <param name="Content">Its bytes, where they are written from the case; a kept file is read when the packet is made.</param>
/// <param name="Kept">The file behind the hash, where it is kept.</param>
internal sealed record PacketPaper(Words Title, string? File, string Sha256, byte[]? Content, EvidenceId? Kept)
{
    public static string Hash(byte[] content) => Digest.FromBytes(SHA256.HashData(content)).ToString();
}

internal static class PacketPapersReading
{
    // A finding may be told at length; a list names it.
    private const int LongestName = 40;

    extension(IntegrityDb db)
    {
        /// <summary>What goes with the letter of a referral, in the order of its list: the case's documents, the papers that were voted, the evidence, both sides' words, and the record with its proofs (P-6, P-9).</summary>
        /// <param name="file">The case.</param>
        /// <param name="facts">Its documents' facts.</param>
        /// <param name="referral">The referral; the latest of the case where it is null.</param>
        /// <param name="cancel">Stops it.</param>
        public async Task<IReadOnlyList<PacketPaper>> PacketPapersOf(CaseFile file, DocumentFacts facts, MatterId? referral, CancellationToken cancel)
        {
            var hashes = file.Findings.Select(f => f.Document).Concat(file.Defences.Select(d => d.Document)).Concat(file.Steps.Select(s => s.Document))
                .OfType<string>().Where(hash => Digest.TryParse(hash, out _)).Select(Digest.Parse).Distinct().ToList();
            var kept = await db.EvidenceFiles.AsNoTracking().Where(e => hashes.Contains(e.Digest)).ToDictionaryAsync(e => e.Digest.ToString(), e => (e.Id, e.Name), cancel);
            List<PacketPaper> papers = [];
            void Add(Words title, string name, byte[] content) => papers.Add(new(title, name, PacketPaper.Hash(content), content, null));
            void AddKept(Words title, string name, string hash) =>
                papers.Add(kept.TryGetValue(hash, out var found) ? new(title, name + Path.GetExtension(found.Name), hash, null, found.Id) : new(title, null, hash, null, null));

            foreach (var kind in DocumentKinds.Offered(facts).Where(kind => kind is not (DocumentKind.NoticeDraft or DocumentKind.Referral)))
            {
                var written = CaseDocuments.Write(kind, facts);
                var title = DocumentKinds.TitleOf(kind, written);
                Add(title, $"{title.Zh}.html", DocumentHtml.Of(written));
            }
            foreach (var paper in file.Papers.Where(p => p.Kind is CasePaperKind.Notice or CasePaperKind.Decision))
            {
                var title = paper.Kind == CasePaperKind.Notice ? new Words("告知书底稿", "Text of the notice") : new Words("决定书底稿", "Text of the decision");
                Add(title, $"{title.Zh}-{paper.Number}.json", Encoding.UTF8.GetBytes(paper.Text));
            }
            // A case that was referred before its own decision went by a vote on the referral (D-1, D-5).
            if (await db.DecisionToRefer(referral ?? await db.LatestReferralOf(file.Case.Id, cancel), cancel) is { } voted && file.Papers.FindLast(p => p.Kind == CasePaperKind.Matter && p.Digest == voted) is { } refer)
                Add(new("移送决定底稿", "Text of the decision to refer"), $"移送决定底稿-{refer.Number}.json", Encoding.UTF8.GetBytes(refer.Text));
            foreach (var finding in file.Findings.Where(f => f.Document is not null)) AddKept(NameOf(finding), $"证据{finding.Number}", finding.Document!);
            // The other side is heard there too: what he stated, what was done and why, step by step, and the papers that prove it (P-6, P-9).
            foreach (var defence in file.Defences)
            {
                Add(new($"陈述申辩{defence.Number}和答复", $"Statement {defence.Number} and its answer"), $"陈述申辩{defence.Number}.txt", Encoding.UTF8.GetBytes(
                    $"{defence.RecordedOn:yyyy-MM-dd}\n\n{defence.Words}\n\n答复 / Answer：{(defence.Answer is null ? "—" : $"{defence.AnsweredOn:yyyy-MM-dd} {defence.Answer}")}\n"));
                if (defence.Document is { Length: > 0 } paper && !papers.Exists(p => p.Sha256 == paper))
                    AddKept(new($"陈述申辩{defence.Number}所附材料", $"Paper of statement {defence.Number}"), $"陈述申辩{defence.Number}-材料", paper);
            }
            Add(new("办理经过", "What was done, step by step"), "办理经过.txt", Encoding.UTF8.GetBytes(string.Concat(file.Steps.Select(step => RecordOf(file, step)))));
            foreach (var step in file.Steps.Where(step => step.Document is { Length: > 0 }))
            {
                if (papers.Exists(p => p.Sha256 == step.Document)) continue;
                var label = CaseWords.OfEvent(file.Definition, step.Event);
                AddKept(new($"第{step.Number}步“{label.Zh}”的凭据", $"Proof of step {step.Number}, {label.En}"), $"第{step.Number}步凭据", step.Document!);
            }
            return papers;
        }

        private Task<MatterId?> LatestReferralOf(CaseId id, CancellationToken cancel) =>
            db.Matters.AsNoTracking().Where(m => m.PenaltyCase == id && m.Kind == MatterKind.Referral).OrderBy(m => m.Id).Select(m => (MatterId?)m.Id).LastOrDefaultAsync(cancel);

        /// <summary>The digest of the paper by which the leadership group decided to refer; null where it has not.</summary>
        private async Task<string?> DecisionToRefer(MatterId? referral, CancellationToken cancel)
        {
            if (referral is not { } id) return null;
            ProcessId process = id;
            return await db.CaseSteps.AsNoTracking().Where(s => s.Process == process && s.Event == MatterVotes.Decide && s.StateAfter == "approved").OrderBy(s => s.Number).Select(s => s.Document).LastOrDefaultAsync(cancel);
        }

        /// <summary>The day on which the case's latest referral was approved: it stands whatever becomes of the case's own decision (P-9). Null where it was not.</summary>
        public async Task<DateOnly?> ReferralApprovedOn(CaseId id, CancellationToken cancel)
        {
            if (await db.LatestReferralOf(id, cancel) is not { } referral) return null;
            ProcessId process = referral;
            return await db.CaseSteps.AsNoTracking().Where(s => s.Process == process && s.Event == MatterVotes.Decide && s.StateAfter == "approved").OrderBy(s => s.Number).Select(s => (DateOnly?)s.HappenedOn).LastOrDefaultAsync(cancel);
        }

        /// <summary>The letter of the case's latest referral as it was handed over; null until then.</summary>
        public async Task<MatterPacket?> PacketSentFor(CaseId id, CancellationToken cancel)
        {
            var latest = await db.LatestReferralOf(id, cancel);
            return latest is { } matter ? await db.MatterPackets.AsNoTracking().SingleOrDefaultAsync(p => p.Matter == matter, cancel) : null;
        }
    }

    /// <summary>The staff side is sealed: no list names what it is about (P-11).</summary>
    private static Words NameOf(CaseFinding finding)
    {
        var about = finding.Leg == CaseLeg.StaffMatter ? new Words("工作人员廉政问题（密封）", "staff side, sealed")
            : finding.Words.Length <= LongestName ? new(finding.Words, finding.Words) : new(finding.Words[..LongestName] + "…", finding.Words[..LongestName] + "…");
        return new($"证据{finding.Number}：{about.Zh}", $"Evidence {finding.Number}: {about.En}");
    }

    private static string RecordOf(CaseFile file, CaseStep step)
    {
        var label = CaseWords.OfEvent(file.Definition, step.Event);
        var words = step.Words is { Length: > 0 } said ? $"\n   {said}" : "";
        // What was entered later stands under its own day.
        var at = step.HappenedOn == BureauTime.DayOf(step.At) ? $"{BureauTime.LocalOf(step.At):yyyy-MM-dd HH:mm}"
            : $"{step.HappenedOn:yyyy-MM-dd}（{BureauTime.LocalOf(step.At):yyyy-MM-dd HH:mm} 登记 / entered）";
        return $"{step.Number}. {at} {label.Zh} / {label.En}{words}{(step.Document is { Length: > 0 } paper ? $"\n   SHA-256: {paper}" : "")}\n";
    }
}
