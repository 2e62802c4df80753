using CarePlanning.Core.Access;
using CarePlanning.Core.Plans;
using CarePlanning.Tests.Journeys;
using Microsoft.Playwright;

namespace CarePlanning.Tests.Funding;

/// <summary>One laptop in a real browser, on which one after another signs in.</summary>
public abstract class OneLaptop(Chromium chromium, DemoPortal demo) : IAsyncDisposable
{
    private readonly Dictionary<Guid, List<Cookie>> signedIn = [];
    private IBrowserContext? window;
    private IPage? page;

    protected DemoPortal Demo { get; } = demo;

    private protected async Task<FundingHouse> HouseAsync(Pathway pathway = Pathway.JointFunded)
    {
        _ = Demo.Address;
        return await FundingHouse.InAsync(Demo.Running.Services, pathway);
    }

    /// <summary>The page of the laptop, with somebody signed in; what the browser has fetched it keeps.</summary>
    protected async Task<IPage> AsAsync(Actor who)
    {
        window ??= await Demo.NewWindowAsync(chromium, Guid.Empty);
        page ??= await window.NewPageAsync();
        if (!signedIn.TryGetValue(who.UserId, out var cookies))
        {
            using var visitor = await Visitor.SignedInAsync(Demo.Address, who.UserId);
            signedIn[who.UserId] = cookies = [.. visitor.Cookies.Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = Demo.Address.ToString(), HttpOnly = c.HttpOnly })];
        }
        await window.ClearCookiesAsync();
        await window.AddCookiesAsync(cookies);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (window is not null) await window.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
