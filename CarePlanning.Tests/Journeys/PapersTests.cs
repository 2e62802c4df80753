using System.Net;
using System.Text;
using CarePlanning.Core.Uploads;

namespace CarePlanning.Tests.Journeys;

/// <summary>Scans come in through a form that says in a sentence why it does not take one.</summary>
public sealed class PapersTests(DemoPortal demo)
{
    private static readonly byte[] Pdf = "%PDF-1.7\n%%EOF"u8.ToArray();

    public static TheoryData<string, UploadRefusal> Refused => new()
    {
        { "html", UploadRefusal.NotAPictureOrPdf }, { "active", UploadRefusal.ActiveContent }, { "huge", UploadRefusal.TooLarge }, { "empty", UploadRefusal.Empty },
    };

    private static byte[] Content(string what) => what switch
    {
        "html" => Encoding.ASCII.GetBytes("<html><script>alert(1)</script></html>"),
        "active" => Encoding.ASCII.GetBytes("%PDF-1.7\n<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>"),
        "huge" => [.. Pdf, .. new byte[60 * 1024 * 1024]],
        _ => [],
    };

    [Theory, MemberData(nameof(Refused))]
    public async Task A_file_that_is_no_scan_is_refused_with_a_sentence(string what, UploadRefusal why)
    {
        var house = await demo.MoveInAsync();
        using var nia = await Visitor.SignedInAsync(demo.Address, house.Nia.UserId);
        using var answer = await nia.PostAsync($"/plans/{house.PlanId}/papers/upload", Form(Content(what), "scan.pdf"));
        Assert.Equal((HttpStatusCode.Redirect, $"/plans/{house.PlanId}/papers?file={why}#files"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        var page = await nia.PageAsync($"/plans/{house.PlanId}/papers?file={why}");
        Assert.NotEmpty(page.QuerySelector(".error-summary li")!.TextContent.Trim());
        Assert.Empty(await house.The<UploadService>().All(house.Nia, house.PlanId));
    }

    [Fact]
    public async Task A_scan_is_kept_and_offered_as_the_paper()
    {
        var house = await demo.MoveInAsync();
        await house.SaveAsync(house.Nia, "legal-decisions", "decisions/d/name", "Machines");
        using var nia = await Visitor.SignedInAsync(demo.Address, house.Nia.UserId);
        using var answer = await nia.PostAsync($"/plans/{house.PlanId}/papers/upload", Form(Pdf, "our paper.pdf"));
        Assert.Contains("?added=", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        var page = await nia.PageAsync($"/plans/{house.PlanId}/papers");
        Assert.Contains("our paper.pdf", page.QuerySelector("select[name=scan]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scan_can_be_opened_where_it_is_chosen_and_is_not_held_until_somebody_says_that_they_looked()
    {
        var house = await demo.MoveInAsync();
        foreach (var (path, value) in new[] { ("decisions/d/name", "Sedation"), ("decisions/d/originalLocation", "Blue folder"), ("refusals/r/treatment", "sleeping pills"), ("refusals/r/lifeSustaining", "no") })
            await house.SaveAsync(house.Nia, "legal-decisions", path, value);
        using var nia = await Visitor.SignedInAsync(demo.Address, house.Nia.UserId);
        using var added = await nia.PostAsync($"/plans/{house.PlanId}/papers/upload", Form(Pdf, "our paper.pdf"));
        var page = await nia.PageAsync($"/plans/{house.PlanId}/papers");
        var scan = page.QuerySelector("select[name=scan] option:not([value=''])")!.GetAttribute("value")!;
        Assert.Equal($"/plans/{house.PlanId}/papers#files", page.QuerySelector("#d-d form a[href$='#files']")!.GetAttribute("href"));
        using var opened = await nia.GetAsync(page.QuerySelector("#files ~ ul a")!.GetAttribute("href")!);
        Assert.Equal(Pdf, await opened.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        await nia.RefusedAsync($"/plans/{house.PlanId}/papers/step", "looked-d", ("decision", "d"), ("step", "Hold"), ("scan", scan));
        await nia.RefusedAsync($"/plans/{house.PlanId}/papers/step", "heard-d", ("decision", "d"), ("step", "Withdraw"), ("heardBy", " "));
        using var seen = await nia.PostFormAsync($"/plans/{house.PlanId}/papers/step", ("decision", "d"), ("step", "Hold"), ("scan", scan), ("looked", "true"));
        Assert.DoesNotContain("problem", seen.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(scan, (await house.SeenByAsync(house.Nia)).Answers.Get<Core.Plans.Sections.Legal>().Decisions.Single().Scan);
    }

    [Fact]
    public async Task A_relative_finds_words_in_place_of_the_button_and_is_refused_in_words_when_they_press_it_all_the_same()
    {
        var house = await demo.MoveInAsync();
        await house.SaveAsync(house.Nia, "legal-decisions", "decisions/d/name", "Machines");
        using var anne = await Visitor.SignedInAsync(demo.Address, house.Anne.UserId);
        Assert.Null((await anne.PageAsync($"/plans/{house.PlanId}/papers")).QuerySelector("button[value=Withdraw]"));
        var page = await anne.AnsweredAsync($"/plans/{house.PlanId}/papers/step", HttpStatusCode.UnprocessableEntity, ("decision", "d"), ("step", "Withdraw"), ("heardBy", "Anne"));
        Assert.Contains("A relative alone cannot take this back", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
    }

    private static MultipartFormDataContent Form(byte[] content, string name) => new() { { new ByteArrayContent(content), "file", name } };
}
