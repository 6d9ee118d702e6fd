#pragma warning disable CA1812, CA1823, CA1852, CA1802, CA1031, CA2201, CS0414, CS0169, IDE0051, IDE0052
// Types that use a neighbour in every way there is: the reader of the module table is proved on them.
namespace Integrity.Tests.Architecture.Sample.Right
{
    internal class Neighbour
    {
        public static int Number => 1;
        public static readonly int Kept = Environment.ProcessId;
        public static event Action? Rang { add { } remove { } }
        public sealed class Inner;
    }

    internal interface INeighbour;

    internal sealed class NeighbourException : Exception;

    internal enum NeighbourKind
    {
        One = 1,
    }

    [AttributeUsage(AttributeTargets.All)]
    internal sealed class NeighbourAttribute : Attribute;

    internal static class NeighbourExtensions
    {
        extension(string text)
        {
            public int Houses => text.Length;
        }
    }
}

namespace Integrity.Tests.Architecture.Sample.Left
{
    using Right;

    internal class ByBase : Neighbour;

    internal class ByInterface : INeighbour;

    internal class ByField
    {
        private readonly Neighbour? one;
    }

    internal class ByEnumParameter
    {
        public static void Take(NeighbourKind kind) => _ = kind;
    }

    internal class ByReturn
    {
        public static Neighbour? Give() => null;
    }

    internal class ByArgument
    {
        private readonly List<Dictionary<int, Neighbour[]>> many = [];
    }

    internal class ByInner
    {
        private readonly Neighbour.Inner? inner;
    }

    [Neighbour]
    internal class ByAttribute;

    [System.ComponentModel.TypeConverter(typeof(Neighbour))]
    internal class ByTypeInAttribute;

    internal class ByConstraint<T> where T : INeighbour;

    internal class ByCall
    {
        public static int Call() => Neighbour.Number;
    }

    internal class ByFieldRead
    {
        public static int Read() => Neighbour.Kept;
    }

    internal class ByClosure
    {
        public static Func<object> Make(int one) => () => one > 0 ? new Neighbour() : one;
    }

    internal class ByAsync
    {
        public static async Task<object> Make()
        {
            await Task.Yield();
            return new Neighbour();
        }
    }

    internal class ByIterator
    {
        public static IEnumerable<object> Make()
        {
            yield return new Neighbour();
        }
    }

    internal class ByCast
    {
        public static bool Is(object one) => one is Neighbour;
    }

    internal class ByTypeOf
    {
        public static Type Of() => typeof(Neighbour);
    }

    internal class ByCatch
    {
        public static void Try()
        {
            try
            {
                GC.KeepAlive(null);
            }
            catch (NeighbourException)
            {
                GC.KeepAlive(null);
            }
        }
    }

    internal class ByGenericCall
    {
        public static object Make() => Array.Empty<Neighbour>();
    }

    internal class BySwitch
    {
        public static object? Of(int one) => one switch { 1 => "a", 2 => "b", 3 => "c", 4 => "d", 5 => "e", 6 => "f", 7 => new Neighbour(), _ => null };
    }

    internal class ByExtension
    {
        public static int Count(string text) => text.Houses;
    }

    internal class ByEvent
    {
        public static void Listen() => Neighbour.Rang += () => { };
    }
}
