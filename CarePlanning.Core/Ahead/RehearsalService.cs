using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CarePlanning.Core.Access;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Words;

namespace CarePlanning.Core.Ahead;

/// <summary>What people who went through a plan say about it.</summary>
/// <param name="OpId">Made with the page; the same record sent twice is kept once.</param>
/// <param name="By">Who went through it; empty stands for whoever writes it down.</param>
/// <param name="NextInMonths">After how many months it is gone through again; 0 when that is not settled.</param>
/// <param name="Owners">Who puts a gap right, by the gap's key.</param>
public sealed record GoneThrough(Guid OpId, Supposition Supposed, string? By, int NextInMonths, IReadOnlyDictionary<string, string> Owners);

/// <summary>What came of writing down that a plan was gone through.</summary>
public enum RehearsalOutcome
{
    Recorded,
    NotFound,
    NotYours,
    /// <summary>The plan no longer takes it as it stands: it was agreed or closed meanwhile, or a word of it is refused.</summary>
    NotKept,
}

/// <summary>Keeps that a plan was gone through, with what was found and who puts it right, as entries of the plan itself.</summary>
public sealed class RehearsalService(PlanService plans, EditService edits, PortalSettings settings)
{
    /// <summary>The months after which a plan can be gone through again.</summary>
    public static IReadOnlyList<int> Months { get; } = [1, 3, 6, 12];

    /// <summary>Keeps it through the one write path; what is there already is not written again.</summary>
    public async Task<RehearsalOutcome> Record(Actor actor, Guid planId, GoneThrough gone)
    {
        if (await plans.Open(actor, planId) is not { } view) return RehearsalOutcome.NotFound;
        var section = PlanSections.Of<Contingency>();
        if (!view.May(PlanAction.Edit, section.Slug)) return RehearsalOutcome.NotYours;
        if (Rehearsal.Of(view.Answers, gone.Supposed) is not { } rehearsal) return RehearsalOutcome.NotFound;
        await foreach (var outcome in edits.ApplyForm(actor, view, section, gone.OpId, Answers(rehearsal, gone, view.Me.Name)))
            if (outcome is not EditOutcome.Saved) return RehearsalOutcome.NotKept;
        return RehearsalOutcome.Recorded;
    }

    private IEnumerable<(string Path, string Value)> Answers(Rehearsal rehearsal, GoneThrough gone, string writer)
    {
        var plan = rehearsal.Plan.Id;
        foreach (var gap in rehearsal.Gaps)
        {
            var at = $"gaps/{Short($"{plan}/{gap.Key}", 24)}";
            // Found again after it was put right or taken out: it is open again.
            yield return (at, "added");
            yield return ($"{at}/planIds/{plan}", "yes");
            yield return ($"{at}/what", gap.Kept);
            if (gone.Owners.GetValueOrDefault(gap.Key) is { } owner && !string.IsNullOrWhiteSpace(owner)) yield return ($"{at}/owner", owner.Trim());
            foreach (var part in On($"{at}/foundOn", settings.Today)) yield return part;
            yield return ($"{at}/putRight", "no");
        }
        var entry = $"rehearsals/{gone.OpId:N}";
        yield return ($"{entry}/planIds/{plan}", "yes");
        foreach (var part in On($"{entry}/on", settings.Today)) yield return part;
        yield return ($"{entry}/supposed", Texts.Rehearsal.Get("supposed", rehearsal.Plan.Name ?? "", rehearsal.Supposed.When));
        yield return ($"{entry}/by", string.IsNullOrWhiteSpace(gone.By) ? writer : gone.By.Trim());
        var again = Months.Contains(gone.NextInMonths);
        foreach (var (path, value) in On($"{entry}/nextOn", settings.Today.AddMonths(again ? gone.NextInMonths : 0))) yield return (path, again ? value : "");
    }

    private static IEnumerable<(string Path, string Value)> On(string path, DateOnly day) =>
    [
        ($"{path}/day", day.Day.ToString(CultureInfo.InvariantCulture)),
        ($"{path}/month", day.Month.ToString(CultureInfo.InvariantCulture)),
        ($"{path}/year", day.Year.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>The same short name for the same place each time, so that nothing is kept twice.</summary>
    private static string Short(string place, int letters) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(place)))[..letters];
}
