using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CarePlanning.Tests.Journeys;

/// <summary>Somebody who has a keyboard and no mouse; wherever the focus goes it must be seen.</summary>
internal sealed class Keys(IPage page)
{
    private const int MostSteps = 400;

    public IPage Page => page;

    /// <summary>Presses Tab until the focus is on an element that the selector names.</summary>
    public async Task ToAsync(string selector)
    {
        for (var i = 0; i < MostSteps; i++)
        {
            if (await IsOnAsync(selector)) return;
            await page.Keyboard.PressAsync("Tab");
            await SeenAsync();
        }
        Assert.Fail($"{selector} cannot be reached with the Tab key on {page.Url}.");
    }

    /// <summary>Goes to a link or button and presses Enter; waits for the next page when it leads to one.</summary>
    public async Task EnterAsync(string selector, string? leadsTo = null)
    {
        await ToAsync(selector);
        await page.Keyboard.PressAsync("Enter");
        if (leadsTo is null) return;
        // asked again and again: waiting for the event of a navigation can miss one that is already over
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("^" + Regex.Escape(leadsTo).Replace(@"\*\*", ".*", StringComparison.Ordinal) + "$"), new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("main h1:visible").First).ToBeVisibleAsync();
    }

    public async Task TypeAsync(string selector, string text)
    {
        await ToAsync(selector);
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Ticks a box.</summary>
    public async Task TickAsync(string selector)
    {
        await ToAsync(selector);
        await page.Keyboard.PressAsync("Space");
        Assert.True(await page.EvaluateAsync<bool>("document.activeElement.checked"), $"{selector} was not ticked.");
    }

    /// <summary>Goes to a group of choices and, with the arrows, to one of them.</summary>
    public async Task ChooseAsync(string name, string value)
    {
        await ToAsync($"input[type=radio][name='{name}']");
        for (var i = 0; i < 40; i++)
        {
            if (await IsOnAsync($"[value='{value}']"))
            {
                if (!await page.EvaluateAsync<bool>("document.activeElement.checked")) await page.Keyboard.PressAsync("Space");
                return;
            }
            await page.Keyboard.PressAsync("ArrowDown");
            await SeenAsync();
        }
        Assert.Fail($"{value} cannot be chosen in {name} with the arrow keys on {page.Url}.");
    }

    private Task<bool> IsOnAsync(string selector) => page.EvaluateAsync<bool>("s => document.activeElement !== document.body && document.activeElement.matches(s)", selector);

    /// <summary>What has the focus shows it, inside the window.</summary>
    private async Task SeenAsync()
    {
        // styles follow the focus at the next frame, which a busy machine draws late
        for (var frame = 0; ; frame++)
        {
            var wrong = await page.EvaluateAsync<string?>(Unseen);
            if (wrong is null) return;
            Assert.True(frame < 120, $"{page.Url}: {wrong}");
            await page.EvaluateAsync("() => new Promise(drawn => requestAnimationFrame(() => drawn()))");
        }
    }

    private const string Unseen =
        """
        () => {
          const on = document.activeElement;
          if (!on || on === document.body || on === document.documentElement) return null;
          const drawn = [on, on.nextElementSibling, on.closest("label"), on.parentElement].filter(Boolean);
          const box = (on.getBoundingClientRect().width > 2 ? on : drawn[1] ?? on).getBoundingClientRect();
          const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth && box.width > 1 && box.height > 1;
          const marked = drawn.some(e => { const s = getComputedStyle(e); return (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== "none"; });
          return inside && marked ? null : `${inside ? "no mark of focus on" : "focus is out of sight on"} ${on.outerHTML.slice(0, 160)}`;
        }
        """;
}
