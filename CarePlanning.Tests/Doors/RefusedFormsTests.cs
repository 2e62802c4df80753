using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CarePlanning.Core.Access;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Concerns;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Funding;
using CarePlanning.Tests.Journeys;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Doors;

/// <summary>A form that cannot be taken comes back with the sentence at its field and every word in it; pressed twice, it is kept once.</summary>
public sealed class RefusedFormsTests(DemoPortal demo)
{
    private static readonly string TooLong = new('x', TextRules.MostCharacters + 1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_note_between_two_comes_back_and_is_kept_once_however_often_it_is_sent()
    {
        var house = await demo.MoveInAsync();
        using var joyce = await Visitor.SignedInAsync(demo.Address, house.Joyce.UserId);
        var path = $"/plans/{house.PlanId}/between-us";
        var note = Guid.NewGuid().ToString();
        var page = await joyce.RefusedAsync(path, "note", ("words", TooLong), ("op", note));
        Assert.Equal(note, page.QuerySelector("form[data-held] input[name=op]")!.GetAttribute("value"));
        await joyce.RefusedAsync(path, "note", ("words", ""));
        for (var i = 0; i < 2; i++) await joyce.TakenAsync(path, ("words", "Ring me first."), ("op", note));
        Assert.Equal(["Ring me first."], await NotesAsync());
        // Changed before it was sent again: neither is lost.
        await joyce.TakenAsync(path, ("words", "Ring me first. At eight."), ("op", note));
        Assert.Equal(["Ring me first.", "Ring me first. At eight."], await NotesAsync());

        async Task<IEnumerable<string>> NotesAsync() => (await house.The<BetweenUsService>().Open(house.Joyce, house.PlanId))!.Notes.Select(n => n.Words);
    }

    [Fact]
    public async Task A_fact_and_who_has_a_copy_come_back_and_are_noted_once()
    {
        var house = await demo.MoveInAsync();
        Assert.Equal(SheetRefusal.None, await house.The<CopyService>().Record(house.Nia, house.PlanId));
        using var nia = await Visitor.SignedInAsync(demo.Address, house.Nia.UserId);
        var copies = $"/plans/{house.PlanId}/copies";
        var first = await nia.PageAsync(copies);
        var (code, id) = (first.QuerySelector("select[name=code] option")!.GetAttribute("value")!, Guid.NewGuid().ToString());
        await nia.RefusedAsync($"{copies}/fact", "fact-words", ("kind", "Medicines"), ("words", "\nAmoxicillin, ".PadRight(LiveFactService.MostCharacters + 9, 'x')), ("instead", "yes"));
        await nia.RefusedAsync($"{copies}/give", "to", ("to", new string('x', 201)), ("code", code), ("how", "OnPaper"));
        // On the page that comes back, the other form is as it was.
        var page = await nia.RefusedAsync($"{copies}/give", "to", ("to", ""), ("code", code), ("how", "OnPaper"), ("op", id));
        Assert.Equal("", page.QuerySelector<IHtmlTextAreaElement>("#fact-words")!.Value);
        Assert.Equal(id, page.QuerySelector("form[action$=give] input[name=op]")!.GetAttribute("value"));
        for (var i = 0; i < 2; i++)
        {
            await nia.TakenAsync($"{copies}/give", ("to", "Maureen"), ("code", code), ("how", "OnPaper"), ("op", id));
            await nia.TakenAsync($"{copies}/fact", ("kind", "Place"), ("words", "At her sister's."), ("op", id));
        }
        var shelf = (await house.The<CopyService>().Shelf(house.Nia, house.PlanId))!;
        Assert.Equal(("Maureen", "At her sister's."), (Assert.Single(shelf.Holders).GivenTo, Assert.Single(shelf.Facts).Words));
        await nia.TakenAsync($"{copies}/fact", ("kind", "Place"), ("words", "At home again."), ("op", id));
        Assert.Equal(2, (await house.The<CopyService>().Shelf(house.Nia, house.PlanId))!.Facts.Count);
    }

    [Fact]
    public async Task What_the_lead_answers_to_a_concern_comes_back_also_when_another_lead_was_quicker()
    {
        _ = demo.Address;
        var house = await FundingHouse.InAsync(demo.Running.Services);
        var (home, lead) = (house.Home, await house.LeadAsync());
        using var ravi = await Visitor.SignedInAsync(demo.Address, lead.UserId);
        var concern = Guid.NewGuid();
        Assert.True(await home.The<ConcernService>().Raise(home.Anne, home.PlanId, concern, ConcernKind.Worry, "She is alone at night."));
        await ravi.RefusedAsync("/concerns/answer", $"answer-{concern}", ("concern", $"{concern}"), ("answer", TooLong));
        Assert.True(await home.The<ConcernService>().Answer(lead, concern, "Rang the team."));
        var page = await ravi.RefusedAsync("/concerns/answer", $"answer-{concern}", ("concern", $"{concern}"), ("answer", "Rang her daughter."));
        Assert.Contains("Rang the team.", page.Body!.TextContent, StringComparison.Ordinal);

        Assert.True(await home.The<ConcernService>().Raise(home.Joyce, home.PlanId, Guid.NewGuid(), ConcernKind.Restriction, "Stop."));
        await ravi.RefusedAsync("/concerns/sharing-again", $"why-{home.PlanId}", ("plan", $"{home.PlanId}"), ("why", TooLong));
    }

    [Fact]
    public async Task A_lead_who_gives_a_plan_to_somebody_is_told_where_another_lead_was_quicker()
    {
        _ = demo.Address;
        var house = await FundingHouse.InAsync(demo.Running.Services);
        var (home, lead) = (house.Home, await house.LeadAsync());
        await using (var db = home.OpenDb())
            await db.Accounts.Where(a => a.Id == home.Nia.UserId).ExecuteUpdateAsync(u => u.SetProperty(a => a.EndedAtUtc, DateTime.UtcNow), TestContext.Current.CancellationToken);
        using var ravi = await Visitor.SignedInAsync(demo.Address, lead.UserId);
        var card = (await ravi.PageAsync("/concerns")).QuerySelector($"[data-alone='{home.PlanId}']")!;
        Assert.Contains("Nia Rees", card.TextContent, StringComparison.Ordinal);
        Assert.NotNull(card.QuerySelector($"option[value='{home.Stranger.UserId}']"));
        await ravi.RefusedAsync("/concerns/hand-on", $"colleague-{home.PlanId}", ("plan", $"{home.PlanId}"), ("colleague", ""));
        // Whoever was chosen and left meanwhile is not there to be chosen again; who was chosen for a plan that somebody has by now needs no form.
        var left = await ravi.AnsweredAsync("/concerns/hand-on", HttpStatusCode.UnprocessableEntity, ("plan", $"{home.PlanId}"), ("colleague", $"{home.Nia.UserId}"));
        Assert.NotNull(left.QuerySelector($".error-summary a[href$='#colleague-{home.PlanId}']"));
        await ravi.TakenAsync("/concerns/hand-on", ("plan", $"{home.PlanId}"), ("colleague", $"{home.Stranger.UserId}"));
        var after = await ravi.AnsweredAsync("/concerns/hand-on", HttpStatusCode.UnprocessableEntity, ("plan", $"{home.PlanId}"), ("colleague", $"{home.Stranger.UserId}"));
        Assert.NotNull(after.QuerySelector(".error-summary a[href$='#main']"));
        Assert.Null(after.QuerySelector("[data-alone]"));
    }

    [Fact]
    public async Task Why_a_version_no_longer_holds_comes_back()
    {
        var house = await demo.MoveInAsync();
        await house.AgreeAsync();
        using var nia = await Visitor.SignedInAsync(demo.Address, house.Nia.UserId);
        foreach (var why in new[] { TooLong, " " })
        {
            var page = await nia.RefusedAsync($"/plans/{house.PlanId}/agree/withdraw", "reason", ("Number", "1"), ("Reason", why));
            Assert.True(page.QuerySelector("#withdraw")!.HasAttribute("open"));
        }
        // What was written of one version is not sent of the next.
        Assert.True(await house.The<PlanService>().StartNewVersion(house.Nia, house.PlanId));
        await house.FreezeAsync();
        await house.SignAsync();
        var late = await nia.RefusedAsync($"/plans/{house.PlanId}/agree/withdraw", "main", ("Number", "1"), ("Reason", "She has changed her mind."));
        Assert.Equal("1", late.QuerySelector("#withdraw input[name=Number]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task The_kind_of_a_new_plan_is_chosen_once()
    {
        var house = await demo.MoveInAsync();
        using var nia = await Visitor.SignedInAsync(demo.Address, house.Nia.UserId);
        await nia.RefusedAsync("/plans/new", "givenNames", ("givenNames", " "), ("familyName", ""), ("pathway", nameof(Pathway.FastTrack)));
        await nia.RefusedAsync("/plans/new", "familyName", ("givenNames", "Maud"), ("familyName", new string('x', 3_000_000)), ("pathway", nameof(Pathway.FastTrack)));
        await nia.RefusedAsync("/plans/new/talk", "given", ("_handler", "begin"), ("given", new string('x', 201)), ("family", ""), ("nhs", "999 000 0123"));
        using var odd = await nia.PostFormAsync("/plans/new", ("givenNames", "Maud"), ("pathway", "99"));
        Assert.Equal(HttpStatusCode.BadRequest, odd.StatusCode);
        Assert.Single(await house.The<PlanService>().Mine(house.Nia));
    }

    [Fact]
    public async Task Whoever_was_about_to_say_why_they_do_not_sign_keeps_their_words_when_the_round_ends_meanwhile()
    {
        var house = await demo.SitDownAsync();
        var before = (await house.The<SigningService>().Newest(house.Nia, house.PlanId))!;
        using var anne = await Visitor.SignedInAsync(demo.Address, house.Anne.UserId);
        var path = $"/plans/{house.PlanId}/agree/sign/{Household.AnnesEntry}";
        (string, string)[] typed = [("_handler", "sign"), ("OpId", Household.NewOpId()), ("ShownSha256", before.ContentSha256), ("Name", "Anne A."), ("Role", "Carer"), ("Mark", "Typed"), ("TypedMark", "A. A."), ("Outcome", "Disagrees"), ("Witness", "Sam"), ("WhyCannot", "Her hand"), ("WhyNot", "Nobody asked her about the ward."), ("Do", "Record")];
        await house.SaveAsync(house.Nia, "about-me", "mostImportant/words", "Toast.");
        var ended = await anne.RefusedAsync(path, "over", [.. typed]);
        Assert.NotNull(ended.QuerySelector($"#over a[href='/plans/{house.PlanId}/agree']"));
        // Frozen anew: what was written stays, the tick is set again under what is frozen now.
        await house.FreezeAsync();
        var after = (await house.The<SigningService>().Newest(house.Nia, house.PlanId))!;
        var other = await anne.RefusedAsync(path, "over", [.. typed]);
        Assert.Equal(after.ContentSha256, other.QuerySelector("input[name=ShownSha256]")!.GetAttribute("value"));
        Assert.False(other.QuerySelector<IHtmlInputElement>("#ticked")!.IsChecked);
        await anne.TakenAsync(path, [.. typed.Select(t => t.Item1 == "ShownSha256" ? ("ShownSha256", after.ContentSha256) : t)]);
        Assert.Equal("Nobody asked her about the ward.", (await house.The<SigningService>().Newest(house.Nia, house.PlanId))!.SigningOf(Household.AnnesEntry)!.Reason);
    }

    [Fact]
    public async Task A_pack_that_is_not_made_says_why()
    {
        var house = await demo.MoveInAsync();
        using var nia = await Visitor.SignedInAsync(demo.Address, house.Nia.UserId);
        await nia.RefusedAsync($"/plans/{house.PlanId}/pack", "passphrase", ("passphrase", "short"), ("again", "short"));
        await nia.RefusedAsync($"/plans/{house.PlanId}/pack", "again", ("passphrase", "four plain words here"), ("again", "four other words here"));
    }

    [Fact]
    public async Task Who_went_through_a_plan_and_who_puts_right_what_was_found_comes_back_whole()
    {
        var house = await demo.MoveInAsync();
        foreach (var (path, value) in new[] { ("plans/p/name", "Anne is ill"), ("steps/s/planIds/p", "yes"), ("steps/s/do", "Ring Maureen") }) await house.SaveAsync(house.Nia, "if-things-go-wrong", path, value);
        using var nia = await Visitor.SignedInAsync(demo.Address, house.Nia.UserId);
        var record = $"/plans/{house.PlanId}/rehearse/record";
        var op = Guid.NewGuid().ToString();
        (string, string)[] typed = [("op", op), ("plan", "p"), ("day", "Sunday"), ("hour", "3"), ("owner-StepOwner-s", "Anne"), ("next", "12"), ("by", new string('x', 201))];
        var page = await nia.RefusedAsync(record, "by", typed);
        Assert.Equal(op, page.QuerySelector($"form[action='{record}'] input[name=op]")!.GetAttribute("value"));
        await nia.RefusedAsync(record, "o-StepOwner-s", [.. typed[..4], ("owner-StepOwner-s", new string('y', 201)), ("by", "Joyce")]);
        // The plan is agreed while they go through it: what they wrote is not lost with the page that they wrote it on.
        await using (var db = house.OpenDb()) await db.Plans.Where(p => p.Id == house.PlanId).ExecuteUpdateAsync(u => u.SetProperty(p => p.Status, PlanStatus.Closed), Stop);
        await nia.RefusedAsync(record, "main", [.. typed[..^1], ("by", "Joyce and Anne")]);
    }

    [Fact]
    public async Task The_hours_for_an_amount_come_back_and_are_never_read_as_none()
    {
        var house = await demo.MoveInAsync(Pathway.AdultContinuingCare);
        foreach (var domain in Enum.GetNames<Core.Plans.Sections.NeedDomain>()) await house.SaveAsync(house.Nia, "needs-profile", $"adult/{domain}/level", "None");
        using var nia = await Visitor.SignedInAsync(demo.Address, house.Nia.UserId);
        var path = $"/plans/{house.PlanId}/allocation";
        await nia.RefusedAsync(path, "hours", ("_handler", "try"), ("table", "example-points/1"), ("hours", "ten or so"));
        var page = await nia.AnsweredAsync($"{path}/keep", HttpStatusCode.UnprocessableEntity, ("table", "example-points/1"), ("hours", "99"));
        Assert.Equal(("99", $"{path}/keep#hours"), (page.QuerySelector<IHtmlInputElement>("#hours")!.Value, page.QuerySelector(".error-summary a")!.GetAttribute("href")));
        await nia.AnsweredAsync($"{path}/keep", HttpStatusCode.UnprocessableEntity, ("table", "elsewhere/1"), ("hours", "0"));
        foreach (var hours in new[] { "abc", "-5" }) await nia.AnsweredAsync($"{path}/keep", HttpStatusCode.UnprocessableEntity, ("table", "example-points/1"), ("hours", hours));
        (string, string)[] told = [("_handler", "told"), ("year", "5200"), ("on-day", "2"), ("on-month", "11"), ("on-year", "2026")];
        foreach (var aside in new[] { "zzz", "-1" }) await nia.RefusedAsync(path, "aside", [.. told, ("from", "The council"), ("aside", aside)]);
        await nia.RefusedAsync(path, "from", [.. told, ("from", new string('x', 600_000))]);
        Assert.Empty((await house.SeenByAsync(house.Nia)).Answers.Get<Core.Plans.Sections.Money>().Allocations);
    }

    [Fact]
    public async Task A_table_of_amounts_comes_back_whole_and_a_draft_says_what_it_lacks_whenever_it_is_opened()
    {
        _ = demo.Address;
        var house = await FundingHouse.InAsync(demo.Running.Services);
        var lead = await house.LeadAsync();
        using var ravi = await Visitor.SignedInAsync(demo.Address, lead.UserId);
        using var begun = await ravi.PostFormAsync("/allocation-tables/example-points/1/copy");
        var begunAt = begun.Headers.Location!.ToString();
        Assert.Empty((await ravi.PageAsync(begunAt)).QuerySelectorAll("main li a[href$='#name']"));
        var at = begunAt.Split('?')[0];
        Assert.Single((await ravi.PageAsync(at)).QuerySelectorAll("main li a[href$='#name']"));

        var (key, version) = (at.Split('/')[2], int.Parse(at.Split('/')[3], System.Globalization.CultureInfo.InvariantCulture));
        var tables = home().The<Core.Allocation.AllocationTableService>();
        var form = (await tables.Open(lead, key, version))!.Form;
        (string, string)[] typed = [.. form.Select(f => ($"base-{f.Key}", f.Value)), .. form.Where(f => f.Key is not ("name" or "owner" or "note")).Select(f => (f.Key, f.Value)), ("name", "Ours"), ("owner", "The board")];
        await ravi.RefusedAsync($"{at}/save", "note", [.. typed, ("note", new string('x', 401))]);
        await ravi.TakenAsync($"{at}/save", [.. typed, ("note", "")]);
        // A colleague wrote meanwhile: in another field, and in one of these.
        async Task<Core.Allocation.TableView> NowAsync() => (await tables.Open(lead, key, version))!;
        Assert.Equal(Core.Allocation.TableOutcome.Done, (await tables.Save(lead, key, version, new Dictionary<string, string> { ["owner"] = "The panel", ["cap"] = "" }, (await NowAsync()).Form)).Outcome);
        var met = await ravi.RefusedAsync($"{at}/save", "owner", [.. typed, ("note", "")]);
        Assert.Contains("The panel", met.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("The board", "The panel", ""), (met.QuerySelector("#owner")!.GetAttribute("value"), met.QuerySelector("[name=base-owner]")!.GetAttribute("value"), met.QuerySelector("#cap")!.GetAttribute("value")));
        // Refused for another reason, it stays based on what its writer has read.
        var tooLong = await ravi.RefusedAsync($"{at}/save", "note", [.. typed, ("note", new string('x', 401))]);
        Assert.Equal(("The board", ""), (tooLong.QuerySelector("#owner")!.GetAttribute("value"), tooLong.QuerySelector("[name=base-owner]")!.GetAttribute("value")));
        await ravi.RefusedAsync($"{at}/publish", "main", ("seen", new string('0', 64)), ("start-day", "1"), ("start-month", "5"), ("start-year", "2031"));
        await ravi.RefusedAsync($"{at}/discard", "main", ("seen", ""));
        await ravi.RefusedAsync($"{at}/publish", "start-day", ("seen", (await NowAsync()).Sha256), ("start-day", "1st"), ("start-month", "of-May"), ("start-year", "2031"));
        Assert.Equal(Core.Allocation.TableOutcome.Done, await tables.Publish(lead, key, version, home().The<PortalSettings>().Today.AddDays(1), (await NowAsync()).Sha256));
        // Published by a colleague while this was typed.
        await ravi.RefusedAsync($"{at}/save", "main", [.. typed, ("note", "What it is for")]);

        Household home() => house.Home;
    }

    [Fact]
    public async Task A_councils_line_that_is_too_long_is_not_cut()
    {
        _ = demo.Address;
        var house = await FundingHouse.InAsync(demo.Running.Services, Pathway.SocialCareOnly);
        using var nia = await Visitor.SignedInAsync(demo.Address, house.Home.Nia.UserId);
        foreach (var cost in new[] { "zzz", "12.345" })
            await nia.RefusedAsync($"/plans/{house.Home.PlanId}/moving-on", "cost-1", ("_handler", "council"), ("council", "Aldersford Council"), ("amount", "5200.00"), ("what-1", "A sitter"), ("cost-1", cost));
        await nia.RefusedAsync($"/plans/{house.Home.PlanId}/moving-on", "what-1", ("_handler", "council"), ("council", "Aldersford Council"), ("amount", "5200.00"), ("what-1", new string('x', 401)));
    }

    [Fact]
    public async Task The_address_of_a_form_that_was_refused_leads_to_its_page_when_it_is_loaded_anew()
    {
        var house = await demo.MoveInAsync();
        using var nia = await Visitor.SignedInAsync(demo.Address, house.Nia.UserId);
        foreach (var (form, page) in new[] { ("copies/give", "copies"), ("agree/withdraw", "agree"), ("rehearse/record", "rehearse") })
        {
            using var answer = await nia.GetAsync($"/plans/{house.PlanId}/{form}");
            Assert.Equal($"/plans/{house.PlanId}/{page}", answer.Headers.Location!.ToString());
        }
    }
}
