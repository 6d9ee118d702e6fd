using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Contracts;
using Integrity.App.Desk;
using Integrity.App.Documents;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Documents;
using Integrity.Domain.Values;
using Integrity.Tests.Acts;
using Integrity.Tests.Cases;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Integrity.Tests.Documents;

/// <summary>P-2, J-1: evidence is kept by its hash, shown only to those who may read what names it, and everyone who had it in his hands is on record.</summary>
public sealed class EvidenceTests
{
    private static readonly byte[] Statement = Encoding.UTF8.GetBytes("询问笔录：当日收到购物卡一张。\n");

    private static byte[] Zip(params string[] names)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var name in names) zip.CreateEntry(name);
        return file.ToArray();
    }

    public static TheoryData<string, string> Kinds => new()
    {
        { "pdf", "Pdf" }, { "png", "Png" }, { "jpeg", "Jpeg" }, { "ofd", "Ofd" }, { "docx", "Docx" }, { "xlsx", "Xlsx" }, { "pptx", "Pptx" }, { "text", "Text" }, { "text-bom", "Text" },
        { "nothing", "documents.file_missing" }, { "html", "documents.markup_not_taken" }, { "html-after-words", "documents.markup_not_taken" }, { "svg", "documents.markup_not_taken" },
        { "exe", "documents.program_not_taken" }, { "script", "documents.program_not_taken" }, { "macros", "documents.program_not_taken" },
        { "zip", "documents.archive_not_taken" }, { "zip-torn", "documents.archive_not_taken" }, { "gzip", "documents.archive_not_taken" },
        { "utf-16", "documents.kind_unknown" }, { "bytes", "documents.kind_unknown" }, { "gif", "documents.kind_unknown" },
    };

    private static byte[] Sample(string name) => name switch
    {
        "pdf" => "%PDF-1.7\n"u8.ToArray(),
        "png" => [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0],
        "jpeg" => [0xFF, 0xD8, 0xFF, 0xE0],
        "ofd" => Zip("OFD.xml", "Doc_0/Document.xml"),
        "docx" => Zip("[Content_Types].xml", "word/document.xml"),
        "xlsx" => Zip("[Content_Types].xml", "xl/workbook.xml"),
        "pptx" => Zip("[Content_Types].xml", "ppt/presentation.xml"),
        "text" => Statement,
        "text-bom" => [0xEF, 0xBB, 0xBF, .. Statement],
        "nothing" => [],
        "html" => "  <html><script>alert(1)</script>"u8.ToArray(),
        "html-after-words" => "statement <SCRIPT src=x>"u8.ToArray(),
        "svg" => "<svg onload='x'/>"u8.ToArray(),
        "exe" => [.. "MZ"u8, 0x90, 0],
        "script" => "#!/bin/sh\nrm -r /\n"u8.ToArray(),
        "macros" => Zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        "zip" => Zip("statement.txt"),
        "zip-torn" => Zip("OFD.xml")[..40],
        "gzip" => [0x1F, 0x8B, 8, 0],
        "utf-16" => Encoding.Unicode.GetBytes("笔录"),
        "bytes" => [0xC3, 0x28],
        _ => "GIF89a\0"u8.ToArray(),
    };

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_file_is_what_its_content_says_whatever_its_name_says(string sample, string expected)
    {
        await using var world = await World.Begin();
        var act = new BringInEvidence(new(Sample(sample)), "证据.pdf", "线索附件");
        if (expected.StartsWith("documents.", StringComparison.Ordinal)) await world.Refused(expected, world.Auditor, act);
        else Assert.Equal(expected, (await world.Do(world.Auditor, act)).Kind.ToString());
    }

    [Fact]
    public async Task It_has_a_name_a_purpose_and_a_size_that_can_be_kept()
    {
        await using var world = await World.Begin();
        await world.Refused("documents.name_missing", world.Auditor, new BringInEvidence(new(Statement), "/", "线索附件"));
        await world.Refused("documents.about_missing", world.Auditor, new BringInEvidence(new(Statement), "笔录.txt", " "));
        var largest = new byte[Evidence.LargestMegabytes * 1024 * 1024];
        "%PDF-"u8.CopyTo(largest);
        await world.Refused("documents.file_too_large", world.Auditor, new BringInEvidence(new([.. largest, 0]), "卷宗.pdf", "线索附件"));
        var kept = await world.Do(world.Auditor, new BringInEvidence(new(largest), "卷宗.pdf", "线索附件"));
        Assert.Equal(Digest.FromBytes(SHA256.HashData(largest)), kept.Digest);
        await world.Refused("acts.not_permitted", world.Admin, new BringInEvidence(new(Statement), "笔录.txt", "线索附件"));
    }

    [Fact]
    public async Task A_page_called_by_a_programs_name_is_saved_as_what_it_is()
    {
        await using var world = await World.Begin();
        var kept = await world.Do(world.Auditor, new BringInEvidence(new(Statement), @"C:\卷\笔录.exe", "线索附件"));
        Assert.Equal("笔录.exe", kept.Name);
        var copy = await world.Do(world.Auditor, new HandOutEvidence(kept.Digest.ToString()));
        Assert.Equal(("笔录.exe.txt", "text/plain; charset=utf-8"), (copy.FileName, copy.MediaType));
    }

    /// <summary>The same content twice is one file, and both who brought it in are on record; so is each copy that went out.</summary>
    [Fact]
    public async Task It_is_kept_once_and_its_chain_of_custody_names_everyone()
    {
        await using var world = await World.Begin();
        var content = new byte[Evidence.PartLength * 2 + 5];
        "%PDF-"u8.CopyTo(content);
        var hash = (await world.Do(world.Auditor, new BringInEvidence(new(content), "卷宗.pdf", "线索附件"))).Digest.ToString();
        Assert.Equal(hash, (await world.Do(world.Engineer, new BringInEvidence(new(content), "同一卷宗.pdf", "计量依据"))).Digest.ToString());
        Assert.Equal(1, await world.Read(db => db.EvidenceFiles.CountAsync(f => f.Digest == Digest.Parse(hash))));

        var copy = await world.Do(world.Auditor, new HandOutEvidence(hash));
        Assert.Equal(3, copy.Parts);
        var read = new List<byte>();
        for (var part = 1; part <= copy.Parts; part++) read.AddRange(await world.Ask(world.Auditor, new ReadEvidence(copy.HandOut, part)));
        Assert.Equal(content, read);

        // A copy is read by him to whom it was handed out.
        Assert.Equal("acts.not_found", (await world.Door.Ask(new ReadEvidence(copy.HandOut, 1), world.Engineer)).Refusal?.Code);
        Assert.Equal("acts.not_found", (await world.Door.Ask(new ReadEvidence(copy.HandOut - 1, 1), world.Auditor)).Refusal?.Code);
        var shown = await world.Ask(world.Auditor, new ShowEvidence(hash));
        Assert.Equal(("卷宗.pdf", "线索附件", "auditor"), (shown.Name, shown.About, shown.BroughtInBy));
        var chain = await world.Ask(world.Auditor, new TimelineOf(shown.Id.Value, null));
        Assert.Equal([("HandOutEvidence", "auditor"), ("BringInEvidence", "engineer"), ("BringInEvidence", "auditor")], chain.Items.Select(e => (e.Kind, e.Who)));
    }

    [Fact]
    public async Task Only_who_may_read_a_thing_that_names_it_may_read_it()
    {
        await using var world = await World.Begin();
        var contract = await world.Contract("HT-1");
        await world.MakePayable(contract);
        await world.Certify(contract, 87_654_321);
        await Session.Of(world);
        var hash = (await world.Do(world.Auditor, new BringInEvidence(new(Statement), "笔录.txt", "违约线索"))).Digest.ToString();
        var sealedHash = (await world.Do(world.Auditor, new BringInEvidence(new("职务行为说明"u8.ToArray()), "说明.txt", "违约线索"))).Digest.ToString();

        // Nothing names it yet: only who brought it in may read it.
        await world.Refused("acts.not_found", world.AuditorTwo, new HandOutEvidence(hash));
        Assert.Empty((await world.Ask(world.Auditor, new ShowEvidence(hash))).Places);

        var party = await world.Read(db => db.Set<WorksContract>().Where(c => c.Id == contract).Select(c => c.Party.Value).SingleAsync());
        var own = await world.Contractor("own", party);
        var stranger = await world.Contractor("stranger", await world.Read(async db => (await db.Set<WorksContract>().FindAsync(await world.Contract("HT-2")))!.Party.Value));
        var flagged = await world.Do(world.Auditor, new FlagViolation(contract, CaseSource.Inspection, "赠送购物卡", world.Today().AddDays(-10), 1, new(3_000_000),
            [new(CaseLeg.Breach, "赠送购物卡", hash), new(CaseLeg.StaffMatter, "放宽验收", sealedHash), new(CaseLeg.InfluenceAndLoss, "返工", hash)]));
        await world.Confirm(flagged);

        await world.Do(world.AuditorTwo, new HandOutEvidence(hash));
        Assert.Equal($"/cases/{flagged.Value}", Assert.Single((await world.Ask(world.Leaders[1], new ShowEvidence(hash))).Places).Address);
        Assert.NotNull(await world.Ask(world.Leaders[1], new FindEvidence(hash)));

        // The staff side is for those who handle, review and decide the case; the others see that there is one (P-11).
        await world.Do(world.AuditorTwo, new HandOutEvidence(sealedHash));
        await world.Refused("acts.not_found", world.Finance, new HandOutEvidence(sealedHash));
        await world.Do(world.Auditor, new AddFinding(flagged, new(CaseLeg.StaffMatter, "另一职务问题", sealedHash), await world.SeenOf(flagged)));
        var shown = await world.Ask(world.Finance, new ShowCase(flagged));
        Assert.All(shown.Findings.Where(f => f.Leg == CaseLeg.StaffMatter), f => Assert.Equal((null, null), (f.Words, f.Document)));
        Assert.DoesNotContain(shown.Steps, s => s.Words == "另一职务问题" || s.Document == sealedHash);

        // The contractor reads it from the day on which he sees the case, and never what the staff matter names.
        await world.Refused("acts.not_found", own, new HandOutEvidence(hash));
        Assert.Null(await world.Ask(own, new FindEvidence(hash)));
        await world.Notify(flagged);
        await world.Do(own, new HandOutEvidence(hash));
        Assert.NotNull(await world.Ask(own, new FindEvidence(hash)));
        Assert.Null((await world.Ask(own, new ShowEvidence(hash))).BroughtInBy);
        await world.Refused("acts.not_found", own, new HandOutEvidence(sealedHash));
        await world.Refused("acts.not_found", stranger, new HandOutEvidence(hash));
        await world.Refused("acts.not_found", world.Auditor, new HandOutEvidence("no hash"));
    }

    /// <summary>Whoever knows a hash cannot tell by answer or by work whether the bureau has the file.</summary>
    [Fact]
    public async Task Anothers_evidence_looks_like_none()
    {
        await using var world = await World.Begin();
        var contract = await world.Contract("HT-1");
        var hash = (await world.Do(world.Auditor, new BringInEvidence(new(Statement), "笔录.txt", "计量依据"))).Digest.ToString();
        await world.Certify(contract, 1_000_000);
        var stranger = await world.Contractor("stranger", await world.Read(async db => (await db.Set<WorksContract>().FindAsync(await world.Contract("HT-2")))!.Party.Value));
        foreach (var ask in new Func<string, IAsk<EvidenceShown>>[] { h => new ShowEvidence(h) })
        {
            var theirs = await CountedQueries.Of(async () => Assert.Equal("acts.not_found", (await world.Door.Ask(ask(hash), stranger)).Refusal?.Code));
            var none = await CountedQueries.Of(async () => Assert.Equal("acts.not_found", (await world.Door.Ask(ask(new string('1', 64)), stranger)).Refusal?.Code));
            Assert.NotEmpty(none);
            Assert.Equal(none, theirs);
        }
    }

    /// <summary>The attacker knows the hash of a paper that is closed to him and names it in something of his own.</summary>
    [Fact]
    public async Task Who_may_not_read_a_paper_does_not_open_it_by_naming_it()
    {
        await using var world = await World.Begin();
        var contract = await world.OwedContract();
        var closed = await world.Kept(world.Auditor, "谈话记录");
        await world.Refused("documents.paper_not_yours", world.Engineer, new ProposeVariation(contract, new(1_000_000), "工程量增加", closed, await world.Seen(contract.Value)));
        // A paper that is kept nowhere proves nothing either.
        await world.Refused("documents.paper_not_yours", world.Engineer, new ProposeVariation(contract, new(1_000_000), "工程量增加", new string('a', 64), await world.Seen(contract.Value)));
        Assert.Equal("acts.not_found", (await world.Door.Enter(new HandOutEvidence(closed), world.Engineer, "k", default)).Refusal?.Code);
    }
}
