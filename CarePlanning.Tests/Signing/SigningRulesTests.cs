using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Signing;

namespace CarePlanning.Tests.Signing;

public sealed class SigningRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly Voice Person = new(Voices.Person, "Tess Okonjo", "Tess", Relation.Person);
    private static readonly Voice Mother = new("grace", "Grace Okonjo", "Grace", Relation.Representative);
    private static readonly Voice Nurse = new("samir", "Samir Qureshi", "Samir", Relation.Professional);

    [Fact]
    public void SG_01_allows_signing_what_was_shown() => Assert.Null(Check(Signs(Person)));

    [Fact]
    public void SG_01_refuses_a_text_that_is_not_the_frozen_one() =>
        Assert.Equal("SG-01", Check(Signs(Person) with { ShownSha256 = "0000" })!.RuleId);

    [Fact]
    public void SG_02_allows_each_party_its_own_roles()
    {
        foreach (var (party, role) in new[] { (Person, SigningRole.Person), (Mother, SigningRole.Carer), (Mother, SigningRole.Consulted), (Nurse, SigningRole.Professional) })
            Assert.Null(Check(Signs(party) with { Role = role }, party));
    }

    [Fact]
    public void SG_02_refuses_a_role_that_is_not_theirs()
    {
        Assert.IsType<SigningRefusal.WrongRole>(Check(Signs(Mother) with { Role = SigningRole.Person }, Mother));
        Assert.IsType<SigningRefusal.WrongRole>(Check(Signs(Person) with { Role = SigningRole.Professional }));
        Assert.IsType<SigningRefusal.WrongRole>(Check(Signs(Person) with { Role = (SigningRole)(-1) }));
    }

    [Fact]
    public void SG_02_refuses_a_signature_without_name_tick_or_mark()
    {
        Assert.IsType<SigningRefusal.NoName>(Check(Signs(Person) with { Name = " " }));
        Assert.IsType<SigningRefusal.NoTick>(Check(Signs(Person) with { Ticked = false }));
        Assert.IsType<SigningRefusal.NoMark>(Check(Signs(Person) with { Mark = null }));
        Assert.IsType<SigningRefusal.NoMark>(Check(Signs(Person) with { MarkData = " " }));
    }

    [Theory, InlineData("10,10 20,20"), InlineData("10,10 20,20;5,5"), InlineData("10,10 20,20;30,30 40,40;")]
    public void SG_02_allows_a_drawn_mark(string strokes) =>
        Assert.Null(Check(Signs(Person) with { Mark = MarkKind.Drawn, MarkData = strokes }));

    [Theory, InlineData("10,10"), InlineData("hello"), InlineData("10,10 <svg>"), InlineData("10,10 20"), InlineData("")]
    public void SG_02_refuses_a_drawn_mark_that_is_none(string strokes) =>
        Assert.IsType<SigningRefusal.NoMark>(Check(Signs(Person) with { Mark = MarkKind.Drawn, MarkData = strokes }));

    [Fact]
    public void SG_02_refuses_more_words_than_can_be_printed()
    {
        Assert.Equal("name", Check(Signs(Person) with { Name = new string('a', 201) })!.Field);
        Assert.Equal("mark", Check(Signs(Person) with { MarkData = new string('a', 201) })!.Field);
        Assert.Equal("reason", Check(Cannot with { Reason = new string('a', 8001) })!.Field);
    }

    [Fact]
    public void SG_03_allows_somebody_who_cannot_sign_with_a_witness_and_a_reason() => Assert.Null(Check(Cannot));

    [Fact]
    public void SG_03_refuses_somebody_who_cannot_sign_without_witness_or_reason()
    {
        Assert.IsType<SigningRefusal.NoWitness>(Check(Cannot with { Witness = "" }));
        Assert.IsType<SigningRefusal.NoReason>(Check(Cannot with { Reason = null }));
        Assert.IsType<SigningRefusal.NoReason>(Check(Cannot with { Outcome = SigningOutcome.Disagrees, Reason = " " }));
    }

    [Fact]
    public void SG_03_refuses_a_witness_who_is_the_signer() =>
        Assert.Equal("SG-03", Assert.IsType<SigningRefusal.OwnWitness>(Check(Cannot with { Witness = " tess okonjo " })).RuleId);

    [Fact]
    public void SG_04_allows_others_before_the_person_and_a_professional_after_them()
    {
        Assert.False(SigningRules.IsBeforeThePerson(Mother, Version()));
        Assert.False(SigningRules.IsBeforeThePerson(Nurse, Version(Did(Person, SigningOutcome.Signed))));
        Assert.False(SigningRules.IsBeforeThePerson(Nurse, Version(Did(Person, SigningOutcome.CannotSign))));
    }

    [Fact]
    public void SG_04_refuses_with_a_warning_a_professional_before_the_person()
    {
        Assert.True(SigningRules.IsBeforeThePerson(Nurse, Version()));
        Assert.True(SigningRules.IsBeforeThePerson(Nurse, Version(Did(Person, SigningOutcome.NotToday))));
    }

    [Fact]
    public void CP_01_allows_somebody_with_parental_responsibility_to_sign_for_a_child_under_16() =>
        Assert.Null(Check(Signs(Mother) with { Role = SigningRole.OnBehalf }, Mother, Version(age: 15)));

    [Fact]
    public void CP_01_refuses_signing_on_behalf_of_an_adult()
    {
        Assert.Equal("CP-01", Check(Signs(Mother) with { Role = SigningRole.OnBehalf }, Mother, Version(age: 16))!.RuleId);
        Assert.Equal("CP-01", Check(Signs(Mother) with { Role = SigningRole.OnBehalf }, Mother, Version(age: 78))!.RuleId);
    }

    [Fact]
    public void CP_01_refuses_signing_for_a_child_without_parental_responsibility() =>
        Assert.IsType<SigningRefusal.NoAuthority>(Check(Signs(Mother) with { Role = SigningRole.OnBehalf }, Mother, Version(age: 15, parental: false)));

    [Fact]
    public void CP_01_allows_an_attorney_or_who_made_the_decision_when_a_fresh_assessment_found_that_the_person_cannot()
    {
        Assert.Null(OnBehalfOfAnAdult(_ => { }));
        Assert.Null(OnBehalfOfAnAdult(legal => { legal.Authorities.Clear(); legal.BestInterests.Add(new() { Id = "b", CapacityIds = ["c"], DecisionMaker = Mother.Name, Outcome = "She moves home" }); }));
    }

    [Fact]
    public void CP_01_refuses_a_power_not_registered_an_old_assessment_or_somebody_who_was_only_asked()
    {
        foreach (var spoil in new Action<Legal>[]
        {
            l => l.Authorities[0].Registered = null, l => l.Authorities[0].Names = "Somebody Else", l => l.Authorities[0].Type = LegalAuthorityType.PropertyPower, l => l.Capacity[0].On = PartialDate.From(Today.AddYears(-1)),
            l => l.Capacity[0].Conclusion = CapacityConclusion.HasCapacity, l => { l.Authorities.Clear(); l.BestInterests.Add(new() { Id = "b", CapacityIds = ["c"], Consulted = Mother.Name, DecisionMaker = "Dr Hale", Outcome = "x" }); },
        }) Assert.Equal("CP-01", OnBehalfOfAnAdult(spoil)!.RuleId);
    }

    private static SigningRefusal? OnBehalfOfAnAdult(Action<Legal> spoil)
    {
        var version = Version(age: 78);
        var legal = version.Content.Answers.Get<Legal>();
        legal.Capacity.Add(new() { Id = "c", Decision = "Whether to agree with this plan", On = PartialDate.From(Today.AddDays(-10)), CanUseOrWeigh = false, Conclusion = CapacityConclusion.LacksCapacity });
        legal.Authorities.Add(new() { Id = "a", Type = LegalAuthorityType.HealthAndWelfarePower, Names = $"{Mother.Name} and Peter", Registered = true });
        spoil(legal);
        return Check(Signs(Mother) with { Role = SigningRole.OnBehalf }, Mother, version);
    }

    [Fact]
    public void A_round_is_done_when_all_have_answered_and_a_professional_has_signed()
    {
        Assert.True(Version(Did(Person, SigningOutcome.Signed), Did(Mother, SigningOutcome.NotToday), Did(Nurse, SigningOutcome.Signed)).AllDone);
        Assert.True(Version(Did(Person, SigningOutcome.CannotSign), Did(Mother, SigningOutcome.Disagrees), Did(Nurse, SigningOutcome.Signed)).AllDone);
        Assert.False(Version(Did(Person, SigningOutcome.NotToday), Did(Mother, SigningOutcome.Signed), Did(Nurse, SigningOutcome.Signed)).AllDone);
        Assert.False(Version(Did(Person, SigningOutcome.Signed), Did(Mother, SigningOutcome.Signed), Did(Nurse, SigningOutcome.NotToday)).AllDone);
        Assert.False(Version(Did(Person, SigningOutcome.Signed), Did(Nurse, SigningOutcome.Signed)).AllDone);
    }

    [Fact]
    public void A_signature_on_behalf_stands_for_the_childs_own()
    {
        var version = Version(Did(Mother, SigningOutcome.Signed) with { Role = SigningRole.OnBehalf }, Did(Nurse, SigningOutcome.Signed));
        Assert.True(version.PersonIsDone);
        Assert.True(version.AllDone);
    }

    private static SigningRefusal? Check(SigningAct act, Voice? party = null, PlanVersion? version = null) =>
        SigningRules.Check(act, party ?? Person, version ?? Version(), Today);

    private static SigningAct Signs(Voice party) => new("12345678", party.Id, party.Name, SigningRules.RolesOf(party)[0], SigningOutcome.Signed, true,
        MarkKind.Typed, party.Name, null, null, "abc");

    private static SigningAct Cannot => Signs(Person) with { Outcome = SigningOutcome.CannotSign, Ticked = false, Mark = null, MarkData = null, Witness = "Grace Okonjo", Reason = "Cannot hold a pen" };

    private static PartySigning Did(Voice who, SigningOutcome outcome) =>
        new(who.Id, who.Name, who.Relation, SigningRules.RolesOf(who)[0], outcome, "", null, null, null, null, DateTime.UnixEpoch);

    private static PlanVersion Version(params PartySigning[] signings) => Version(15, true, signings);

    private static PlanVersion Version(int age, bool parental = true, params PartySigning[] signings)
    {
        var answers = PlanAnswers.Empty();
        answers.Get<Involved>().People.Add(new() { Id = Mother.Id, Name = Mother.Name, Types = [parental ? ContactType.ParentalResponsibility : ContactType.Representative] });
        var content = new FrozenPlan("ABC234", 1, Pathway.ChildContinuingCare, "A hospice", Person.Name, Today.AddYears(-age), null, DateTime.UnixEpoch, [Nurse, Mother, Person], answers);
        return new PlanVersion(Guid.Empty, Guid.Empty, 1, VersionStatus.Open, DateTime.UnixEpoch, "Samir", "abc", "", null, null, null, null, content, signings);
    }
}
