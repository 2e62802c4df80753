using System.Net;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Family;
using CarePlanning.Core.People;
using CarePlanning.Core.Signing;
using CarePlanning.Tests.Family;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Journeys;

/// <summary>The pages of families as browsers without scripts, and those who mean no good, use them.</summary>
public sealed class FamilyPagesTests(DemoPortal demo)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_only_opens_the_link_as_mail_scanners_do_sends_no_code_and_gets_no_copy()
    {
        var (house, link, email) = await SharedAsync();
        using var scanner = new Visitor(demo.Address);
        for (var i = 0; i < 3; i++)
        {
            var page = await scanner.PageAsync(link);
            Assert.DoesNotContain("Joyce", page.Body!.TextContent, StringComparison.Ordinal);
            Assert.Empty(page.QuerySelectorAll("script[src*=blazor]"));
        }
        foreach (var file in new[] { "copy.pdf", "copy.html", "copy.txt", "../../etc/passwd", "other.pdf" })
        {
            using var answer = await scanner.GetAsync($"{link}/{file}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        Assert.Single(LetterFolder.Of(demo.Running.Folder), l => l.To == email);
        Assert.Empty(Assert.Single(await house.The<ShareService>().Of(house.Nia, house.PlanId)).OpenedAtUtc);
    }

    [Fact]
    public async Task A_shared_copy_opens_with_the_code_on_this_browser_alone_and_is_gone_when_the_link_is_ended()
    {
        var (house, link, email) = await SharedAsync();
        using var maureen = new Visitor(demo.Address);
        using var asked = await maureen.PostFormAsync(link, ("_handler", "ask"));
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        var code = LetterFolder.Of(demo.Running.Folder).Last(l => l.To == email).Code;
        using var wrong = await maureen.PostFormAsync(link, ("_handler", "open"), ("code", "2222-2222"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using var opened = await maureen.PostFormAsync(link, ("_handler", "open"), ("code", code));
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        Assert.NotNull((await maureen.PageAsync(link)).QuerySelector("a[download]"));
        using var pdf = await maureen.GetAsync($"{link}/copy.pdf");
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType!.MediaType);
        Assert.True(pdf.Headers.CacheControl!.NoStore);
        using var neighbour = new Visitor(demo.Address);
        using var none = await neighbour.GetAsync($"{link}/copy.pdf");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        var share = Assert.Single(await house.The<ShareService>().Of(house.Nia, house.PlanId)).Id;
        using var joyce = await Visitor.SignedInAsync(demo.Address, house.Joyce.UserId);
        using var ended = await joyce.PostFormAsync($"/plans/{house.PlanId}/people/share-end", ("share", share.ToString()));
        Assert.Equal($"/plans/{house.PlanId}/people", ended.Headers.Location!.ToString());
        await maureen.PageAsync(link, HttpStatusCode.Gone);
        using var gone = await maureen.GetAsync($"{link}/copy.pdf");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    /// <summary>Two have the letter open, and one is quicker.</summary>
    [Fact]
    public async Task Whoever_answers_an_invitation_that_somebody_else_has_answered_meanwhile_is_told()
    {
        var house = await demo.MoveInAsync();
        var (email, phone) = ($"beth.{Guid.NewGuid():N}@example.org", $"+4477009{Random.Shared.Next(10_000, 99_999)}");
        Assert.Equal(InvitationRefusal.None, (await house.The<InvitationService>().Invite(house.Nia, house.PlanId, FamilyTable.ForBeth(email: email) with { Phone = phone })).Refusal);
        var link = $"/invited/{LetterFolder.Newest(demo.Running.Folder, email).Token}";
        using var beth = new Visitor(demo.Address);
        using var other = new Visitor(demo.Address);
        (await beth.PostFormAsync(link, ("_handler", "ask"))).Dispose();
        var code = LetterFolder.Of(demo.Running.Folder).Last(l => l.To.Contains(phone[3..], StringComparison.Ordinal)).Code;
        await other.PageAsync(link);
        using var accepted = await beth.PostFormAsync(link, ("_handler", "accept"), ("code", code), ("surname", "O'Connor"));
        Assert.Equal(HttpStatusCode.Redirect, accepted.StatusCode);
        foreach (var press in new[] { "accept", "decline" })
        {
            var told = await other.AnsweredAsync(link, HttpStatusCode.Conflict, ("_handler", press), ("code", code), ("surname", "O'Connor"));
            Assert.Contains("was accepted already", told.Body!.TextContent, StringComparison.Ordinal);
        }
        Assert.True(await house.The<Core.Access.CircleService>().EndAccess(house.Joyce, house.PlanId, (await house.SeenByAsync(house.Joyce)).Circle.Members.Single(m => m.Name.StartsWith("Beth", StringComparison.Ordinal)).Id));
        foreach (var press in new[] { "accept", "decline", "enter", "ask" })
            await other.AnsweredAsync(link, HttpStatusCode.Gone, ("_handler", press), ("code", code));
    }

    [Fact]
    public async Task A_form_with_a_mistake_keeps_what_was_typed_and_leads_to_the_mistake()
    {
        var house = await demo.MoveInAsync();
        using var nia = await Visitor.SignedInAsync(demo.Address, house.Nia.UserId);
        using var answer = await nia.PostFormAsync($"/plans/{house.PlanId}/people/invite", ("_handler", "invite"), ("id", Guid.NewGuid().ToString()), ("given", "Beth"), ("family", "O'Connor"), ("email", "beth at home"), ("relation", nameof(Relation.Carer)), ("sees", "goals"), ("writes", "goals"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Stop), Stop);
        Assert.Equal("beth at home", page.QuerySelector("#email")!.GetAttribute("value"));
        Assert.Equal("O'Connor", page.QuerySelector("#family")!.GetAttribute("value"));
        Assert.EndsWith("#email", page.QuerySelector(".error-summary a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal(["goals"], page.QuerySelectorAll("input[name=sees][checked]").Select(i => i.GetAttribute("value")));
        await using var db = house.OpenDb();
        Assert.False(await db.Invitations.AnyAsync(i => i.PlanId == house.PlanId, Stop));
    }

    [Fact]
    public async Task A_forged_passkey_an_answer_to_another_question_and_one_that_comes_twice_open_nothing()
    {
        using var visitor = new Visitor(demo.Address);
        using var unasked = await visitor.PostFormAsync("/family/passkey/enter", ("credential", "{}"));
        Assert.Equal(HttpStatusCode.BadRequest, unasked.StatusCode);
        foreach (var credential in new[] { "", "not json", "{}", """{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{"clientDataJSON":"e30","authenticatorData":"AAAA","signature":"AAAA","userHandle":"AAAA"},"clientExtensionResults":{}}""" })
        {
            using var asked = await visitor.PostFormAsync("/family/passkey/ask");
            Assert.Contains("challenge", await asked.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
            using var answer = await visitor.PostFormAsync("/family/passkey/enter", ("credential", credential));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
        // Making one needs a family account of one's own; a professional's session has none.
        using var nia = await Visitor.SignedInAsync(demo.Address, await demo.AccountAsync("Nia Rees"));
        using var make = await nia.PostFormAsync("/family/passkey/make");
        Assert.Equal(HttpStatusCode.NotFound, make.StatusCode);
    }

    [Fact]
    public async Task The_sign_in_page_says_the_same_of_an_address_it_knows_and_of_any_other_and_lets_her_in_where_she_asked()
    {
        var house = await demo.MoveInAsync();
        var (beth, email) = await demo.BethIsInAsync(house);
        using var hers = new Visitor(demo.Address);
        List<string> said = [];
        foreach (var (visitor, address) in new[] { (hers, email), (new Visitor(demo.Address), email), (new Visitor(demo.Address), $"nobody-{Guid.NewGuid():N}@example.org") })
        {
            var words = "";
            foreach (var fields in new (string, string)[][] { [("_handler", "email"), ("email", address)], [("_handler", "enter"), ("email", address), ("code", "2222-2222")] })
            {
                using var answer = await visitor.PostFormAsync("/family", fields);
                words += $"{answer.StatusCode} {(await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Stop), Stop)).QuerySelector("main")!.TextContent}";
            }
            said.Add(words);
            if (visitor != hers) visitor.Dispose();
        }
        Assert.Single(said.Distinct());
        using var asked = await hers.PostFormAsync("/family", ("_handler", "email"), ("email", email));
        // Hers is the third letter with a code; the two before it were her own first one and another browser's.
        var code = await LetterFolder.CodeForAsync(demo.Running.Folder, email, Stop, letters: 3);
        using var neighbour = new Visitor(demo.Address);
        using var elsewhere = await neighbour.PostFormAsync("/family", ("_handler", "enter"), ("email", email), ("code", code));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, elsewhere.StatusCode);
        using var entered = await hers.PostFormAsync("/family", ("_handler", "enter"), ("email", email), ("code", code));
        Assert.Equal((HttpStatusCode.Redirect, "/plans"), (entered.StatusCode, entered.Headers.Location!.ToString().Replace(demo.Address.ToString().TrimEnd('/'), "", StringComparison.Ordinal)));
        await using var db = house.OpenDb();
        Assert.Equal("code", (await db.AccessLog.SingleAsync(a => a.ActorId == beth.UserId && a.Kind == Core.Audit.AccessKind.SignedIn, Stop)).What);
    }

    [Fact]
    public async Task Whoever_signs_a_while_after_they_came_in_shows_again_that_it_is_them_and_loses_nothing()
    {
        var house = await demo.MoveInAsync();
        await house.MakeReadyAsync();
        var (beth, email) = await demo.BethIsInAsync(house);
        await house.FreezeAsync();
        var version = (await house.The<SigningService>().Newest(house.Nia, house.PlanId))!;
        var her = version.Parties.Single(p => p.Name.StartsWith("Beth", StringComparison.Ordinal));
        using var phone = await Visitor.SignedInAsync(demo.Address, beth.UserId);
        var path = $"/plans/{house.PlanId}/agree/sign/{her.Id}";
        Assert.Null((await phone.PageAsync(path)).QuerySelector("#pin"));

        await using var db = house.OpenDb();
        var longAgo = DateTime.UtcNow - ReauthenticationService.ShownFor;
        Assert.Equal(1, await db.Sessions.Where(s => s.AccountId == beth.UserId).ExecuteUpdateAsync(s => s.SetProperty(x => x.BeganAtUtc, longAgo), Stop));
        (string, string)[] typed = [("_handler", "sign"), ("OpId", Household.NewOpId()), ("ShownSha256", version.ContentSha256), ("Name", "Beth O'Connor"), ("Role", "Carer"), ("Ticked", "yes"), ("Mark", "Typed"), ("TypedMark", "B. O'C."), ("Do", "Sign")];
        var asks = await phone.RefusedAsync(path, "pin", typed);
        Assert.Equal(("/family?again=yes", "_blank"), (asks.QuerySelector("#pin")!.GetAttribute("href"), asks.QuerySelector("#pin")!.GetAttribute("target")));
        Assert.Null((await house.The<SigningService>().Newest(house.Nia, house.PlanId))!.SigningOf(her.Id));
        var passkeys = await phone.PageAsync("/family/passkey");
        Assert.Equal("/family?again=passkey", passkeys.QuerySelector("#pin")!.GetAttribute("href"));
        Assert.Null(passkeys.QuerySelector("[data-passkey=new]"));
        using var notMade = await phone.PostFormAsync("/family/passkey/make");
        Assert.Equal(HttpStatusCode.Forbidden, notMade.StatusCode);
        // What does not sign asks nobody: to say no, or not today, needs no code.
        await phone.TakenAsync(path, [.. typed.Where(t => t.Item1 is not ("Ticked" or "Do" or "OpId")), ("OpId", Household.NewOpId()), ("Outcome", "NotToday"), ("Do", "Record")]);

        using var asked = await phone.PostFormAsync("/family?again=yes", ("_handler", "email"), ("email", email));
        var code = await LetterFolder.CodeForAsync(demo.Running.Folder, email, Stop);
        using var entered = await phone.PostFormAsync("/family?again=yes", ("_handler", "enter"), ("email", email), ("code", code));
        Assert.EndsWith("/sign-in/shown", entered.Headers.Location!.ToString(), StringComparison.Ordinal);
        phone.ForgetToken();
        await phone.TakenAsync(path, typed);
        using var made = await phone.PostFormAsync("/family/passkey/make");
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        Assert.Equal(SigningOutcome.Signed, (await house.The<SigningService>().Newest(house.Nia, house.PlanId))!.SigningOf(her.Id)!.Outcome);
    }

    [Fact]
    public async Task The_page_of_who_may_see_the_plan_names_who_else_reads_a_part_and_leads_the_person_to_who_looked()
    {
        var house = await demo.MoveInAsync();
        foreach (var (who, looks) in new[] { (house.Joyce, true), (house.Nia, true), (house.Anne, false) })
        {
            using var visitor = await Visitor.SignedInAsync(demo.Address, who.UserId);
            var main = (await visitor.PageAsync($"/plans/{house.PlanId}/people")).QuerySelector("main")!;
            foreach (var other in new[] { "requests", "emergency", "links" }) Assert.Contains(Web.Words.Said.Family[$"people.else.{other}"], main.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain("Nobody else", main.TextContent, StringComparison.Ordinal);
            Assert.Equal(looks, main.QuerySelector($"a[href='/plans/{house.PlanId}/looked']") is not null);
            Assert.NotNull(main.QuerySelector($"a[href='/plans/{house.PlanId}/history']"));
        }
    }

    [Fact]
    public async Task The_page_of_the_history_says_what_somebody_could_see_before_and_what_since()
    {
        var house = await demo.MoveInAsync();
        Assert.True(await house.The<Core.Access.CircleService>().ChangeRights(house.Nia, house.PlanId, Household.AnnesEntry, SectionRights.Of(["goals"], [])));
        using var joyce = await Visitor.SignedInAsync(demo.Address, house.Joyce.UserId);
        var line = (await joyce.PageAsync($"/plans/{house.PlanId}/history")).QuerySelector($"[data-kind={Core.Audit.AuditKind.RightsChanged}]")!.TextContent;
        foreach (var said in new[] { "changed what Anne Ashworth may see", "Before: Sees all of the plan.", "Since then: Sees only these parts: Goals and hopes. May read, not write." })
            Assert.Contains(said, line, StringComparison.Ordinal);
    }

    private async Task<(Household House, string Link, string Email)> SharedAsync()
    {
        var house = await demo.MoveInAsync();
        await house.AgreeAsync();
        var email = $"{Guid.NewGuid():N}@example.org";
        Assert.Equal((ShareRefusal.None, true), await house.The<ShareService>().Share(house.Nia, house.PlanId, new NewShare(Guid.NewGuid(), "Maureen Pike", email, null, CopyKind.EmergencySheet, 14)));
        return (house, $"/shared/{LetterFolder.Newest(demo.Running.Folder, email).Token}", email);
    }
}
