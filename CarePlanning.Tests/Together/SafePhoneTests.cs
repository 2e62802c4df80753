using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CarePlanning.Tests.Journeys;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Playwright;

namespace CarePlanning.Tests.Together;

/// <summary>The whole way by the address in the code itself, over https, with a certificate made for this test.</summary>
public sealed class SafePhoneTests(Chromium chromium)
{
    [Fact]
    public async Task A_phone_that_follows_the_code_over_https_joins_and_its_cookies_travel_over_https_only()
    {
        await using var portal = new SafePortal();
        var home = portal.Home;
        var plan = await portal.PlanOfAsync("Des Clarke");
        await using var laptop = await chromium.NewContextAsync(home, new() { IgnoreHTTPSErrors = true });
        await using var pocket = await chromium.NewContextAsync(home, new() { IgnoreHTTPSErrors = true });
        var (table, phone) = (await laptop.NewPageAsync(), await pocket.NewPageAsync());
        await table.GotoAsync("/sign-in");
        await table.Locator(".person-card:has(b:text-is('Nia Rees'))").ClickAsync();
        await Assertions.Expect(table.Locator("header .who b")).ToHaveTextAsync("Nia");
        await table.GotoAsync($"/plans/{plan}/join");
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
    }

    /// <summary>A portal that is reached over https as well, at an address which its codes name.</summary>
    private sealed class SafePortal : TablePortal
    {
        private readonly X509Certificate2 certificate;

        public SafePortal()
        {
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            Home = new Uri($"https://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
            Settings["PublicUrl"] = Home.ToString();
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var own = new CertificateRequest("CN=care.example", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            certificate = X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pfx), null);
            UseKestrel(o =>
            {
                o.Listen(IPAddress.Loopback, 0);
                o.Listen(IPAddress.Loopback, Home.Port, l => l.UseHttps(certificate));
            });
        }

        public Uri Home { get; }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            certificate.Dispose();
            GC.SuppressFinalize(this);
        }
    }
}
