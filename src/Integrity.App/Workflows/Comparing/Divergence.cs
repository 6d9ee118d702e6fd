namespace Integrity.App.Workflows;

/// <summary>The last day of a period as the new version counts it.</summary>
/// <param name="Name">As the definition names it; of a wait that no clock watches, the parameter.</param>
/// <param name="Title">For people.</param>
/// <param name="Day">Its last day.</param>
/// <param name="Does">What its end carries out.</param>
public sealed record PeriodEnd(string Name, Words Title, DateOnly Day, string Does = "");

/// <summary>Where a past case would have gone another way.</summary>
/// <param name="Step">The number of the step; of what would be otherwise to this day, the last one.</param>
/// <param name="Trigger">What happened there; empty for the start, and to this day.</param>
/// <param name="Day">When.</param>
/// <param name="Kind"><c>clock</c>, <c>refused</c>, <c>state</c>, <c>actions</c>, <c>role</c> or <c>requires</c>; after a refusal and another state nothing can be compared any more.</param>
/// <param name="Old">As it was; of a clock, where the case stood.</param>
/// <param name="New">As it would have been; of requirements, those that came to the old ones.</param>
/// <param name="Period">The period that makes the difference.</param>
public sealed record Divergence(int Step, string Trigger, DateOnly Day, string Kind, string Old, string New, PeriodEnd? Period = null)
{
    /// <summary>Of a refusal: who did it may not, or what had to be done before was not.</summary>
    public IReadOnlyList<Words> Barred { get; init; } = [];

    /// <summary>The difference in words.</summary>
    public Words Said => Kind switch
    {
        "clock" when IsOver => new($"此前{Over.Zh}{(Does.Length > 0 ? $"，执行 {Does}" : "")}，案件在“{New}”；原未届满，在“{Old}”",
            $"before it {Over.En}{(Does.Length > 0 ? $", doing {Does}" : "")}, and the case would stand in {New}; it had not run out then, in {Old}"),
        "clock" => new($"{Over.Zh}，案件在“{New}”；原已届满，在“{Old}”", $"{Over.En}, and the case would stand in {New}; it had run out then, in {Old}"),
        "refused" => new($"原到“{Old}”，新版在“{New}”不能办理{(Why.Count == 0 ? "" : "：" + string.Join("；", Why.Select(one => one.Zh)))}",
            $"led to {Old}; the new version refuses it in {New}{(Why.Count == 0 ? "" : ": " + string.Join("; ", Why.Select(one => one.En)))}"),
        "state" => new($"原到“{Old}”，新版到“{New}”", $"led to {Old}, now leads to {New}"),
        "actions" => new($"原执行 {Listed(Old)}，新版执行 {Listed(New)}", $"did {Listed(Old)}, now does {Listed(New)}"),
        "role" => new($"原由 {Old} 办理，新版由 {Listed(New)} 办理", $"done by {Old}, now by {Listed(New)}"),
        // What was asked for before, is still asked for.
        _ => new($"新版另须{string.Join("、", Added.Select(word => word.Zh))}", $"now also requires that {string.Join(" and that ", Added.Select(word => word.En))}"),
    };

    private IReadOnlyList<Words> Why => Period is null ? Barred : [.. Barred, Over];

    private bool IsOver => Period!.Day < Day;

    private string Does => Period!.Does.Replace(",", ", ", StringComparison.Ordinal);

    private Words Over => IsOver
        ? new($"期限“{Period!.Title.Zh}”已于 {Period.Day:yyyy-MM-dd} 届满", $"\"{Period.Title.En}\" would have run out on {Period.Day:yyyy-MM-dd}")
        : new($"期限“{Period!.Title.Zh}”至 {Period.Day:yyyy-MM-dd} 才届满", $"\"{Period.Title.En}\" would run until {Period.Day:yyyy-MM-dd}");

    private IEnumerable<Words> Added => New.Split(',').Select(name => WorkflowVocabulary.Requirements.TryGetValue(name, out var word) ? word.Met : new(name, name));

    private static string Listed(string names) => names.Length == 0 ? "—" : names.Replace(",", ", ", StringComparison.Ordinal);
}

/// <summary>A period that would have ended, or of which somebody would have been reminded, on another day; null where there is none, or its end is not known.</summary>
/// <param name="From">Its first day, by which two runs of one period are told apart.</param>
/// <param name="IsProvisional">The new day is reckoned with a year whose calendar is not published (P-10).</param>
/// <param name="IsReminder">It is the day of a reminder; the period ends as before.</param>
public sealed record OtherDate(string Deadline, DateOnly From, DateOnly? Old, DateOnly? New, bool IsProvisional = false, bool IsReminder = false);
