using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Integrity.Domain.Values;

namespace Integrity.App.Journal;

/// <summary>SHA-256 of eight messages at once: each vector holds one word of all eight.</summary>
/// <remarks>
/// A call of the platform's hash costs about a microsecond whatever the size, and a round has two million short lines.
/// Only where <see cref="IsSupported"/>; the callers have another way. Source: FIPS 180-4, section 6.2.2.
/// </remarks>
internal static class Sha256Lanes
{
    public const int Count = 8;
    public const int BlockBytes = 64;

    public static bool IsSupported => Avx2.IsSupported;

    private static ReadOnlySpan<uint> Constants =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <summary>The hashes of eight padded messages, each a run of whole blocks in one buffer.</summary>
    /// <param name="buffer">Holds all blocks.</param>
    /// <param name="starts">Where each of the eight begins.</param>
    /// <param name="blocks">How many blocks each of the eight has: one or more.</param>
    [SkipLocalsInit]
    public static EightHashes Hash(ReadOnlySpan<byte> buffer, ReadOnlySpan<int> starts, ReadOnlySpan<int> blocks)
    {
        int most = 0, least = int.MaxValue;
        for (var lane = 0; lane < Count; lane++)
        {
            most = Math.Max(most, blocks[lane]);
            least = Math.Min(least, blocks[lane]);
            _ = buffer.Slice(starts[lane], blocks[lane] * BlockBytes);
        }
        var hashes = EightHashes.Initial;
        Span<Vector256<uint>> schedule = stackalloc Vector256<uint>[64];
        Span<int> at = stackalloc int[Count];
        ref var first = ref MemoryMarshal.GetReference(buffer);
        for (var block = 0; block < most; block++)
        {
            // A lane that has ended reads its last block again, and what comes of it is thrown away.
            for (var lane = 0; lane < Count; lane++) at[lane] = starts[lane] + Math.Min(block, blocks[lane] - 1) * BlockBytes;
            Load(ref first, at, schedule);
            if (block < least)
            {
                Compress(ref hashes, schedule);
                continue;
            }
            var before = hashes;
            Compress(ref hashes, schedule);
            var running = Vector256.GreaterThan(Vector256.Create(blocks), Vector256.Create(block)).AsUInt32();
            hashes = EightHashes.Select(running, hashes, before);
        }
        return hashes;
    }

    /// <summary>The eight inner nodes over sixteen children: <c>SHA-256(1 ‖ left ‖ right)</c>, made without leaving the vectors.</summary>
    [SkipLocalsInit]
    public static EightHashes Parents(in EightHashes firstEight, in EightHashes secondEight)
    {
        var left = EightHashes.Even(firstEight, secondEight);
        var right = EightHashes.Odd(firstEight, secondEight);
        var hashes = EightHashes.Initial;
        Span<Vector256<uint>> schedule = stackalloc Vector256<uint>[64];

        // The one byte in front shifts all words of both children by eight bits; the last byte begins the second block.
        schedule[0] = Vector256.Create(0x01000000u) | (left.A >>> 8);
        schedule[1] = (left.A << 24) | (left.B >>> 8);
        schedule[2] = (left.B << 24) | (left.C >>> 8);
        schedule[3] = (left.C << 24) | (left.D >>> 8);
        schedule[4] = (left.D << 24) | (left.E >>> 8);
        schedule[5] = (left.E << 24) | (left.F >>> 8);
        schedule[6] = (left.F << 24) | (left.G >>> 8);
        schedule[7] = (left.G << 24) | (left.H >>> 8);
        schedule[8] = (left.H << 24) | (right.A >>> 8);
        schedule[9] = (right.A << 24) | (right.B >>> 8);
        schedule[10] = (right.B << 24) | (right.C >>> 8);
        schedule[11] = (right.C << 24) | (right.D >>> 8);
        schedule[12] = (right.D << 24) | (right.E >>> 8);
        schedule[13] = (right.E << 24) | (right.F >>> 8);
        schedule[14] = (right.F << 24) | (right.G >>> 8);
        schedule[15] = (right.G << 24) | (right.H >>> 8);
        Compress(ref hashes, schedule);

        schedule[0] = (right.H << 24) | Vector256.Create(0x00800000u);
        schedule[1..15].Clear();
        schedule[15] = Vector256.Create((1u + 2 * Digest.Bytes) * 8);
        Compress(ref hashes, schedule);
        return hashes;
    }

    /// <summary>Sixteen big-endian words of eight blocks, turned so that each vector holds one word of all eight.</summary>
    private static void Load(ref byte buffer, ReadOnlySpan<int> at, Span<Vector256<uint>> schedule)
    {
        var swap = Vector256.Create((byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
        for (var half = 0; half < 2; half++)
        {
            var r0 = Row(ref buffer, at[0] + half * 32, swap);
            var r1 = Row(ref buffer, at[1] + half * 32, swap);
            var r2 = Row(ref buffer, at[2] + half * 32, swap);
            var r3 = Row(ref buffer, at[3] + half * 32, swap);
            var r4 = Row(ref buffer, at[4] + half * 32, swap);
            var r5 = Row(ref buffer, at[5] + half * 32, swap);
            var r6 = Row(ref buffer, at[6] + half * 32, swap);
            var r7 = Row(ref buffer, at[7] + half * 32, swap);
            var rows = new EightHashes(r0, r1, r2, r3, r4, r5, r6, r7).Turned();
            rows.CopyTo(schedule[(half * 8)..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Row(ref byte buffer, int at, Vector256<byte> swap) =>
        Avx2.Shuffle(Vector256.LoadUnsafe(ref buffer, (nuint)at), swap).AsUInt32();

    /// <summary>One block of each lane; the first sixteen vectors of the schedule are given.</summary>
    private static void Compress(ref EightHashes hashes, Span<Vector256<uint>> schedule)
    {
        ref var w = ref MemoryMarshal.GetReference(schedule[..64]);
        for (nint t = 16; t < 64; t++)
        {
            Unsafe.Add(ref w, t) = Small1(Unsafe.Add(ref w, t - 2)) + Unsafe.Add(ref w, t - 7)
                + Small0(Unsafe.Add(ref w, t - 15)) + Unsafe.Add(ref w, t - 16);
        }

        ref var k = ref MemoryMarshal.GetReference(Constants);
        var (a, b, c, d, e, f, g, h) = (hashes.A, hashes.B, hashes.C, hashes.D, hashes.E, hashes.F, hashes.G, hashes.H);
        for (nint t = 0; t < 64; t += 8)
        {
            var step = h + Word(ref w, ref k, t) + Large1(e) + Choose(e, f, g);
            d += step;
            h = step + Large0(a) + Majority(a, b, c);
            step = g + Word(ref w, ref k, t + 1) + Large1(d) + Choose(d, e, f);
            c += step;
            g = step + Large0(h) + Majority(h, a, b);
            step = f + Word(ref w, ref k, t + 2) + Large1(c) + Choose(c, d, e);
            b += step;
            f = step + Large0(g) + Majority(g, h, a);
            step = e + Word(ref w, ref k, t + 3) + Large1(b) + Choose(b, c, d);
            a += step;
            e = step + Large0(f) + Majority(f, g, h);
            step = d + Word(ref w, ref k, t + 4) + Large1(a) + Choose(a, b, c);
            h += step;
            d = step + Large0(e) + Majority(e, f, g);
            step = c + Word(ref w, ref k, t + 5) + Large1(h) + Choose(h, a, b);
            g += step;
            c = step + Large0(d) + Majority(d, e, f);
            step = b + Word(ref w, ref k, t + 6) + Large1(g) + Choose(g, h, a);
            f += step;
            b = step + Large0(c) + Majority(c, d, e);
            step = a + Word(ref w, ref k, t + 7) + Large1(f) + Choose(f, g, h);
            e += step;
            a = step + Large0(b) + Majority(b, c, d);
        }
        hashes = new(
            hashes.A + a, hashes.B + b, hashes.C + c, hashes.D + d, hashes.E + e, hashes.F + f, hashes.G + g, hashes.H + h);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Word(ref Vector256<uint> w, ref uint k, nint t) => Unsafe.Add(ref w, t) + Vector256.Create(Unsafe.Add(ref k, t));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Choose(Vector256<uint> x, Vector256<uint> y, Vector256<uint> z) => Vector256.ConditionalSelect(x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Majority(Vector256<uint> x, Vector256<uint> y, Vector256<uint> z) => Vector256.ConditionalSelect(x ^ y, z, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Large0(Vector256<uint> x) => Turn(x, 2) ^ Turn(x, 13) ^ Turn(x, 22);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Large1(Vector256<uint> x) => Turn(x, 6) ^ Turn(x, 11) ^ Turn(x, 25);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Small0(Vector256<uint> x) => Turn(x, 7) ^ Turn(x, 18) ^ (x >>> 3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Small1(Vector256<uint> x) => Turn(x, 17) ^ Turn(x, 19) ^ (x >>> 10);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Turn(Vector256<uint> x, [ConstantExpected] byte by) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateRight(x, by) : (x >>> by) | (x << (32 - by));
}
