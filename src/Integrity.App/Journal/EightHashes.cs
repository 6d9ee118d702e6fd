using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Integrity.Domain.Values;

namespace Integrity.App.Journal;

/// <summary>Eight SHA-256 states side by side: <c>A</c> holds the first word of all eight, <c>H</c> the last.</summary>
internal readonly struct EightHashes(
    Vector256<uint> a, Vector256<uint> b, Vector256<uint> c, Vector256<uint> d,
    Vector256<uint> e, Vector256<uint> f, Vector256<uint> g, Vector256<uint> h)
{
    public readonly Vector256<uint> A = a, B = b, C = c, D = d, E = e, F = f, G = g, H = h;

    /// <summary>The state before the first block. Source: FIPS 180-4, section 5.3.3.</summary>
    public static EightHashes Initial => new(
        Vector256.Create(0x6a09e667u), Vector256.Create(0xbb67ae85u), Vector256.Create(0x3c6ef372u), Vector256.Create(0xa54ff53au),
        Vector256.Create(0x510e527fu), Vector256.Create(0x9b05688cu), Vector256.Create(0x1f83d9abu), Vector256.Create(0x5be0cd19u));

    public static EightHashes Select(Vector256<uint> mask, in EightHashes yes, in EightHashes no) => new(
        Vector256.ConditionalSelect(mask, yes.A, no.A), Vector256.ConditionalSelect(mask, yes.B, no.B),
        Vector256.ConditionalSelect(mask, yes.C, no.C), Vector256.ConditionalSelect(mask, yes.D, no.D),
        Vector256.ConditionalSelect(mask, yes.E, no.E), Vector256.ConditionalSelect(mask, yes.F, no.F),
        Vector256.ConditionalSelect(mask, yes.G, no.G), Vector256.ConditionalSelect(mask, yes.H, no.H));

    /// <summary>The hashes in lanes 0, 2, 4, 6 of the first and then of the second: the left children.</summary>
    public static EightHashes Even(in EightHashes x, in EightHashes y) => new(
        Even(x.A, y.A), Even(x.B, y.B), Even(x.C, y.C), Even(x.D, y.D), Even(x.E, y.E), Even(x.F, y.F), Even(x.G, y.G), Even(x.H, y.H));

    /// <summary>The hashes in lanes 1, 3, 5, 7 of the first and then of the second: the right children.</summary>
    public static EightHashes Odd(in EightHashes x, in EightHashes y) => new(
        Odd(x.A, y.A), Odd(x.B, y.B), Odd(x.C, y.C), Odd(x.D, y.D), Odd(x.E, y.E), Odd(x.F, y.F), Odd(x.G, y.G), Odd(x.H, y.H));

    /// <summary>Rows become columns.</summary>
    public EightHashes Turned()
    {
        var (p0, p1, p2, p3) = (Avx2.UnpackLow(A, B).AsUInt64(), Avx2.UnpackHigh(A, B).AsUInt64(), Avx2.UnpackLow(C, D).AsUInt64(), Avx2.UnpackHigh(C, D).AsUInt64());
        var (p4, p5, p6, p7) = (Avx2.UnpackLow(E, F).AsUInt64(), Avx2.UnpackHigh(E, F).AsUInt64(), Avx2.UnpackLow(G, H).AsUInt64(), Avx2.UnpackHigh(G, H).AsUInt64());
        var (q0, q1, q2, q3) = (Avx2.UnpackLow(p0, p2).AsUInt32(), Avx2.UnpackHigh(p0, p2).AsUInt32(), Avx2.UnpackLow(p1, p3).AsUInt32(), Avx2.UnpackHigh(p1, p3).AsUInt32());
        var (q4, q5, q6, q7) = (Avx2.UnpackLow(p4, p6).AsUInt32(), Avx2.UnpackHigh(p4, p6).AsUInt32(), Avx2.UnpackLow(p5, p7).AsUInt32(), Avx2.UnpackHigh(p5, p7).AsUInt32());
        return new(
            Avx2.Permute2x128(q0, q4, 0x20), Avx2.Permute2x128(q1, q5, 0x20), Avx2.Permute2x128(q2, q6, 0x20), Avx2.Permute2x128(q3, q7, 0x20),
            Avx2.Permute2x128(q0, q4, 0x31), Avx2.Permute2x128(q1, q5, 0x31), Avx2.Permute2x128(q2, q6, 0x31), Avx2.Permute2x128(q3, q7, 0x31));
    }

    public void CopyTo(Span<Vector256<uint>> vectors)
    {
        vectors[7] = H;
        vectors[0] = A;
        vectors[1] = B;
        vectors[2] = C;
        vectors[3] = D;
        vectors[4] = E;
        vectors[5] = F;
        vectors[6] = G;
    }

    /// <summary>The digest in one lane.</summary>
    public Digest this[int lane] => new(
        (ulong)A[lane] << 32 | B[lane], (ulong)C[lane] << 32 | D[lane], (ulong)E[lane] << 32 | F[lane], (ulong)G[lane] << 32 | H[lane]);

    private static Vector256<uint> Even(Vector256<uint> x, Vector256<uint> y) => Pairs(Avx.Shuffle(x.AsSingle(), y.AsSingle(), 0b10_00_10_00));

    private static Vector256<uint> Odd(Vector256<uint> x, Vector256<uint> y) => Pairs(Avx.Shuffle(x.AsSingle(), y.AsSingle(), 0b11_01_11_01));

    private static Vector256<uint> Pairs(Vector256<float> mixed) => Avx2.Permute4x64(mixed.AsUInt64(), 0b11_01_10_00).AsUInt32();
}
