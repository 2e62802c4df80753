using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CarePlanning.Tests.Demo;
using CarePlanning.Tests.Journeys;
using Microsoft.Playwright;

namespace CarePlanning.Tests.Together;

/// <summary>The whole way by the address in the code itself, over https, with a certificate made for this test.</summary>
public sealed class SafePhoneTests(Chromium chromium)
{
    [Fact]
    public async Task A_phone_that_follows_the_code_over_https_joins_and_its_cookies_travel_over_https_only()
    {
        var folder = Directory.CreateTempSubdirectory("careplanning-https-").FullName;
        FreshDemo.PutInto(folder);
        var home = new Uri($"https://127.0.0.1:{FreePort()}/");
        await using var portal = await PortalProcess.StartAsync($"--urls={home}", $"--PublicUrl={home}", $"--Data:Folder={folder}",
            $"--Kestrel:Certificates:Default:Path={CertificateIn(folder)}", "--Kestrel:Certificates:Default:Password=of this test");
        await using var laptop = await chromium.NewContextAsync(home, new() { IgnoreHTTPSErrors = true });
        await using var pocket = await chromium.NewContextAsync(home, new() { IgnoreHTTPSErrors = true });
        var (table, phone) = (await laptop.NewPageAsync(), await pocket.NewPageAsync());
        await table.GotoAsync("/sign-in");
        await table.Locator(".person-card:has(b:text-is('Nia Rees'))").ClickAsync();
        await Assertions.Expect(table.Locator("header .who b")).ToHaveTextAsync("Nia");
        await table.GotoAsync("/plans");
        await table.GetByRole(AriaRole.Link, new() { Name = "Des Clarke" }).ClickAsync();
        await Assertions.Expect(table.Locator("h1")).ToHaveTextAsync("Des's plan");
        await table.GotoAsync(new Uri(table.Url).AbsolutePath + "/join");
        await table.Locator("form[action$='/join/code'] button").ClickAsync();
        await Assertions.Expect(table.Locator("[data-watch=true]")).ToHaveCountAsync(1);
        var address = await table.Locator("[data-join-address]").TextContentAsync() ?? "";
        Assert.StartsWith(home.ToString(), address, StringComparison.Ordinal);

        await phone.GotoAsync(address);
        await phone.GetByRole(AriaRole.Button, new() { Name = "Pauline" }).ClickAsync();
        await Assertions.Expect(phone.Locator("[data-watch=true]")).ToHaveCountAsync(1);
        await table.GetByRole(AriaRole.Button, new() { Name = "Let Pauline in" }).ClickAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Open the plan" }).ClickAsync();
        await Assertions.Expect(phone.Locator("h1")).ToHaveTextAsync("Des's plan");
        await Assertions.Expect(phone.Locator("header .who b")).ToHaveTextAsync("Pauline");
        Assert.All(await pocket.CookiesAsync(), c => Assert.True(c.Secure, c.Name));
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A port that is free now; its address must be known before the portal starts, because its codes name it.</summary>
    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    private static string CertificateIn(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var own = new CertificateRequest("CN=care.example", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var path = Path.Combine(folder, "https.pfx");
        File.WriteAllBytes(path, own.Export(X509ContentType.Pfx, "of this test"));
        return path;
    }
}
