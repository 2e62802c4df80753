using System.Text;
using CarePlanning.Core.Family;
using CarePlanning.Tests.Family;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CarePlanning.Tests.Journeys;

/// <summary>The daughter at eleven at night: a phone, a link, and the plan.</summary>
public sealed class DaughterTests(Chromium chromium, DemoPortal demo)
{
    /// <summary>The most that a page may weigh, in bytes: on a poor line it is there within seconds.</summary>
    private const int MostBytes = 100_000;

    [Fact]
    public async Task From_the_link_to_the_plan_on_a_small_phone_without_a_circuit_and_next_time_with_the_phones_own_lock()
    {
        var house = await demo.MoveInAsync();
        await house.AgreeAsync();
        var email = $"{Guid.NewGuid():N}@example.org";
        await house.The<InvitationService>().Invite(house.Nia, house.PlanId, FamilyTable.ForBeth(email: email));
        var link = $"/invited/{LetterFolder.Newest(demo.Running.Folder, email).Token}";

        // A passkey belongs to a name, never to a number.
        var address = new UriBuilder(demo.Address) { Host = "localhost" }.Uri;
        await using var phone = await chromium.NewContextAsync(address, new() { ViewportSize = new() { Width = 360, Height = 740 }, IsMobile = true, HasTouch = true });
        var page = await phone.NewPageAsync();
        await using var weight = await Weight.OfAsync(page);
        var sockets = 0;
        page.WebSocket += (_, _) => sockets++;

        await page.GotoAsync(link);
        await weight.StaysUnderAsync(MostBytes, "the page behind the link");
        await page.GetByRole(AriaRole.Button, new() { Name = "Text a code to my phone" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("••• 341");
        await page.GetByLabel("Your code").FillAsync(LetterFolder.Of(demo.Running.Folder).Last(l => l.To.StartsWith("447700900341", StringComparison.Ordinal)).Code);
        await page.GetByLabel("Your family name").FillAsync("O'Connor");
        weight.Begin();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, take me to the plan" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Joyce Ashworth's plan");
        await weight.StaysUnderAsync(MostBytes, "the page of the plan");
        await Assertions.Expect(page.Locator(".tag.good")).ToHaveTextAsync("The latest");
        await SavesAPdfAsync(page);

        await using var lockOfThePhone = await Authenticator.OnAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Open it faster next time" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remember me on this phone" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("A phone that remembers you since");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GotoAsync(link);
        await page.GetByRole(AriaRole.Button, new() { Name = "Open with this phone's lock" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Joyce Ashworth's plan");
        // Already in, the link leads straight to the plan.
        await page.GotoAsync(link);
        Assert.EndsWith("/latest", new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);
        Assert.Equal(0, sockets);
        await using var db = demo.OpenDb();
        var hers = (await db.FamilyAccounts.ToListAsync(TestContext.Current.CancellationToken)).Single(f => f.Email == email).Id;
        Assert.Equal(1, await db.Passkeys.CountAsync(p => p.AccountId == hers, TestContext.Current.CancellationToken));
    }

    private static async Task SavesAPdfAsync(IPage page)
    {
        var saved = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download the plan" }).ClickAsync());
        await using var file = await saved.CreateReadStreamAsync();
        var head = new byte[5];
        await file.ReadExactlyAsync(head, TestContext.Current.CancellationToken);
        Assert.Equal("%PDF-", Encoding.ASCII.GetString(head));
    }

    /// <summary>What a page weighs on the line, files and all, as the browser counts it.</summary>
    private sealed class Weight : IAsyncDisposable
    {
        private readonly IPage page;
        private readonly ICDPSession cdp;
        private double bytes;

        private Weight(IPage page, ICDPSession cdp)
        {
            (this.page, this.cdp) = (page, cdp);
            cdp.Event("Network.loadingFinished").OnEvent += (_, e) => bytes += e!.Value.GetProperty("encodedDataLength").GetDouble();
        }

        public static async Task<Weight> OfAsync(IPage page)
        {
            var cdp = await page.Context.NewCDPSessionAsync(page);
            await cdp.SendAsync("Network.enable");
            return new Weight(page, cdp);
        }

        public void Begin() => bytes = 0;

        public async Task StaysUnderAsync(int most, string what)
        {
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            Assert.InRange(bytes, 1000, most);
            TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {bytes / 1000:0.0} kB");
        }

        public async ValueTask DisposeAsync() => await cdp.DetachAsync();
    }

    /// <summary>The phone's lock, as Chromium plays it.</summary>
    private sealed class Authenticator(ICDPSession cdp) : IAsyncDisposable
    {
        public static async Task<Authenticator> OnAsync(IPage page)
        {
            var cdp = await page.Context.NewCDPSessionAsync(page);
            await cdp.SendAsync("WebAuthn.enable");
            await cdp.SendAsync("WebAuthn.addVirtualAuthenticator", new() { ["options"] = new Dictionary<string, object> { ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true } });
            return new Authenticator(cdp);
        }

        public async ValueTask DisposeAsync() => await cdp.DetachAsync();
    }
}
