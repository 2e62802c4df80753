using CarePlanning.Core.Documents;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Reference;
using Hl7.Fhir.Model;
using Annotation = Hl7.Fhir.Model.Annotation;
using PlanGoal = CarePlanning.Core.Plans.Sections.Goal;

namespace CarePlanning.Core.Exchange.Fhir;

/// <summary>What is wanted and what is done: Goal, CarePlan, Flag, and the wish of where to die as an Observation.</summary>
internal static class BundleCare
{
    private static string Goal(string entryId) => $"goals/list/{entryId}";

    public static void Add(BundleParts parts)
    {
        var goals = parts.Answers.Get<Goals>();
        foreach (var goal in goals.List)
            if (BundleParts.Clean(goal.What) is { } what) parts.Add(Goal(goal.Id), Goal(parts, goals, goal, what));
        parts.Add("care-plan", Plan(parts, goals));
        var contingency = parts.Answers.Get<Contingency>();
        foreach (var plan in contingency.Plans) parts.Add($"if-things-go-wrong/plans/{plan.Id}", Plan(parts, contingency, plan));
        foreach (var (name, what, words) in Warnings(parts)) parts.Add(name, Flag(parts, what, words));
        foreach (var place in parts.Answers.Get<LookingAhead>().PlacesOfDeath)
            if (Place(parts, place) is { } wish) parts.Add($"looking-ahead/placesOfDeath/{place.Id}", wish);
        BundleAhead.Add(parts);
    }

    private static Hl7.Fhir.Model.Goal Goal(BundleParts parts, Goals goals, PlanGoal goal, string what)
    {
        var made = new Hl7.Fhir.Model.Goal
        {
            LifecycleStatus = goal.Status switch
            {
                GoalStatus.Accepted => Hl7.Fhir.Model.Goal.GoalLifecycleStatus.Accepted,
                GoalStatus.InProgress => Hl7.Fhir.Model.Goal.GoalLifecycleStatus.Active,
                GoalStatus.OnHold => Hl7.Fhir.Model.Goal.GoalLifecycleStatus.OnHold,
                GoalStatus.Achieved or GoalStatus.PartlyAchieved or GoalStatus.NotAchieved => Hl7.Fhir.Model.Goal.GoalLifecycleStatus.Completed,
                GoalStatus.Cancelled => Hl7.Fhir.Model.Goal.GoalLifecycleStatus.Cancelled,
                // Nobody has said how far it is: the least that can be claimed.
                _ => Hl7.Fhir.Model.Goal.GoalLifecycleStatus.Proposed,
            },
            AchievementStatus = goal.Status is { } status && BundleParts.Codes.GoalAchievement.TryGetValue(status, out var code) ? BundleParts.Concept(code) : null,
            Category = goal.Kind is { } kind ? [BundleParts.Words(PlanSections.Of<Goals>().Words.Option(typeof(GoalKind), kind.ToString()))] : [],
            Description = BundleParts.Words(what),
            Subject = parts.Patient,
            ExpressedBy = parts.Patient,
            Note = BundleParts.Clean(goal.WhyItMatters) is { } why ? [new Annotation { Text = why }] : [],
            OutcomeCode = [.. from outcome in goals.Outcomes
                              where outcome.GoalIds.Contains(goal.Id)
                              let said = BundleParts.Clean(outcome.WhatCameOfIt)
                              where said is not null
                              select BundleParts.Words(said)],
        };
        if (goal.By?.Date is { } by) made.Target.Add(new Hl7.Fhir.Model.Goal.TargetComponent { Due = new Date(BundleParts.Date(PartialDate.From(by))) });
        return made;
    }

    private static CarePlan Plan(BundleParts parts, Goals goals) => new()
    {
        Status = RequestStatus.Active,
        Intent = CarePlan.CarePlanIntent.Plan,
        Category = [BundleParts.Concept(BundleParts.Codes.PlanCategory)],
        Title = BundleParts.Clean(Words.Texts.Documents.Get("title", parts.Plan.PersonName)),
        Subject = parts.Patient,
        CreatedElement = new FhirDateTime(BundleParts.Moment(parts.Plan.FrozenAtUtc)),
        Author = parts.Custodian,
        CareTeam = [parts.To("care-team")],
        Goal = [.. goals.List.Where(g => parts.Has(Goal(g.Id))).Select(g => parts.To(Goal(g.Id)))],
        Activity = [.. from step in goals.Steps
                       let what = BundleParts.Clean(step.What)
                       where what is not null
                       select new CarePlan.ActivityComponent
                       {
                           Detail = new CarePlan.DetailComponent
                           {
                               Status = step.Status switch
                               {
                                   StepStatus.Planned => CarePlan.CarePlanActivityStatus.NotStarted,
                                   StepStatus.InProgress => CarePlan.CarePlanActivityStatus.InProgress,
                                   StepStatus.Done => CarePlan.CarePlanActivityStatus.Completed,
                                   StepStatus.Refused => CarePlan.CarePlanActivityStatus.Cancelled,
                                   StepStatus.Stopped => CarePlan.CarePlanActivityStatus.Stopped,
                                   _ => CarePlan.CarePlanActivityStatus.Unknown,
                               },
                               Description = what,
                               Goal = [.. step.GoalIds.Where(id => parts.Has(Goal(id))).Select(id => parts.To(Goal(id)))],
                               Scheduled = BundleParts.Clean(step.When) is { } when ? new FhirString(when) : null,
                           },
                       }],
    };

    private static CarePlan Plan(BundleParts parts, Contingency contingency, ContingencyPlan plan)
    {
        var made = new CarePlan
        {
            Status = RequestStatus.Active,
            Intent = CarePlan.CarePlanIntent.Plan,
            Category = [BundleParts.Concept(BundleParts.Codes.ContingencyPlan)],
            Title = BundleParts.Clean(plan.Name),
            Description = BundleParts.Clean(plan.Triggers),
            Subject = parts.Patient,
            Author = parts.Custodian,
            PartOf = [parts.To("care-plan")],
        };
        foreach (var step in contingency.StepsOf(plan))
        {
            if (BundleParts.Clean(step.Do) is { } todo) made.Activity.Add(Activity(todo, not: false));
            if (BundleParts.Clean(step.Avoid) is { } avoid) made.Activity.Add(Activity(avoid, not: true));
        }
        return made;
    }

    private static CarePlan.ActivityComponent Activity(string what, bool not) => new()
    {
        Detail = new CarePlan.DetailComponent { Status = CarePlan.CarePlanActivityStatus.NotStarted, Description = what, DoNotPerform = not ? true : null },
    };

    /// <summary>What somebody who opens the record must see first. The person may ask that their access needs are not flagged.</summary>
    private static IEnumerable<(string Name, string What, string Words)> Warnings(BundleParts parts)
    {
        var involved = parts.Answers.Get<Involved>();
        var health = PlanSections.Of<Health>().Words;
        if (parts.Copy.MayFlagNeeds && involved.FlagOnRecord != false && BundleParts.Clean(involved.AccessNeedNow) is { } need)
            yield return ("who-is-involved/accessNeedNow", PlanSections.Of<Involved>().Words.Heading("access"), need);
        var facts = parts.Answers.Get<Health>();
        foreach (var (list, entries) in new (string, IEnumerable<PlanItem>)[] { ("allergies", facts.Allergies), ("medicines", facts.Medicines), ("devices", facts.Devices), ("infections", facts.Infections) })
            foreach (var entry in entries)
                if (BundleParts.Clean(((IHealthFact)entry).What) is { } what) yield return ($"health-at-a-glance/{list}/{entry.Id}", health.Heading(list), what);
    }

    private static Flag Flag(BundleParts parts, string category, string words) => new()
    {
        Status = Hl7.Fhir.Model.Flag.FlagStatus.Active,
        Category = [BundleParts.Words(category)],
        Code = BundleParts.Words(words),
        Subject = parts.Patient,
        Author = parts.Custodian,
    };

    private static Observation? Place(BundleParts parts, WishedPlaceOfDeath place)
    {
        var words = BundleParts.Clean(place.Name);
        var type = place.Type is { } t ? PlanSections.Of<LookingAhead>().Words.Option(typeof(PlaceOfDeath), t.ToString()) : null;
        if (words is null && type is null) return null;
        var value = place.Type is { } kind && PlaceCodes.Current.Codes.TryGetValue(kind, out var code)
            ? new CodeableConcept(BundleParts.Codes.Snomed, code, null, words ?? type) : BundleParts.Words(words ?? type!);
        var at = new SectionReading(PlanSections.Of<LookingAhead>(), parts.Answers, parts.Plan.Voices);
        var rank = at.Field("placesOfDeath", "rank");
        return new Observation
        {
            Status = ObservationStatus.Final,
            Code = BundleParts.Concept(BundleParts.Codes.PreferredPlaceOfDeath),
            Subject = parts.Patient,
            Effective = BundleParts.Date(parts.Answers.Get<LookingAhead>().PlacesOfDeathSaidOn) is { } on ? new FhirDateTime(on) : null,
            Value = value,
            // A second choice without its rank would be read as a first.
            Note = [.. new[] { place.Rank is null ? null : $"{SectionReading.Labelled(at.Label(rank))} {at.Say(rank, place)}", place.Reason }.Select(BundleParts.Clean).OfType<string>().Select(t => new Annotation { Text = t })],
        };
    }
}
