using System.IO.Compression;
using System.Xml;

namespace Integrity.App.Exchange.Tables;

/// <summary>The parts of a zipped workbook, each read at most once and never further than the limit.</summary>
/// <remarks>An attacker's zip declares small parts that unpack to gigabytes, or nests entities in its XML: what is declared is added up before anything is read, real bytes are counted
/// too (the runtime stops at the declared size; this is the fence behind it), each part is held against its checksum, and no DTD is read.</remarks>
internal sealed class ZipParts : IDisposable
{
    private const int MostParts = 2_000;
    private readonly ZipArchive archive;
    private readonly TableLimits limits;
    private long inflated;

    public ZipParts(Stream file, TableLimits limits)
    {
        this.limits = limits;
        archive = new ZipArchive(file, ZipArchiveMode.Read);
        if (archive.Entries.Count > MostParts) throw new UnreadableFileException(ExchangeRefusals.FileTorn());
        long declared = 0;
        foreach (var entry in archive.Entries)
            if (entry.Length < 0 || (declared += entry.Length) > MostBytes) throw TooFar();
    }

    private long MostBytes => limits.InflatedMegabytes * 1024L * 1024L;

    public bool Has(string path) => archive.GetEntry(path) is not null;

    /// <summary>Opens a part of XML, or null where there is none.</summary>
    public XmlReader? Open(string path)
    {
        if (archive.GetEntry(path) is not { } entry) return null;
        return XmlReader.Create(new CountedStream(entry.Open(), entry.Crc32, Count), new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            CloseInput = true,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        });
    }

    private void Count(int bytes)
    {
        if ((inflated += bytes) > MostBytes) throw TooFar();
    }

    private UnreadableFileException TooFar() => new(ExchangeRefusals.FileInflatesTooFar(limits.InflatedMegabytes));

    public void Dispose() => archive.Dispose();

    /// <summary>Counts what comes out, and compares it with its checksum at the end.</summary>
    private sealed class CountedStream(Stream inner, uint checksum, Action<int> count) : Stream
    {
        private uint seen = uint.MaxValue;

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            count(read);
            foreach (var one in buffer[..read]) seen = Table[(seen ^ one) & 0xFF] ^ (seen >> 8);
            if (read == 0 && buffer.Length > 0 && ~seen != checksum) throw new InvalidDataException("Checksum.");
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }

        /// <summary>The polynomial of zip, reflected.</summary>
        private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(index =>
        {
            var value = (uint)index;
            for (var bit = 0; bit < 8; bit++) value = (value & 1) == 1 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
            return value;
        })];
    }
}
