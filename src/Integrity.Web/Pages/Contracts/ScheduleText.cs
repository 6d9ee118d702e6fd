using Integrity.App.Contracts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Values;

namespace Integrity.Web.Pages.Contracts;

/// <summary>A penalty schedule as it is typed. Unit: percent.</summary>
public sealed class ScheduleText
{
    public List<BandText> Bands { get; } = [new() { Min = "1", Max = "3" }, new() { Min = "3", Max = "6" }, new() { Min = "6", Max = "10" }];
    public string Cap { get; set; } = "15";
    public bool Reaches { get; set; }

    /// <summary>What was typed; the refusal names its input.</summary>
    public Outcome<ScheduleOnPaper> Read()
    {
        var bands = new List<Band>();
        foreach (var typed in Bands)
        {
            var (min, max) = (RatioText.Read(typed.Min), RatioText.Read(typed.Max));
            if (!min.IsDone) return min.Refusal with { Field = "bands" };
            if (!max.IsDone) return max.Refusal with { Field = "bands" };
            bands.Add(new(min.Value, max.Value));
        }
        var cap = RatioText.Read(Cap);
        return cap.IsDone ? new ScheduleOnPaper(bands, cap.Value, Reaches) : cap.Refusal with { Field = "cap" };
    }

    /// <summary>One band. Unit: percent.</summary>
    public sealed class BandText
    {
        public string Min { get; set; } = "";
        public string Max { get; set; } = "";
    }
}
