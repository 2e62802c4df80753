using CarePlanning.Core.Access;
using CarePlanning.Core.Family;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Family;
using CarePlanning.Tests.Journeys;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(DemoPortal))]

namespace CarePlanning.Tests.Journeys;

/// <summary>
/// The one portal of the whole run, with the demonstration in it. The invented people's plans are only looked at;
/// a test that writes moves a household of its own in.
/// </summary>
public sealed class DemoPortal : IAsyncDisposable
{
    private readonly RunningPortal portal;
    private readonly Lazy<Task<Household>> atTheTable;
    private readonly Dictionary<Guid, Task<IBrowserContext>> windows = [];

    private readonly Lazy<Task<Household>> whoDied;

    public DemoPortal() : this(new RunningPortal()) { }

    /// <summary>The same in a portal that a test listens to.</summary>
    internal DemoPortal(RunningPortal portal)
    {
        this.portal = portal;
        atTheTable = new(SitDownAsync);
        whoDied = new(async () =>
        {
            var house = await MoveInAsync();
            await house.SaveAsync(house.Nia, "looking-ahead", "funeralWishes/words", "Sing.", voice: "person");
            await house.SaveAsync(house.Nia, "looking-ahead", "organTissueDonation", "Yes");
            await house.SaveAsync(house.Nia, "if-things-go-wrong", "dayAndNightNumber", "01632 960400");
            Assert.Equal(Core.Ahead.DeathRefusal.None, await house.The<Core.Ahead.DeathService>().Record(house.Nia, house.PlanId, new(Core.Plans.PartialDate.From(new DateOnly(2026, 11, 20))), Household.Pin));
            return house;
        });
    }

    /// <summary>A household whose person has died; only to be looked at.</summary>
    public Task<Household> WhoDiedAsync() => whoDied.Value;

    public RunningPortal Running => portal;

    public Uri Address => portal.Address;

    public CarePlanDb OpenDb()
    {
        _ = portal.Address;
        return portal.Services.GetRequiredService<IOpenDb>().Open();
    }

    /// <summary>A new household with a plan of its own in this portal.</summary>
    public Task<Household> MoveInAsync(Core.Plans.Pathway pathway = Core.Plans.Pathway.NoBudget)
    {
        _ = portal.Address;
        return Household.InAsync(portal.Services, pathway);
    }

    /// <summary>Beth, whom the nurse invited by mail and who accepted with the code she was told, and the address of her own that her letters go to.</summary>
    public async Task<(Actor Beth, string Email)> BethIsInAsync(Household house, SectionRights? rights = null)
    {
        var email = $"beth-{house.PlanId:N}@example.org";
        var invitation = FamilyTable.ForBeth(rights, email: email, phone: null);
        await house.The<InvitationService>().Invite(house.Nia, house.PlanId, invitation);
        var (_, beth, _) = await house.The<InvitedService>().Accept(LetterFolder.Newest(Running.Folder, email).Token, await house.The<InvitationService>().TellCode(house.Nia, house.PlanId, invitation.Id), "O'Connor");
        return (beth!, email);
    }

    /// <summary>A household whose plan is frozen and waits for everybody to sign; only to be looked at.</summary>
    public Task<Household> AtTheTableAsync() => atTheTable.Value;

    /// <summary>A household of its own whose plan is frozen, for tests that sign.</summary>
    public async Task<Household> SitDownAsync()
    {
        var house = await MoveInAsync();
        await house.MakeReadyAsync();
        await house.FreezeAsync();
        return house;
    }

    /// <summary>The account of somebody of the demonstration, by full name.</summary>
    public async Task<Guid> AccountAsync(string name)
    {
        await using var db = OpenDb();
        // a household may bring somebody of the same name; the demonstration's was first
        return await db.Accounts.Where(a => a.Name == name).OrderBy(a => a.Id).Select(a => a.Id).FirstAsync();
    }

    /// <summary>The plan of somebody of the demonstration, by the name they are called.</summary>
    public async Task<Guid> PlanAsync(string personName)
    {
        await using var db = OpenDb();
        return await db.Plans.Where(p => p.PersonName == personName).OrderBy(p => p.CreatedAtUtc).Select(p => p.Id).FirstAsync();
    }

    /// <summary>Somebody's browser, signed in once and kept for the whole run; pages in it are the caller's to close.</summary>
    public Task<IBrowserContext> WindowAsync(Chromium chromium, Guid account)
    {
        lock (windows)
            return windows.TryGetValue(account, out var window) ? window : windows[account] = NewWindowAsync(chromium, account);
    }

    /// <summary>A browser of its own for somebody (the empty id is nobody: not signed in), for tests that cut its connection or hand it over.</summary>
    public async Task<IBrowserContext> NewWindowAsync(Chromium chromium, Guid account)
    {
        var context = await chromium.NewContextAsync(Address, new() { ReducedMotion = ReducedMotion.Reduce });
        if (account == Guid.Empty) return context;
        using var visitor = await Visitor.SignedInAsync(Address, account);
        await context.AddCookiesAsync(visitor.Cookies.Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = Address.ToString(), HttpOnly = c.HttpOnly }));
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var window in windows.Values)
            if (window.IsCompletedSuccessfully)
                await window.Result.DisposeAsync();
        await portal.DisposeAsync();
    }
}
