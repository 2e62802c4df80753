using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Exchange.Fhir;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Exchange.Fhir;
using Hl7.Fhir.Validation;

namespace CarePlanning.Tests.Documents.Copies;

/// <summary>The data that go with a copy hold what the copy may carry and no more.</summary>
public sealed class CopyDataTests
{
    public static TheoryData<CopyKind> Kinds() => [.. CopyList.All.Select(c => c.Kind)];

    [Theory, MemberData(nameof(Kinds))]
    public void No_field_is_in_the_data_of_a_copy_that_may_not_carry_it(CopyKind kind)
    {
        var all = FilledPlan.Make();
        var version = FhirSamples.VersionOf(all);
        var data = PlanBundle.Write(version with { Content = AudienceTable.Keep(kind, version.Content) }, AudienceTable.BundleOf(kind, version.Content.Answers), Samples.Now);
        Sound(data);
        var text = Encoding.UTF8.GetString(data);
        Assert.Contains("Joyce Ashworth", text, StringComparison.Ordinal);
        var leaked = from section in PlanSections.All
                     from place in SectionFields.Places(section, all[section.Slug])
                     where place.Field.Kind is FieldKind.ShortText or FieldKind.LongText or FieldKind.Narrative
                     let mark = place.Entry is { HeldAs: not Sensitivity.Open } entry ? entry.HeldAs : place.Field.Sensitivity
                     where !AudienceTable.MayCarry(kind, section, place.Field, mark) && text.Contains(FilledPlan.Word(section.Slug, place.Path), StringComparison.Ordinal)
                     select $"{section.Slug}/{place.Path}";
        Assert.Empty(leaked);
    }

    private static IEnumerable<Hl7.Fhir.Model.Resource?> Resources(CopyKind kind, PlanAnswers answers)
    {
        var version = FhirSamples.VersionOf(answers);
        return FhirSamples.Read(PlanBundle.Write(version with { Content = AudienceTable.Keep(kind, version.Content) }, AudienceTable.BundleOf(kind, version.Content.Answers), Samples.Now)).Entry.Select(e => e.Resource);
    }

    /// <summary>Read strictly, asked for what each resource must have, and with no reference that leads out of it.</summary>
    private static void Sound(byte[] data)
    {
        Assert.Empty(FhirSamples.Read(data).Validate());
        var bundle = JsonNode.Parse(data)!;
        var urls = bundle["entry"]!.AsArray().Select(e => (string)e!["fullUrl"]!).ToList();
        Assert.Distinct(urls);
        Assert.Empty(Regex.Matches(bundle.ToJsonString(), "\"reference\":\"([^\"]*)\"").Select(m => m.Groups[1].Value).Except(urls));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_fact_takes_the_place_of_what_it_replaces_in_the_data_of_each_copy_that_is_about_it(CopyKind kind)
    {
        var all = FilledPlan.Make();
        var version = FhirSamples.VersionOf(all);
        LiveFact[] facts = [.. Enum.GetValues<LiveFactKind>().Select(about => new LiveFact(Guid.NewGuid(), about, $"Otherwise now: {about}", true, "Nia", Samples.Now))];
        var data = PlanBundle.Write(version with { Content = AudienceTable.Keep(kind, version.Content) }, AudienceTable.BundleOf(kind, version.Content.Answers, facts), Samples.Now);
        Sound(data);
        var text = Encoding.UTF8.GetString(data);
        var about = CopyList.Of(kind).Of(facts);
        foreach (var fact in facts)
        {
            Assert.Equal((fact.Kind, about.Contains(fact)), (fact.Kind, text.Contains(fact.Words, StringComparison.Ordinal)));
            if (!about.Contains(fact)) continue;
            Assert.Single(FhirSamples.Read(data).Entry.Select(e => e.Resource).OfType<Hl7.Fhir.Model.Flag>(), f => f.Code!.Text == fact.Words && f.Status == Hl7.Fhir.Model.Flag.FlagStatus.Active);
        }
        var stale = from section in PlanSections.All
                    from place in SectionFields.Places(section, all[section.Slug])
                    where place.Field.Kind is FieldKind.ShortText or FieldKind.LongText or FieldKind.Narrative
                    where LiveFactTable.IsReplaced(about, section, place.Field) && text.Contains(FilledPlan.Word(section.Slug, place.Path), StringComparison.Ordinal)
                    select $"{section.Slug}/{place.Path}";
        Assert.Empty(stale);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Who_signed_and_who_did_not_is_in_the_data_only_where_the_copy_prints_it(CopyKind kind)
    {
        var version = FhirSamples.VersionOf(PlanAnswers.Empty());
        var stamp = Samples.Stamp(kind);
        var page = Reading.Of(CopyDocument.Compose(version.Content, stamp, new CopyContents(new Agreement(version, Samples.Now), [])).Blocks);
        var data = PlanBundle.Write(version with { Content = AudienceTable.Keep(kind, version.Content) }, AudienceTable.BundleOf(kind, version.Content.Answers), Samples.Now);
        Sound(data);
        var text = Encoding.UTF8.GetString(data);
        var prints = kind is CopyKind.FullPlan or CopyKind.LargePrint;
        foreach (var said in new[] { "Nia Rees", "I agree with this plan." })
            Assert.Equal((said, prints, prints), (said, page.Contains(said, StringComparison.Ordinal), text.Contains(said, StringComparison.Ordinal)));
        var all = FhirSamples.Read(data).Entry.Select(e => e.Resource).ToList();
        Assert.Equal(prints ? 2 : 0, all.OfType<Hl7.Fhir.Model.Composition>().Single().Attester.Count);
        Assert.Equal(prints ? 4 : 1, all.OfType<Hl7.Fhir.Model.Provenance>().Count());
        Assert.Equal(prints ? 1 : 0, all.OfType<Hl7.Fhir.Model.Practitioner>().Count());
    }

    [Fact]
    public void A_fact_beside_the_plan_takes_nothing_out_of_the_data()
    {
        var version = FhirSamples.VersionOf(FilledPlan.Make());
        var fact = new LiveFact(Guid.NewGuid(), LiveFactKind.Allergies, "Also latex", false, "Nia", Samples.Now);
        var text = Encoding.UTF8.GetString(PlanBundle.Write(version with { Content = AudienceTable.Keep(CopyKind.EmergencySheet, version.Content) }, AudienceTable.BundleOf(CopyKind.EmergencySheet, version.Content.Answers, [fact]), Samples.Now));
        Assert.Contains("Also latex", text, StringComparison.Ordinal);
        Assert.Contains(FilledPlan.Word("health-at-a-glance", $"allergies/{FilledPlan.First}/what"), text, StringComparison.Ordinal);
    }

    [Fact]
    public void Somebody_who_has_left_stands_in_the_clinical_record_as_somebody_who_has_left_and_whoever_is_there_as_before()
    {
        var answers = PlanAnswers.Empty();
        var all = answers.Get<Involved>().Professionals;
        all.Add(new() { Id = "l", Name = "Dr Lowe", Start = PartialDate.From(new DateOnly(2024, 3, 1)), End = PartialDate.From(new DateOnly(2026, 5, 31)) });
        all.Add(new() { Id = "k", Name = "Dr Kaur" });
        var read = Samples.Read(CopyKind.ClinicalRecord, answers).Split('\n');
        Assert.Contains("31 May 2026", Assert.Single(read, line => line.Contains("Dr Lowe", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain("20", Assert.Single(read, line => line.Contains("Dr Kaur", StringComparison.Ordinal)), StringComparison.Ordinal);
        var team = Resources(CopyKind.ClinicalRecord, answers).OfType<Hl7.Fhir.Model.CareTeam>().Single().Participant;
        Assert.Equal([("2024-03-01", "2026-05-31"), (null, null)], team.Select(p => (p.Period?.Start, p.Period?.End)));
    }

    [Theory, InlineData(CopyKind.ClinicalRecord), InlineData(CopyKind.Money)]
    public void A_goal_that_was_given_up_or_reached_does_not_look_open(CopyKind kind)
    {
        var answers = PlanAnswers.Empty();
        foreach (var status in new GoalStatus?[] { GoalStatus.Cancelled, GoalStatus.Achieved, GoalStatus.InProgress, null })
            answers.Get<Goals>().List.Add(new() { Id = $"{status}", What = $"Goal {status?.ToString() ?? "unsaid"}.", Status = status });
        var goals = Resources(kind, answers).OfType<Hl7.Fhir.Model.Goal>().ToDictionary(g => g.Description!.Text!, g => g.LifecycleStatus);
        Assert.Equal(new()
        {
            ["Goal Cancelled."] = Hl7.Fhir.Model.Goal.GoalLifecycleStatus.Cancelled,
            ["Goal Achieved."] = Hl7.Fhir.Model.Goal.GoalLifecycleStatus.Completed,
            ["Goal InProgress."] = Hl7.Fhir.Model.Goal.GoalLifecycleStatus.Active,
            // Nobody said how far this one is.
            ["Goal unsaid."] = Hl7.Fhir.Model.Goal.GoalLifecycleStatus.Proposed,
        }, goals);
        if (kind != CopyKind.ClinicalRecord) return;
        var read = Samples.Read(kind, answers).Split('\n');
        string Line(GoalStatus? status) => Assert.Single(read, line => line.Contains($"Goal {status?.ToString() ?? "unsaid"}", StringComparison.Ordinal));
        string Said(GoalStatus status) => PlanSections.Of<Goals>().Words.Option(typeof(GoalStatus), status.ToString());
        Assert.EndsWith(Said(GoalStatus.Cancelled), Line(GoalStatus.Cancelled), StringComparison.Ordinal);
        Assert.EndsWith(Said(GoalStatus.Achieved), Line(GoalStatus.Achieved), StringComparison.Ordinal);
        Assert.EndsWith("Goal unsaid", Line(null), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_about_the_person_has_no_number_and_no_birthday_in_its_data()
    {
        var version = FhirSamples.VersionOf(FilledPlan.Make());
        var text = Encoding.UTF8.GetString(PlanBundle.Write(version with { Content = AudienceTable.Keep(CopyKind.AboutMe, version.Content) }, AudienceTable.BundleOf(CopyKind.AboutMe, version.Content.Answers), Samples.Now));
        Assert.DoesNotContain("9990000018", text, StringComparison.Ordinal);
        Assert.DoesNotContain("1948-05-04", text, StringComparison.Ordinal);
    }
}
