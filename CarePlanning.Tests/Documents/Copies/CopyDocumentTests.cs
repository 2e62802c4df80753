using CarePlanning.Core.Documents;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Pdf;

namespace CarePlanning.Tests.Documents.Copies;

/// <summary>What each copy says of itself, and what stands where.</summary>
public sealed class CopyDocumentTests
{
    [Theory, MemberData(nameof(AudienceTableTests.Kinds), MemberType = typeof(AudienceTableTests))]
    public void Every_copy_says_which_version_it_is_and_for_whom_and_carries_the_code_on_each_page(CopyKind kind)
    {
        var content = Samples.Content(kind, FilledPlan.Make());
        var read = Reading.Of(content.Blocks);
        Assert.Contains("version 2", content.Header!.Right, StringComparison.Ordinal);
        Assert.Contains(Core.Words.Texts.Documents[$"copy.{kind}.for"], read, StringComparison.Ordinal);
        Assert.Contains("agreed", read, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("K7RM2-4TQH-9XWDE", content.Footer!.Left, StringComparison.Ordinal);
        Assert.Contains("K7RM2-4TQH-9XWDE", read, StringComparison.Ordinal);
        Assert.NotNull(content.Footer.Mark);
    }

    [Fact]
    public void A_sheet_that_nobody_agreed_with_says_who_recorded_it() =>
        Assert.Contains("Nia Rees wrote this down", Reading.Of(Samples.Content(CopyKind.EmergencySheet, FilledPlan.Make(), CopyIssue.Recorded).Blocks), StringComparison.Ordinal);

    [Fact]
    public void A_fact_stands_over_the_words_of_the_plan_or_in_their_place()
    {
        var answers = PlanAnswers.Empty();
        answers.Get<Health>().Allergies.Add(new() { Id = "a", What = "Penicillin" });
        var beside = Samples.Read(CopyKind.EmergencySheet, answers, new LiveFact(Guid.NewGuid(), LiveFactKind.Allergies, "Also latex", false, "Nia", Samples.Now));
        Assert.True(beside.IndexOf("Also latex", StringComparison.Ordinal) is > 0 and var at && at < beside.IndexOf("Penicillin", StringComparison.Ordinal), beside);
        var instead = Samples.Read(CopyKind.EmergencySheet, answers, new LiveFact(Guid.NewGuid(), LiveFactKind.Allergies, "None after all", true, "Nia", Samples.Now));
        Assert.DoesNotContain("Penicillin", instead, StringComparison.Ordinal);
        Assert.DoesNotContain("Also latex", Samples.Read(CopyKind.Money, answers, new LiveFact(Guid.NewGuid(), LiveFactKind.Allergies, "Also latex", false, "Nia", Samples.Now)), StringComparison.Ordinal);
    }

    [Theory, InlineData(CopyKind.AdvanceCarePlan), InlineData(CopyKind.LargePrint), InlineData(CopyKind.EasyRead), InlineData(CopyKind.ClinicalRecord), InlineData(CopyKind.EmergencySheet)]
    public void A_fact_that_a_copy_is_about_is_on_it_with_whose_it_is(CopyKind kind) =>
        Assert.Contains("In the hospice (22 November 2026, said by Nia)", Samples.Read(kind, PlanAnswers.Empty(), new LiveFact(Guid.NewGuid(), LiveFactKind.Place, "In the hospice", true, "Nia", Samples.Now)), StringComparison.Ordinal);

    [Theory, InlineData(CopyKind.AboutMe), InlineData(CopyKind.Money), InlineData(CopyKind.FullPlan)]
    public void A_fact_is_not_on_a_copy_that_is_not_about_it_nor_on_the_file_that_was_signed(CopyKind kind) =>
        Assert.DoesNotContain("In the hospice", Samples.Read(kind, PlanAnswers.Empty(), new LiveFact(Guid.NewGuid(), LiveFactKind.Place, "In the hospice", true, "Nia", Samples.Now)), StringComparison.Ordinal);

    [Theory, InlineData(CopyKind.AdvanceCarePlan), InlineData(CopyKind.LargePrint), InlineData(CopyKind.EasyRead), InlineData(CopyKind.ClinicalRecord), InlineData(CopyKind.EmergencySheet)]
    public void A_copy_says_in_which_part_it_is_not_as_it_was_agreed(CopyKind kind)
    {
        string With(params SectionDefinition[] changed) => Reading.Of(CopyDocument.Compose(Samples.Plan(PlanAnswers.Empty()), Samples.Stamp(kind), new CopyContents(null, []) { Changed = changed }).Blocks);
        Assert.Matches("(Legal decisions: Here as it is now|Not as it was agreed, but as it is now: Legal decisions)", With(PlanSections.Of<Legal>()));
        Assert.DoesNotMatch("(Here as it is now|Not as it was agreed)", With());
    }

    [Fact]
    public void The_sheet_fits_on_one_side_in_the_largest_type_that_does()
    {
        var answers = PlanAnswers.Empty();
        answers.Get<Health>().Allergies.Add(new() { Id = "a", What = "Penicillin" });
        var stamp = Samples.Stamp(CopyKind.EmergencySheet);
        var content = CopySize.Fit(Samples.Renderer, size => CopyDocument.Compose(Samples.Plan(answers), stamp, new CopyContents(null, []), size), CopyKind.EmergencySheet);
        Assert.Equal(1, Samples.Renderer.Render(content).Pages);
        Assert.Equal(CopyDocument.FitsOf(CopyKind.EmergencySheet)[0].Body, content.Theme.Body);
    }

    [Fact]
    public void Whoever_was_put_in_order_for_an_emergency_is_rung_first_and_nobody_stands_there_twice()
    {
        var answers = PlanAnswers.Empty();
        var (who, wrong) = (answers.Get<Involved>(), answers.Get<Contingency>());
        who.People.Add(new() { Id = "a", Name = "Anne Ashworth", Relation = "daughter", Phone = "07700 900341", Types = [ContactType.Carer] });
        who.People.Add(new() { Id = "p", Name = "Peter Ashworth", Relation = "son", Phone = "07700 900562", Types = [ContactType.EmergencyContact] });
        Assert.Equal(["Anne Ashworth, daughter: 07700 900341", "Peter Ashworth, son: 07700 900562"], Rung(answers));
        (wrong.DayAndNightNumber, wrong.DayAndNightWho) = ("01632 960499", "the hospice");
        wrong.Contacts.Add(new() { Id = "1", Order = 3, Name = "Hospice advice line", Phone = "01632 960499" });
        wrong.Contacts.Add(new() { Id = "2", Order = 2, Name = "Peter Ashworth", Role = "son", Phone = "+44 7700 900562", Hours = "at night 01632 960577", ReachedOn = ReachedOn.DayAndNight });
        wrong.Contacts.Add(new() { Id = "3", Order = 1, Name = "Maureen Duffy", Role = "neighbour", Phone = "01632 960112", Hours = "after six in the morning", ReachedOn = ReachedOn.EveryDay });
        Assert.Equal(["Maureen Duffy, neighbour: 01632 960112 (after six in the morning)", "Peter Ashworth, son: +44 7700 900562 (at night 01632 960577)", "Anne Ashworth, daughter: 07700 900341"], Rung(answers));

        // Where nothing says whose number that is, its name is not lost.
        wrong.DayAndNightWho = null;
        Assert.Contains("Hospice advice line: 01632 960499", Rung(answers));
        // Whose number is known elsewhere in the plan is not "not written down"; another number of theirs, and somebody else at the same one, stay.
        wrong.Contacts.Add(new() { Id = "4", Order = 4, Name = "Anne Ashworth", Role = "daughter" });
        who.People.Add(new() { Id = "l", Name = "Lil Duffy", Relation = "neighbour", Phone = "01632 960112", Types = [ContactType.EmergencyContact] });
        who.People.Add(new() { Id = "w", Name = "Peter Ashworth", Relation = "son", Phone = "01632 960888", Types = [ContactType.EmergencyContact] });
        Assert.Equal(["Anne Ashworth, daughter: 07700 900341", "Lil Duffy, neighbour: 01632 960112", "Peter Ashworth, son: 01632 960888"], Rung(answers).TakeLast(3));

        static IEnumerable<string> Rung(PlanAnswers answers) => HtmlTwin.Within(Samples.Content(CopyKind.EmergencySheet, answers).Blocks).OfType<BulletList>().First(l => l.Numbered).Items.Select(i => i.Plain.Replace('\u00a0', ' '));
    }

    [Fact]
    public void A_sheet_tells_every_step_while_there_is_room_and_else_the_first_and_where_the_others_are()
    {
        Assert.Equal((true, true, false), Told(3));
        Assert.Equal((true, false, true), Told(200));

        static (bool First, bool Last, bool More) Told(int steps)
        {
            var answers = PlanAnswers.Empty();
            var wrong = answers.Get<Contingency>();
            wrong.Plans.Add(new() { Id = "power", Name = "Power cut" });
            for (var i = 1; i <= steps; i++) wrong.Steps.Add(new() { Id = $"s{i}", PlanIds = ["power"], Order = i, Do = $"Do the thing with number {i:000} and wait" });
            var content = CopySize.Fit(Samples.Renderer, fit => CopyDocument.Compose(Samples.Plan(answers), Samples.Stamp(CopyKind.EmergencySheet), new CopyContents(null, []), fit), CopyKind.EmergencySheet);
            var read = Reading.Of(content.Blocks);
            Assert.Equal(1, Samples.Renderer.Render(content).Pages);
            return (read.Contains("number 001 and wait.", StringComparison.Ordinal), read.Contains($"number {steps:000} and wait.", StringComparison.Ordinal), read.Contains("more steps: in the plan", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_sheet_is_never_set_in_type_that_cannot_be_read_at_arms_length()
    {
        foreach (var fit in CopyDocument.Readable(CopyKind.EmergencySheet))
        {
            var theme = CopyDocument.Compose(Samples.Plan(PlanAnswers.Empty()), Samples.Stamp(CopyKind.EmergencySheet), new CopyContents(null, []), fit).Theme;
            Assert.True(theme is { Body: >= 12, Small: >= 10 }, $"{theme.Body} and {theme.Small} points");
        }
    }

    [Fact]
    public void A_sheet_is_to_be_checked_again_at_its_review_or_after_three_months()
    {
        // Neither copy carries anything else of the review.
        foreach (var kind in new[] { CopyKind.EmergencySheet, CopyKind.AboutMe })
        {
            var answers = PlanAnswers.Empty();
            Assert.Contains("22 February 2027", PlainText.Write(Samples.Content(kind, answers)), StringComparison.Ordinal);
            answers.Get<Core.Plans.Sections.Review>().PlannedReviewDate = PartialDate.From(new DateOnly(2026, 12, 24));
            Assert.Contains("24 December 2026", PlainText.Write(Samples.Content(kind, answers)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Large_print_is_18_points_and_nothing_stands_side_by_side()
    {
        var content = Samples.Content(CopyKind.LargePrint, FilledPlan.Make());
        Assert.Equal(18, content.Theme.Body);
        Assert.Empty(HtmlTwin.Within(content.Blocks).OfType<Columns>());
    }

    [Fact]
    public void Easy_read_is_never_below_14_points_and_has_a_picture_beside_each_idea()
    {
        var content = Samples.Content(CopyKind.EasyRead, FilledPlan.Make());
        Assert.True(new[] { content.Theme.Body, content.Theme.Small, content.Theme.Running }.Min() >= 14);
        var ideas = HtmlTwin.Within(content.Blocks).OfType<KeepTogether>().Where(k => k.Blocks is [Columns { LeftShare: < 0.3 }]).ToList();
        Assert.True(ideas.Count >= PlanSections.All.Count, $"{ideas.Count} ideas");
        Assert.All(ideas, k => Assert.IsType<Figure>(((Columns)k.Blocks[0]).Left[0]));
        Assert.Contains("Nobody has written this part in easy words yet.", Reading.Of(content.Blocks), StringComparison.Ordinal);
    }

    [Fact]
    public void Easy_words_are_printed_as_they_were_written_beside_the_original()
    {
        var answers = PlanAnswers.Empty();
        answers.Get<AboutMe>().MostImportant = new() { Words = "My kitchen window" };
        var read = Reading.Of(CopyDocument.Compose(Samples.Plan(answers), Samples.Stamp(CopyKind.EasyRead),
            new CopyContents(null, []) { Easy = [new EasyWords("about-me", "I like my window.\nI like the news.", "Anne", Samples.Now)] }).Blocks);
        foreach (var words in new[] { "I like my window.", "I like the news.", "Easy words by Anne", "My kitchen window" }) Assert.Contains(words, read, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_section_has_pictures_of_its_own_and_its_lines_in_easy_words_take_turns_with_them()
    {
        foreach (var section in PlanDocument.Sections(Pathway.JointFunded))
        {
            var blocks = CopyDocument.Compose(Samples.Plan(PlanAnswers.Empty()), Samples.Stamp(CopyKind.EasyRead), new CopyContents(null, []) { Easy = [new EasyWords(section.Slug, "Line one\nLine two\nLine three", "Anne", Samples.Now)] }).Blocks.ToList();
            var from = blocks.FindIndex(b => b is Heading h && h.Text.Plain == section.Words.Name);
            var ideas = blocks.Skip(from + 1).TakeWhile(b => b is not Heading).OfType<KeepTogether>().Select(k => (Columns)k.Blocks[0])
                .Select(c => (Drawing: Shown(((Figure)c.Left[0]).Drawing), Words: Reading.Of(c.Right))).ToList();
            var own = ideas.Where(i => !i.Words.Contains("Line ", StringComparison.Ordinal)).Select(i => i.Drawing).ToList();
            Assert.True(own.Count > 0, $"{section.Slug} has no sentence of ours.");
            Assert.DoesNotContain(Shown(EasyPictures.Of("plan")), own);
            var lines = ideas.Where(i => i.Words.Contains("Line ", StringComparison.Ordinal)).Select(i => i.Drawing).ToList();
            Assert.Equal(3, lines.Count);
            if (own.Distinct().Count() > 1) Assert.NotEqual(lines[0], lines[1]);
        }
        static string Shown(Drawing drawing) => EasyPictures.Names.First(n => ReferenceEquals(EasyPictures.Of(n), drawing));
    }

    [Fact]
    public void There_are_at_least_24_pictures_and_each_can_be_drawn()
    {
        Assert.True(EasyPictures.Names.Count >= 24, $"{EasyPictures.Names.Count} pictures");
        Assert.All(EasyPictures.Names, name => Assert.NotEmpty(EasyPictures.Of(name).Shapes));
        var file = Samples.Renderer.Render(new PdfContent
        {
            Title = "Pictures",
            CreatedAt = Samples.Now,
            Blocks = [new Heading(1, "Pictures"), .. EasyPictures.Names.Select(n => new Figure(EasyPictures.Of(n), n) { Width = 20, Height = 20 })],
        });
        Assert.Contains("No syntax", Tests.Pdf.PdfTool.Run(file, "qpdf", "--check"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_no_longer_holds_is_on_no_copy_that_says_what_took_its_place()
    {
        var answers = FilledPlan.Make();
        var old = FilledPlan.Word("health-at-a-glance", $"allergies/{FilledPlan.First}/what");
        var person = FilledPlan.Word("who-is-involved", $"people/{FilledPlan.First}/name");
        string With(CopyKind kind, bool instead) => Samples.Read(kind, answers,
            new LiveFact(Guid.NewGuid(), LiveFactKind.Allergies, "Only latex now", instead, "Nia", Samples.Now), new LiveFact(Guid.NewGuid(), LiveFactKind.Contacts, "Ring Peter first", instead, "Nia", Samples.Now));
        foreach (var kind in new[] { CopyKind.EmergencySheet, CopyKind.LargePrint, CopyKind.ClinicalRecord, CopyKind.EasyRead })
        {
            var (over, beside) = (With(kind, true), With(kind, false));
            Assert.Equal((kind, true, false), (kind, over.Contains("Only latex now", StringComparison.Ordinal), over.Contains(old, StringComparison.Ordinal)));
            Assert.Equal((kind, true, true), (kind, beside.Contains("Only latex now", StringComparison.Ordinal), beside.Contains(old, StringComparison.Ordinal)));
        }
        // Whoever is named elsewhere in the plan, or must not be rung, stays where the plan names them.
        Assert.Contains(person, With(CopyKind.LargePrint, true), StringComparison.Ordinal);
        Assert.Contains(old, With(CopyKind.FullPlan, true), StringComparison.Ordinal);
    }

    [Fact]
    public void The_code_to_be_scanned_is_small_and_leads_to_the_portal()
    {
        var address = new CheckAddress(new Uri("https://care.example/"));
        Assert.Equal("https://care.example/v/K7RM2-4TQH-9XWDE", address.Of("K7RM2-4TQH-9XWDE"));
        Assert.Equal("care.example/verify", address.Shown);
        Assert.InRange(address.Squares("K7RM2-4TQH-9XWDE").Width, 25, 33);
    }
}
