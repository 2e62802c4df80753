using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Given;

namespace CarePlanning.Tests.Rules;

public sealed class HealthRulesTests
{
    private static readonly PartialDate LastYear = new() { Year = 2025 };

    private static Action<PlanAnswers> Health(Action<Health> given) => answers => given(answers.Get<Health>());

    [Fact]
    public void HG_01_allows_facts_with_source_and_date() =>
        ARule.Allows("HG-01", Health(h =>
        {
            h.Conditions.Add(new HealthCondition { Id = "c1", What = "Motor neurone disease", Source = "GP summary", AsOf = PartialDate.From(ARule.Today) });
            h.Allergies.Add(new Allergy { Id = "a1", What = "Penicillin", Source = "GP summary", AsOf = LastYear });
            h.Devices.Add(new HealthDevice { Id = "d1" });
        }));

    [Fact]
    public void HG_01_allows_none_known_with_source_and_date() =>
        ARule.Allows("HG-01", Health(h => { h.AllergiesKnown = AllergyAnswer.NoneKnown; h.NoneKnownSource = "Anne"; h.NoneKnownAsOf = LastYear; }));

    [Fact]
    public void HG_01_allows_facts_taken_out() =>
        ARule.Allows("HG-01", Health(h => h.Allergies.Add(new Allergy { Id = "a1", What = "Nuts", Removed = true })));

    [Fact]
    public void HG_01_refuses_a_fact_from_nowhere_and_names_it()
    {
        var problem = ARule.Refuses("HG-01", "allergies/a1/source", Health(h => h.Allergies.Add(new Allergy { Id = "a1", What = "Penicillin", AsOf = LastYear })));
        Assert.Equal(Severity.Warn, problem.Severity);
        Assert.Contains("Penicillin", problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void HG_01_refuses_a_fact_without_a_year() =>
        ARule.Refuses("HG-01", "medicines/m1/asOf/day", Health(h =>
            h.Medicines.Add(new VitalMedicine { Id = "m1", What = "Prednisolone", Source = "Prescription", AsOf = new PartialDate { Day = 1 } })));

    [Fact]
    public void HG_01_refuses_none_known_from_nowhere() =>
        ARule.Refuses("HG-01", "noneKnownSource", Health(h => h.AllergiesKnown = AllergyAnswer.NoneKnown));

    [Fact]
    public void HG_01_refuses_a_device_told_by_its_kind_alone_and_names_the_kind() =>
        Assert.Contains("Oxygen", ARule.Refuses("HG-01", "devices/d1/source",
            Health(h => h.Devices.Add(new HealthDevice { Id = "d1", Kind = DeviceKind.Oxygen }))).Sentence, StringComparison.Ordinal);

    [Fact]
    public void HG_01_looks_at_every_list()
    {
        var paths = ARule.Finds("HG-01", Health(h =>
        {
            h.Conditions.Add(new HealthCondition { Id = "x", What = "A" });
            h.Allergies.Add(new Allergy { Id = "x", What = "B" });
            h.Medicines.Add(new VitalMedicine { Id = "x", What = "C" });
            h.Devices.Add(new HealthDevice { Id = "x", What = "D" });
            h.Infections.Add(new InfectionRisk { Id = "x", What = "E" });
        })).Select(p => p.Path);
        Assert.Equal(["conditions/x/source", "allergies/x/source", "medicines/x/source", "devices/x/source", "infections/x/source"], paths);
    }

    [Fact]
    public void HG_02_allows_allergies_that_are_said_to_be_there() =>
        ARule.Allows("HG-02", Health(h => { h.AllergiesKnown = AllergyAnswer.SomeKnown; h.Allergies.Add(new Allergy { Id = "a1", What = "Nuts" }); }));

    [Fact]
    public void HG_02_refuses_none_known_beside_an_allergy() =>
        ARule.Refuses("HG-02", "allergiesKnown", Health(h => { h.AllergiesKnown = AllergyAnswer.NoneKnown; h.Allergies.Add(new Allergy { Id = "a1", What = "Nuts" }); }));

    [Theory]
    [InlineData(DeviceKind.Oxygen, null, true), InlineData(DeviceKind.Ventilator, null, true), InlineData(DeviceKind.Suction, false, true)]
    [InlineData(DeviceKind.FeedingTube, true, true), InlineData(DeviceKind.FeedingTube, null, false), InlineData(DeviceKind.Pacemaker, null, false)]
    public void Some_devices_stop_with_the_power(DeviceKind kind, bool? needsPower, bool expected)
    {
        var health = new Health { Devices = [new HealthDevice { Id = "d1", Kind = kind, NeedsPower = needsPower }] };
        Assert.Equal(expected, health.DependsOnPowerOrOxygen());
        health.Devices[0].Removed = true;
        Assert.False(health.DependsOnPowerOrOxygen());
    }
}
