namespace CarePlanning.Core.Plans.Sections;

/// <summary>The seven headings of the PRSB "About Me" standard, most important first, each in somebody's words.</summary>
public sealed record AboutMe : PlanSection
{
    public Narrative? MostImportant { get; set; }
    public Narrative? PeopleImportant { get; set; }
    public Narrative? HowICommunicate { get; set; }
    public Narrative? MyWellness { get; set; }
    public Narrative? PleaseDoAndDoNot { get; set; }
    public Narrative? HowToSupportMe { get; set; }
    public Narrative? AlsoWorthKnowing { get; set; }

    [Asked("support")] public string? SupportedBy { get; set; }
    [Asked("support")] public string? SupportedByRelation { get; set; }
    public PartialDate? UpdatedOn { get; set; }
}
