using System.Globalization;
using CarePlanning.Tests.Pdf.Signing;
using Microsoft.Playwright;

namespace CarePlanning.Tests.Journeys;

/// <summary>The job the portal is for, from the first name to the sealed document, by keyboard alone.</summary>
public sealed class KitchenTableTests(Chromium chromium, DemoPortal demo)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_nurse_a_person_and_her_son_make_and_sign_a_plan_at_one_laptop()
    {
        await using var window = await demo.NewWindowAsync(chromium, Guid.Empty);
        var keys = new Keys(await window.NewPageAsync());
        var nia = await demo.AccountAsync("Nia Rees");
        await keys.Page.GotoAsync("/plans");
        await keys.EnterAsync($"button[value='{nia}']", "**/plans");
        await keys.EnterAsync("a.button[href='/plans/new']", "**/plans/new");
        await keys.TypeAsync("#givenNames", "Maud");
        await keys.TypeAsync("#familyName", "Ellery");
        await keys.EnterAsync("main form button");
        await Assertions.Expect(keys.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/plans/[0-9a-f-]{36}$"));
        var plan = new Uri(keys.Page.Url).AbsolutePath;

        await AnswerAsync(keys, plan);
        await keys.EnterAsync($"a[href='{plan}/still-needed']", "**/still-needed");
        Assert.Equal(0, await keys.Page.Locator("[data-rule].block").CountAsync());
        await keys.EnterAsync($"main a[href='{plan}/agree']", "**/agree");
        await keys.EnterAsync($"a[href='{plan}/agree/practice']", "**/practice");
        await keys.TypeAsync("#practice-typed", "Maud");
        await keys.EnterAsync($"main a[href='{plan}/agree']", "**/agree");
        await keys.EnterAsync("form[action$='/agree/freeze'] button");
        await Assertions.Expect(keys.Page.Locator(".person-card")).ToHaveCountAsync(3);
        await SignAsync(keys, plan);
        var file = await DownloadAsync(keys);
        try
        {
            await VerifyAsync(keys, file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task AnswerAsync(Keys keys, string plan)
    {
        var review = DateTime.UtcNow.AddMonths(5);
        await SectionAsync(keys, plan, "who-is-involved", new()
        {
            ["dateOfBirth"] = () => DateAsync(keys, "dateOfBirth", new DateTime(1941, 6, 21)),
            ["number"] = () => keys.TypeAsync("[name=nhsNumber]", "999 000 0123"),
            ["address"] = () => keys.ChooseAsync("hasFixedAddress", "no"),
            ["gp"] = () => keys.ChooseAsync("hasGp", "no"),
            ["people"] = async () =>
            {
                await keys.EnterAsync("[data-add=people]");
                await keys.TypeAsync("[name^='people/'][name$='/name']", "Peter Ellery");
                await keys.TickAsync("[name^='people/'][name$='/types/Carer']");
            },
        });
        await SectionAsync(keys, plan, "about-me", new()
        {
            ["mostImportant"] = async () =>
            {
                await keys.TypeAsync("[name='mostImportant/words']", "My own bed, and the wireless on low.");
                await keys.TickAsync("[name='mostImportant/ownWords']");
            },
        });
        await SectionAsync(keys, plan, "goals", new()
        {
            ["goals"] = async () =>
            {
                await keys.EnterAsync("[data-add=list]");
                await keys.TypeAsync("[name^='list/'][name$='/what']", "Go to chapel at Easter");
            },
        });
        await SectionAsync(keys, plan, "review", new()
        {
            ["plannedReviewDate"] = () => DateAsync(keys, "plannedReviewDate", review),
            ["responsible"] = () => keys.TypeAsync("[name=responsibleName]", "Nia Rees"),
        });
        await SectionAsync(keys, plan, "sharing", new()
        {
            ["decision"] = () => keys.ChooseAsync("decision", "EveryoneWhoSupportsMe"),
            ["agreement"] = () => keys.ChooseAsync("agreement", "Agreed"),
        });
    }

    /// <summary>Goes through a section question by question: answers those that are named, and checks the answers at the end.</summary>
    private static async Task SectionAsync(Keys keys, string plan, string slug, Dictionary<string, Func<Task>> answers)
    {
        var page = keys.Page;
        await keys.EnterAsync($"a.task[href='{plan}/{slug}']", $"**{plan}/{slug}**");
        HashSet<string> answered = [];
        while (true)
        {
            var shown = page.Locator("[data-question]:not([hidden])");
            await Assertions.Expect(shown).ToHaveCountAsync(1);
            var question = (await shown.GetAttributeAsync("data-question"))!;
            if (answers.TryGetValue(question, out var answer) && answered.Add(question)) await answer();
            await keys.EnterAsync("[data-question]:not([hidden]) [data-continue]");
            // the address names the next question a moment before it is shown
            await page.WaitForFunctionAsync(Elsewhere, question);
            if (new Uri(page.Url).AbsolutePath.EndsWith("/check", StringComparison.Ordinal)) break;
        }
        // a section opens at the first question without an answer, so those before it are gone back to
        Assert.True(answered.SetEquals(answers.Keys), $"{slug}: never asked {string.Join(", ", answers.Keys.Except(answered))}");
        await Assertions.Expect(page.Locator("main h1")).ToBeVisibleAsync();
        await keys.EnterAsync($"main a[href='{plan}']", $"**{plan}");
    }

    private const string Elsewhere =
        """
        was => {
          if (location.pathname.endsWith("/check")) return true;
          const shown = document.querySelector("[data-question]:not([hidden])");
          return shown !== null && shown.dataset.question !== was;
        }
        """;

    private static async Task DateAsync(Keys keys, string name, DateTime date)
    {
        foreach (var (part, value) in new[] { ("day", date.Day), ("month", date.Month), ("year", date.Year) })
            await keys.TypeAsync($"[name='{name}/{part}']", value.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task SignAsync(Keys keys, string plan)
    {
        await keys.EnterAsync("a.button[href*='/agree/handover?to=person']", "**/handover?to=person");
        await keys.EnterAsync("main form button", "**/agree/sign/person");
        await keys.TickAsync("#ticked");
        await keys.ChooseAsync("Mark", "Typed");
        await keys.TypeAsync("#typed-mark", "Maud Ellery");
        await keys.EnterAsync("button[value=Sign]", "**/agree/handover");

        // the laptop is in the family's hands now, and shows nothing else
        await keys.Page.GotoAsync($"{plan}/about-me");
        Assert.DoesNotContain("/about-me", keys.Page.Url, StringComparison.Ordinal);
        await keys.EnterAsync("main form button", "**/agree/sign/**");
        await keys.ChooseAsync("Outcome", "CannotSign");
        await keys.TypeAsync("#witness", "Nia Rees");
        await keys.TypeAsync("#why-cannot", "His hand is in plaster.");
        await keys.EnterAsync("button[value=Record]", "**/agree/handover");

        await keys.TypeAsync("#pin", "1111");
        await keys.EnterAsync("main form button");
        await Assertions.Expect(keys.Page.Locator(".error-summary")).ToBeVisibleAsync();
        await keys.TypeAsync("#pin", "2580");
        await keys.EnterAsync("main form button", $"**{plan}/agree");

        await keys.EnterAsync("a.button[href*='/agree/sign/']", "**/agree/sign/**");
        await keys.TickAsync("#ticked");
        await keys.ChooseAsync("Mark", "Typed");
        await keys.TypeAsync("#typed-mark", "Nia Rees");
        await keys.TypeAsync("#pin", "2580");
        await keys.EnterAsync("button[value=Sign]", $"**{plan}/agree");
        await Assertions.Expect(keys.Page.Locator("[data-check-code]")).ToBeVisibleAsync();
    }

    private static async Task<string> DownloadAsync(Keys keys)
    {
        var path = Path.Combine(Path.GetTempPath(), $"careplanning-{Guid.NewGuid():N}.pdf");
        var download = await keys.Page.RunAndWaitForDownloadAsync(() => keys.EnterAsync("a.button[href$='/plan.pdf']"));
        await download.SaveAsAsync(path);
        return path;
    }

    private async Task VerifyAsync(Keys keys, string file)
    {
        Assert.Equal(0, (await CommandAsync(file)).ExitCode);
        var bytes = await File.ReadAllBytesAsync(file, Stop);
        var changed = file + ".changed.pdf";
        var other = file + ".txt";
        try
        {
            bytes[bytes.Length / 2] ^= 1;
            await File.WriteAllBytesAsync(changed, bytes, Stop);
            await File.WriteAllTextAsync(other, "This is a letter and no PDF.", Stop);
            Assert.Equal(1, (await CommandAsync(changed)).ExitCode);
            Assert.Equal(2, (await CommandAsync(other)).ExitCode);
            Assert.Equal(2, (await CommandAsync(file + ".none")).ExitCode);
            foreach (var (upload, found) in new[] { (file, "current"), (changed, "changed"), (other, "notPdf") })
            {
                await keys.Page.GotoAsync("/verify");
                await keys.Page.Locator("#file").SetInputFilesAsync(upload);
                await keys.EnterAsync("form[enctype] button");
                await Assertions.Expect(keys.Page.Locator("[data-found]")).ToHaveAttributeAsync("data-found", found);
            }
        }
        finally
        {
            File.Delete(changed);
            File.Delete(other);
        }
        await OthersAgreeAsync(file);
    }

    /// <summary>What programs of other makers say of the file.</summary>
    private static async Task OthersAgreeAsync(string file)
    {
        var qpdf = await OutsideTool.RunAsync("qpdf", "qpdf", "--check", file);
        Assert.True(qpdf.ExitCode == 0, qpdf.Said);
        Assert.Contains("Signature is Valid", (await OutsideTool.RunAsync("pdfsig", "poppler-utils", "-nocert", file)).Said, StringComparison.Ordinal);
        var tree = (await OutsideTool.RunAsync("pdfinfo", "poppler-utils", "-struct-text", file)).Said;
        Assert.Contains("My own bed, and the wireless on low.", tree.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("H1", tree, StringComparison.Ordinal);
        Assert.Contains("Tagged:          yes", (await OutsideTool.RunAsync("pdfinfo", "poppler-utils", file)).Said, StringComparison.Ordinal);
        var fonts = (await OutsideTool.RunAsync("pdffonts", "poppler-utils", file)).Said.Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.NotEmpty(fonts);
        Assert.All(fonts, f => Assert.Matches(@"\byes yes yes\b", f));
    }

    private Task<(int ExitCode, string Said)> CommandAsync(string file) => OutsideTool.RunAsync("dotnet", ".NET 10 SDK",
        Path.Combine(AppContext.BaseDirectory, "CarePlanning.Web.dll"), "verify", file, $"--Data:Folder={demo.Running.Folder}");
}
