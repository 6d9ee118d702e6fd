using Integrity.Domain.Values;

namespace Integrity.App;

/// <summary>Codes for fictional parties that pass their checks: the check character is found by trying.</summary>
internal static class DemoCodes
{
    public static string Firm(int number)
    {
        var body = $"91329900MA{number:0000000}";
        return "0123456789ABCDEFGHJKLMNPQRTUWXY".Select(check => body + check).First(code => CreditCode.Parse(code).IsDone);
    }

    public static string Person(int number)
    {
        var body = $"329900{1965 + number % 25}{1 + number % 12:00}{1 + number % 28:00}{number % 1000:000}";
        return "0123456789X".Select(check => body + check).First(code => ResidentId.Parse(code).IsDone);
    }
}
