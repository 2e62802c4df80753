using System.Globalization;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Words;

namespace CarePlanning.Core.Ahead;

/// <summary>What a rehearsal supposes: that one plan is needed, on a day of the week, at an hour of the clock.</summary>
public sealed record Supposition(string PlanId, DayOfWeek Day, int Hour)
{
    /// <summary>The day and the hour as people say them.</summary>
    public string When => Texts.Rehearsal.Get("when", Texts.Rehearsal[$"day.{Day}"], Clock(Hour));

    /// <summary>An hour as the clock shows it: "03:00".</summary>
    public static string Clock(int hour) => $"{hour.ToString("00", CultureInfo.InvariantCulture)}:00";
}

/// <summary>Whether somebody answers at the supposed hour.</summary>
public enum Answering { NotSaid, Yes, No }

/// <summary>What happens at one point of the walk.</summary>
public enum StopKind { Do, StepsIn, Call, DayAndNight, Key, Medicine }

/// <summary>One point of the walk: what is done, who does it, their number, and whether they answer then.</summary>
/// <param name="Hours">When they say they can be reached, in their own words.</param>
public sealed record RehearsalStop(StopKind Kind, string What, string? Avoid, string? Who, string? Phone, Answering Answers, string? Hours = null);

/// <summary>What a plan lacks.</summary>
public enum GapKind
{
    NoSteps, StepOwner, StepHours, NobodyToCall, SomebodyElse, NobodyAnswers, HoursMissing, NumberMissing, StepsInNotAsked, StepsInNumber, StepsInHours, NoKey, KeyNumber, KeyHours, MedicinePlace,
}

/// <summary>Something the walk found missing.</summary>
/// <param name="Path">The field of the plan that puts it right.</param>
/// <param name="Name">What its sentence names; empty where it names nobody.</param>
/// <param name="When">The supposed day and hour, for a gap that shows then.</param>
public sealed record RehearsalGap(GapKind Kind, string Slug, string Path, string Name, string When)
{
    /// <summary>The gap as a sentence that says what to do about it.</summary>
    public string Sentence => Texts.Rehearsal.Get($"gap.{Kind}", Name, When);

    /// <summary>The sentence as the plan keeps it, in the section of what to do: what stands in another section is not named there, where people may read it who may not read that one.</summary>
    public string Kept => Slug == Rehearsal.Slug ? Sentence : Texts.Rehearsal[$"gap.{Kind}.kept"];

    /// <summary>The same for the same gap each time it is found.</summary>
    public string Key => Path.Split('/') is [_, var entry, ..] ? $"{Kind}-{entry}" : Kind.ToString();
}

/// <summary>A plan for when things go wrong, walked through as if it were needed now.</summary>
public sealed record Rehearsal(ContingencyPlan Plan, Supposition Supposed, IReadOnlyList<RehearsalStop> Walk, IReadOnlyList<RehearsalGap> Gaps)
{
    internal const string Slug = "if-things-go-wrong";

    /// <summary>Walks a plan; null when there is no such plan in the answers.</summary>
    /// <remarks>Told of what the reader may see only. Medicines for the last days are left out for everybody: the walk is read aloud, and they say what may not be said.</remarks>
    public static Rehearsal? Of(PlanAnswers answers, Supposition supposed)
    {
        var contingency = answers.Get<Contingency>();
        if (supposed.Hour is < 0 or > 23 || contingency.Plans.InUse().FirstOrDefault(p => p.Id == supposed.PlanId) is not { } plan) return null;
        var asked = new Walking(answers, contingency, plan, supposed);
        return new Rehearsal(plan, supposed, [.. asked.Stops()], [.. asked.Gaps().DistinctBy(g => g.Key)]);
    }

    /// <summary>Whether somebody answers on this day at this hour, as far as their hours say.</summary>
    public static Answering Answers(ContingencyContact contact, DayOfWeek day, int hour)
    {
        if (contact.ReachedOn is not { } on) return Answering.NotSaid;
        if (on == ReachedOn.DayAndNight) return Answering.Yes;
        var (from, until) = (contact.FromHour, contact.UntilHour);
        if (from is null && until is null) return IsOn(on, day) ? Answering.NotSaid : Answering.No;
        if (from is null or > 24 || until is null or > 24 || from == until) return Answering.NotSaid;
        if (from < until) return IsOn(on, day) && hour >= from && hour < until ? Answering.Yes : Answering.No;
        // Over midnight: the small hours belong to the day before.
        var begun = hour >= from ? day : hour < until ? (DayOfWeek)(((int)day + 6) % 7) : (DayOfWeek?)null;
        return begun is { } night && IsOn(on, night) ? Answering.Yes : Answering.No;
    }

    private static bool IsOn(ReachedOn on, DayOfWeek day) => on switch
    {
        ReachedOn.Weekdays => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday),
        ReachedOn.Weekends => day is DayOfWeek.Saturday or DayOfWeek.Sunday,
        _ => true,
    };

    private sealed class Walking(PlanAnswers answers, Contingency contingency, ContingencyPlan plan, Supposition supposed)
    {
        private readonly IReadOnlyList<ContingencyStep> steps = [.. contingency.StepsOf(plan).Where(s => s.Do.IsWritten())];
        private readonly IReadOnlyList<ContingencyContact> named = contingency.ContactsOf(plan);
        private readonly IReadOnlyList<InvolvedPerson> unwanted = [.. answers.Get<Involved>().People.Where(p => !p.Removed && p.MustNotBeContacted)];

        private bool CarerIsAway => plan.ScenarioType == ScenarioType.CarerUnavailable;

        private IReadOnlyList<ContingencyContact> Contacts => [.. named.Where(c => MayBeCalled(c.Name, c.Phone))];

        private IEnumerable<VitalMedicine> Medicines => answers.Get<Health>().Medicines.InUse();

        public IEnumerable<RehearsalStop> Stops()
        {
            foreach (var step in steps)
            {
                if (!MayBeCalled(step.ByWhom, step.Phone)) { yield return new(StopKind.Do, step.Do!, step.Avoid, null, null, Answering.NotSaid); continue; }
                var who = Known(step.ByWhom);
                yield return new(StopKind.Do, step.Do!, step.Avoid, step.ByWhom, step.Phone ?? who?.Phone, who is null ? Answering.NotSaid : At(who));
            }
            if (CarerIsAway && contingency.WhoStepsIn.IsWritten() && MayBeCalled(contingency.WhoStepsIn, contingency.WhoStepsInPhone))
                yield return Called(StopKind.StepsIn, contingency.WhoStepsIn!, contingency.WhoStepsInPhone);
            foreach (var contact in Contacts)
                yield return new(StopKind.Call, contact.Name ?? "", null, contact.Role, contact.Phone, At(contact), contact.Hours);
            if (contingency.DayAndNightNumber.IsWritten() && MayBeCalled(contingency.DayAndNightWho, contingency.DayAndNightNumber))
                yield return new(StopKind.DayAndNight, contingency.DayAndNightWho ?? "", null, null, contingency.DayAndNightNumber, Answering.Yes);
            if (contingency.KeyHeldBy.IsWritten() && MayBeCalled(contingency.KeyHeldBy, contingency.KeyHeldByPhone))
                yield return Called(StopKind.Key, contingency.KeyHeldBy!, contingency.KeyHeldByPhone);
            foreach (var medicine in Medicines.Where(m => m.KeptWhere.IsWritten()))
                yield return new(StopKind.Medicine, medicine.What ?? "", null, medicine.KeptWhere, null, Answering.NotSaid);
        }

        public IEnumerable<RehearsalGap> Gaps() => [.. OfSteps(), .. OfPeople(), .. OfStandIn(), .. OfKey(), .. OfMedicines()];

        private IEnumerable<RehearsalGap> OfSteps()
        {
            if (steps.Count == 0) yield return Gap(GapKind.NoSteps, "steps");
            foreach (var step in steps.Where(s => !s.ByWhom.IsWritten())) yield return Gap(GapKind.StepOwner, $"steps/{step.Id}/byWhom", step.Do!);
            foreach (var step in steps.Where(s => MayBeCalled(s.ByWhom, s.Phone) && IsAway(s.ByWhom))) yield return Gap(GapKind.StepHours, $"steps/{step.Id}/byWhom", step.Do!);
            if (!steps.All(s => MayBeCalled(s.ByWhom, s.Phone))) yield return Gap(GapKind.SomebodyElse, "steps");
        }

        private IEnumerable<RehearsalGap> OfPeople()
        {
            var standsIn = CarerIsAway && contingency.WhoStepsIn.IsWritten();
            // Names nobody, as CT-07 does: what is found is read aloud and kept where that very person may read it.
            if (named.Count > Contacts.Count) yield return Gap(GapKind.SomebodyElse, "contacts");
            else if (named.Count == 0 && !standsIn) yield return Gap(GapKind.NobodyToCall, "contacts");
            var reached = Stops().Where(s => s.Kind is StopKind.StepsIn or StopKind.Call or StopKind.DayAndNight && s.Phone.IsWritten());
            if (named.Count + (standsIn ? 1 : 0) > 0 && !reached.Any(s => s.Answers == Answering.Yes)) yield return Gap(GapKind.NobodyAnswers, "contacts");
            foreach (var contact in Contacts)
            {
                if (!contact.Phone.IsWritten()) yield return Gap(GapKind.NumberMissing, $"contacts/{contact.Id}/phone", contact.Name ?? "");
                if (At(contact) == Answering.NotSaid) yield return Gap(GapKind.HoursMissing, $"contacts/{contact.Id}/reachedOn", contact.Name ?? "");
            }
        }

        private IEnumerable<RehearsalGap> OfStandIn()
        {
            if (!CarerIsAway || !contingency.WhoStepsIn.IsWritten()) yield break;
            if (!MayBeCalled(contingency.WhoStepsIn, contingency.WhoStepsInPhone)) { yield return Gap(GapKind.SomebodyElse, "whoStepsIn"); yield break; }
            if (contingency.WhoStepsInHasAgreed != true) yield return Gap(GapKind.StepsInNotAsked, "whoStepsInHasAgreed", contingency.WhoStepsIn!);
            if (!contingency.WhoStepsInPhone.IsWritten()) yield return Gap(GapKind.StepsInNumber, "whoStepsInPhone", contingency.WhoStepsIn!);
            if (IsAway(contingency.WhoStepsIn)) yield return Gap(GapKind.StepsInHours, "whoStepsIn", contingency.WhoStepsIn!);
        }

        private IEnumerable<RehearsalGap> OfKey()
        {
            if (!contingency.KeyHeldBy.IsWritten()) yield return Gap(GapKind.NoKey, "keyHeldBy");
            else if (!MayBeCalled(contingency.KeyHeldBy, contingency.KeyHeldByPhone)) yield return Gap(GapKind.SomebodyElse, "keyHeldBy");
            else if (IsAway(contingency.KeyHeldBy)) yield return Gap(GapKind.KeyHours, "keyHeldBy", contingency.KeyHeldBy!);
            else if (!contingency.KeyHeldByPhone.IsWritten()) yield return Gap(GapKind.KeyNumber, "keyHeldByPhone", contingency.KeyHeldBy!);
        }

        private IEnumerable<RehearsalGap> OfMedicines() =>
            from medicine in Medicines
            where !medicine.KeptWhere.IsWritten()
            select new RehearsalGap(GapKind.MedicinePlace, "health-at-a-glance", $"medicines/{medicine.Id}/keptWhere", medicine.What ?? "", supposed.When);

        private RehearsalStop Called(StopKind kind, string who, string? phone) =>
            new(kind, who, null, null, phone, Known(who) is { } known ? At(known) : Answering.NotSaid);

        private Answering At(ContingencyContact contact) => Rehearsal.Answers(contact, supposed.Day, supposed.Hour);

        /// <summary>The one of the people to call whom these words name first.</summary>
        private ContingencyContact? Known(string? who) =>
            contingency.Contacts.InUse().FirstOrDefault(c => who.IsWritten() && MayBeCalled(c.Name, c.Phone) && ContingencyContactRules.IsSameName(c.Name, who))
            ?? (who.IsWritten() ? Contacts.FirstOrDefault(c => c.Name.IsWritten() && ContingencyContactRules.IsSameName(who, c.Name!.Split(' ')[0])) : null);

        private bool MayBeCalled(string? name, string? phone) => !ContingencyContactRules.IsUnwanted(unwanted, name, phone);

        private RehearsalGap Gap(GapKind kind, string path, string name = "") => new(kind, Slug, path, name, supposed.When);

        /// <summary>True when this one is known to be out of reach at that hour; hours that nobody wrote down are a gap of their own.</summary>
        private bool IsAway(string? who) => Known(who) is { } known && At(known) == Answering.No;
    }
}
