using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Core.Ahead;

/// <summary>What kind of thing is left to settle after a death.</summary>
public enum SettlingKind { StopMoney, LastAccount, PeopleEmployed, Equipment, Medicines, TellGp, Tell, TellClinics }

/// <summary>One thing that is left to settle after a death.</summary>
/// <param name="Key">Names it for as long as the plan is kept: "tell/nurse".</param>
/// <param name="Name">Whom or what it is about; empty where the kind says it all.</param>
public sealed record Settling(string Key, SettlingKind Kind, string Name = "", string? Phone = null);

/// <summary>What the person said about the time after their death, as far as they did.</summary>
/// <param name="Papers">Papers by name, and where each is.</param>
/// <param name="WasAChild">True when they died before they were 18.</param>
public sealed record LeftBehind(OrganTissueDonation? Gift, Narrative? Funeral, Narrative? Dependants, Narrative? Practical, IReadOnlyList<(string Name, string Where)> Papers, bool HadABudget, bool WasAChild)
{
    public static LeftBehind Of(PlanAnswers answers, DateOnly diedOn)
    {
        var ahead = answers.Get<LookingAhead>();
        return new(ahead.OrganTissueDonation, Written(ahead.FuneralWishes), Written(ahead.PetsAndDependants), Written(ahead.DigitalAndPractical),
            [.. ahead.OtherDocuments.InUse().Where(d => d.Name.IsWritten() && d.Location.IsWritten()).Select(d => (d.Name!, d.Location!))],
            answers.Get<Money>().Lines.InUse().Any(), answers.Get<Involved>().Age(diedOn) < 18);
    }

    private static Narrative? Written(Narrative? said) => said.IsWritten() ? said : null;
}

/// <summary>Works out from the plan what is left to settle and who is to hear of it, so that nobody has to think of it in the worst week.</summary>
public static class AfterDeath
{
    /// <summary>Everything to be settled, the money first.</summary>
    public static IReadOnlyList<Settling> ToSettle(PlanAnswers answers, Pathway pathway) => [.. All(answers, pathway)];

    /// <summary>The people of the plan who can be rung, day and night first, then those who knew the person best.</summary>
    public static IReadOnlyList<(string Who, string Phone)> WhoToRing(PlanAnswers answers, string dayAndNight)
    {
        var contingency = answers.Get<Contingency>();
        return
        [
            .. contingency.DayAndNightNumber.IsWritten() ? [(contingency.DayAndNightWho.IsWritten() ? $"{dayAndNight}: {contingency.DayAndNightWho}" : dayAndNight, contingency.DayAndNightNumber!)] : ((string, string)[])[],
            .. answers.Get<Involved>().Professionals.InUse().Where(p => p.Phone.IsWritten() && p.End is null).OrderByDescending(p => p.KeyWorker == true).Select(p => (NameOf(p), p.Phone!)),
        ];
    }

    private static string NameOf(InvolvedProfessional one) => string.Join(", ", new[] { one.Name, one.Role }.Where(n => n.IsWritten()));

    private static IEnumerable<Settling> All(PlanAnswers answers, Pathway pathway)
    {
        var (who, health) = (answers.Get<Involved>(), answers.Get<Health>());
        var lines = Pathways.WithMoney(pathway) == Asked.Hidden ? [] : answers.Get<Money>().Lines.InUse().ToList();
        if (lines.Count > 0)
        {
            yield return new Settling("money/stop", SettlingKind.StopMoney);
            // DP-16: the last account goes to whoever settles the estate, never to the person.
            yield return new Settling("money/account", SettlingKind.LastAccount);
            if (lines.Any(l => l.Category == BudgetCategory.PersonalAssistant)) yield return new Settling("money/people", SettlingKind.PeopleEmployed);
        }
        if (who.GpPractice.IsWritten() || who.GpName.IsWritten())
            yield return new Settling("tell/gp", SettlingKind.TellGp, string.Join(", ", new[] { who.GpName, who.GpPractice }.Where(n => n.IsWritten())));
        foreach (var one in who.Professionals.InUse().Where(p => p.Name.IsWritten() && p.End is null))
            yield return new Settling($"tell/{one.Id}", SettlingKind.Tell, NameOf(one), one.Phone);
        yield return new Settling("tell/clinics", SettlingKind.TellClinics);
        if (health.Devices.InUse().Any() || lines.Any(l => l.Category == BudgetCategory.Equipment)) yield return new Settling("home/equipment", SettlingKind.Equipment);
        if (health.Medicines.InUse().Any() || answers.Get<Recommendations>().MedicinesReady == MedicinesReady.InTheHome) yield return new Settling("home/medicines", SettlingKind.Medicines);
    }
}
