using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Exchange.Fhir;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Reference;
using CarePlanning.Tests.Documents;
using CarePlanning.Tests.Documents.Copies;
using Hl7.Fhir.Model;
using Hl7.Fhir.Validation;

namespace CarePlanning.Tests.Exchange.Fhir;

/// <summary>What is written about the time ahead travels with its national code beside its words, and a wish is never a flag.</summary>
public sealed class BundleAheadTests
{
    private static string Data(Action<PlanAnswers> given)
    {
        var answers = PlanAnswers.Empty();
        given(answers);
        return System.Text.Encoding.UTF8.GetString(PlanBundle.Write(FhirSamples.VersionOf(answers), BundleCopy.FullPlan, FhirSamples.Sealed));
    }

    private static Action<PlanAnswers> ATube(AdvanceDecisionStatus status) => answers =>
    {
        answers.Get<Legal>().Decisions.Add(new() { Id = "d", Name = "Machines", Status = status, SignedOn = PartialDate.From(new DateOnly(2026, 1, 2)), SignedBy = SignedBy.Self, WitnessName = "Maureen", WitnessSawIt = true });
        answers.Get<Legal>().Refusals.Add(new() { Id = "r", Treatment = "A tube in my windpipe", LifeSustaining = true, EvenIfLifeAtRisk = true });
    };

    [Fact]
    public void A_refusal_whose_signed_paper_is_held_is_flagged_with_its_code() =>
        Assert.Contains(PalliativeCodes.Current.AdvanceDecisionLifeSustaining, Data(ATube(AdvanceDecisionStatus.SignedOriginalHeld)), StringComparison.Ordinal);

    [Theory, InlineData(AdvanceDecisionStatus.Draft), InlineData(AdvanceDecisionStatus.ReportedByOthers), InlineData(AdvanceDecisionStatus.Withdrawn)]
    public void Anything_else_is_words_only(AdvanceDecisionStatus status)
    {
        var data = Data(ATube(status));
        Assert.DoesNotContain(PalliativeCodes.Current.AdvanceDecisionLifeSustaining, data, StringComparison.Ordinal);
        Assert.Contains("A tube in my windpipe", data, StringComparison.Ordinal);
    }

    private static Bundle Read(Action<PlanAnswers> given, BundleCopy? copy = null)
    {
        var answers = PlanAnswers.Empty();
        given(answers);
        return ReadAll(answers, copy);
    }

    private static Bundle ReadAll(PlanAnswers answers, BundleCopy? copy)
    {
        // What only clinicians see is not frozen; it stands on their copy, which is made of what holds now.
        var version = FhirSamples.VersionOf(answers);
        var bundle = FhirSamples.Read(PlanBundle.Write(version with { Content = version.Content with { Answers = answers } }, copy ?? BundleCopy.FullPlan, FhirSamples.Sealed));
        Assert.Empty(bundle.Validate());
        return bundle;
    }

    private static IEnumerable<T> All<T>(Bundle bundle) where T : Resource => bundle.Entry.Select(e => e.Resource).OfType<T>();

    [Fact]
    public void A_paper_that_is_held_is_an_advance_directive_that_names_what_it_refuses()
    {
        var consent = Assert.Single(All<Consent>(Read(ATube(AdvanceDecisionStatus.SignedOriginalHeld))));
        Assert.Equal(("adr", "acd", Consent.ConsentState.Active, "2026-01-02"), (consent.Scope!.Coding.Single().Code, consent.Category.Single().Coding.Single().Code, consent.Status, consent.DateTime));
        Assert.Equal(Consent.ConsentProvisionType.Deny, consent.Provision!.Type);
        var refused = Assert.Single(consent.Provision.Code);
        Assert.Equal((PalliativeCodes.Current.AdvanceDecisionLifeSustaining, "A tube in my windpipe"), (refused.Coding.Single().Code, refused.Text));
    }

    [Theory, InlineData(null), InlineData(AdvanceDecisionStatus.Draft), InlineData(AdvanceDecisionStatus.ReportedByOthers), InlineData(AdvanceDecisionStatus.Withdrawn), InlineData(AdvanceDecisionStatus.Superseded)]
    public void No_other_paper_is(AdvanceDecisionStatus? status) => Assert.Empty(All<Consent>(Read(answers =>
    {
        ATube(AdvanceDecisionStatus.Draft)(answers);
        answers.Get<Legal>().Decisions[0].Status = status;
    })));

    [Theory, InlineData(CopyKind.FullPlan), InlineData(CopyKind.EmergencySheet), InlineData(CopyKind.AdvanceCarePlan), InlineData(CopyKind.ClinicalRecord)]
    public void What_makes_a_decision_doubtful_is_a_flag_and_stands_in_the_words_of_the_decision_and_of_the_document(CopyKind kind)
    {
        var bundle = ReadAll(ThreeKindsTests.Doubtful(), AudienceTable.BundleOf(kind, PlanAnswers.Empty()));
        const string Disagree = "the person has refused resuscitation in a signed decision", Later = "may have taken its place";
        foreach (var doubt in new[] { Disagree, Later })
        {
            Assert.Equal(Flag.FlagStatus.Active, Assert.Single(All<Flag>(bundle), f => Says(f.Code!.Text, doubt)).Status);
            Assert.True(Says(Assert.Single(All<Consent>(bundle), c => c.Category.Any(k => k.Coding.Any(code => code.Code == "acd"))).Text!.Div, doubt), doubt);
            Assert.True(Says(Assert.Single(All<Flag>(bundle), f => f.Code!.Text == "a tube").Text!.Div, doubt), doubt);
            Assert.Contains(All<Composition>(bundle).Single().Section.SelectMany(s => s.Section), s => Says(s.Text!.Div, doubt));
            Assert.Equal(doubt == Disagree, Says(Assert.Single(All<Flag>(bundle), f => f.Code!.Text == "Attempt it").Text!.Div, doubt));
        }

        static bool Says(string? words, string what) => words?.Contains(what, StringComparison.OrdinalIgnoreCase) == true;
    }

    [Fact]
    public void A_decision_that_nothing_speaks_against_has_no_word_of_doubt_in_the_data()
    {
        var bundle = Read(ATube(AdvanceDecisionStatus.SignedOriginalHeld));
        Assert.Single(All<Flag>(bundle));
        Assert.Null(All<Consent>(bundle).Single().Text);
        Assert.DoesNotContain("taken its place", Data(ATube(AdvanceDecisionStatus.SignedOriginalHeld)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LegalAuthorityType.HealthAndWelfarePower, true, Flag.FlagStatus.Active)]
    [InlineData(LegalAuthorityType.HealthAndWelfarePower, false, Flag.FlagStatus.Inactive)]
    [InlineData(LegalAuthorityType.PropertyPower, null, Flag.FlagStatus.Inactive)]
    [InlineData(LegalAuthorityType.WelfareDeputy, null, Flag.FlagStatus.Active)]
    public void A_power_to_decide_is_a_flag_that_is_active_once_it_can_be_used(LegalAuthorityType type, bool? registered, Flag.FlagStatus status)
    {
        var flag = Assert.Single(All<Flag>(Read(a => a.Get<Legal>().Authorities.Add(new() { Id = "l", Type = type, Names = "Anne Ashworth", Registered = registered, LifeSustaining = LifeSustainingAuthority.NotGiven, Location = "Blue folder" }))));
        Assert.Equal(status, flag.Status);
        foreach (var words in new[] { "Anne Ashworth", "Blue folder" }) Assert.Contains(words, flag.Code!.Text, StringComparison.Ordinal);
        Assert.Equal(PalliativeCodes.Current.Authorities.GetValueOrDefault(type), flag.Code!.Coding.SingleOrDefault()?.Code);
    }

    [Fact]
    public void What_clinicians_note_travels_with_its_codes_on_the_copy_that_may_carry_it_and_on_no_other()
    {
        void Noted(PlanAnswers a)
        {
            var noted = a.Get<Recommendations>();
            (noted.Prognosis, noted.Stage, noted.OnPalliativeRegister, noted.MedicinesReady, noted.MedicinesPlace) = (Prognosis.Weeks, GoldStandardStage.Red, true, MedicinesReady.InTheHome, "Top of the wardrobe");
        }
        var codes = PalliativeCodes.Current;
        var expected = new[] { codes.Prognosis[Prognosis.Weeks], codes.Stages[GoldStandardStage.Red], codes.OnRegister, codes.Medicines[MedicinesReady.InTheHome] };
        foreach (var kind in CopyList.All.Select(c => c.Kind))
            Assert.Equal(kind == CopyKind.ClinicalRecord ? expected.Order() : [], All<Observation>(Read(Noted, AudienceTable.BundleOf(kind, PlanAnswers.Empty()))).Select(o => o.Code!.Coding.Single().Code!).Order());
    }

    [Theory, MemberData(nameof(CopyDataTests.Kinds), MemberType = typeof(CopyDataTests))]
    public void The_data_say_what_kind_of_document_the_copy_is(CopyKind kind)
    {
        var bundle = Read(_ => { }, AudienceTable.BundleOf(kind, PlanAnswers.Empty()));
        var code = kind == CopyKind.AdvanceCarePlan ? FhirCodes.Current.DocumentTypes["advance-care-plan"].Code : FhirCodes.Current.PlanType.Code;
        Assert.Equal(code, All<Composition>(bundle).Single().Type!.Coding.Single().Code);
        Assert.Equal(code, All<DocumentReference>(bundle).Single().Type!.Coding.Single().Code);
    }

    [Fact]
    public void A_recommendation_that_counts_and_a_talk_carry_their_codes()
    {
        var data = Data(answers =>
        {
            answers.Get<Recommendations>().List.Add(new() { Id = "c", Type = RecommendationType.Cpr, CprCode = CprCode.DoNotAttempt, Recommends = "No resuscitation", Status = RecommendationStatus.Current });
            answers.Get<Recommendations>().List.Add(new() { Id = "o", Type = RecommendationType.Cpr, CprCode = CprCode.Attempt, Recommends = "Resuscitate", Status = RecommendationStatus.Superseded });
            answers.Get<LookingAhead>().Talks.Add(new() { Id = "t", Outcome = TalkOutcome.Declined });
        });
        foreach (var code in new[] { PalliativeCodes.Current.Cpr[CprCode.DoNotAttempt], PalliativeCodes.Current.Talks[TalkOutcome.Declined] }) Assert.Contains(code, data, StringComparison.Ordinal);
        Assert.DoesNotContain(PalliativeCodes.Current.Cpr[CprCode.Attempt], data, StringComparison.Ordinal);
    }
}
