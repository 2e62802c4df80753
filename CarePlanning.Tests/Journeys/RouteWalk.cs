using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace CarePlanning.Tests.Journeys;

/// <summary>Opens every page once in a real browser, wide and narrow, as it comes and at its fullest, and writes down what it finds.</summary>
public sealed class RouteWalk(Chromium chromium, DemoPortal demo)
{
    /// <summary>Pages side by side: more gain nothing on two processors.</summary>
    private const int AtOnce = 3;

    private static readonly string? Pictures = Environment.GetEnvironmentVariable("CAREPLANNING_PICTURES");

    private readonly ConcurrentQueue<(string Kind, string Found)> found = new();
    private readonly Lock visited = new();
    private Task? walked;

    /// <summary>What is wrong of one kind, by page; the first to ask walks.</summary>
    public async Task<IReadOnlyList<string>> FoundAsync(string kind)
    {
        lock (visited) walked ??= WalkAsync();
        await walked;
        return [.. found.Where(f => f.Kind == kind).Select(f => f.Found).Order(StringComparer.Ordinal)];
    }

    private async Task WalkAsync()
    {
        var visits = new ConcurrentQueue<PageVisit>(await Addresses.OfAsync(demo));
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            // a page is read again rather than opened anew, which costs the browser a process
            Dictionary<Guid, IPage> pages = [];
            while (visits.TryDequeue(out var visit))
            {
                var by = visit.By ?? Guid.Empty;
                if (!pages.TryGetValue(by, out var page)) page = pages[by] = await (await demo.WindowAsync(chromium, by)).NewPageAsync();
                await LookAsync(page, visit);
            }
            foreach (var page in pages.Values) await page.CloseAsync();
        }));
    }

    private async Task LookAsync(IPage page, PageVisit visit)
    {
        void Say(string kind, string what) => found.Enqueue((kind, $"{visit.Name}: {what}"));
        void Heard(object? _, IConsoleMessage m) { if (m.Type == "error") Say("console", m.Text); }
        void Broke(object? _, string error) => Say("console", error);
        page.Console += Heard;
        page.PageError += Broke;
        try
        {
            await page.SetViewportSizeAsync(1366, 900);
            var answer = await page.GotoAsync(visit.Path);
            if (answer!.Status >= 400 && visit.Path is not "/not-found" and not "/sorry") { Say("status", $"{answer.Status}"); return; }
            // an address that leads elsewhere has not been looked at
            if (new Uri(page.Url).PathAndQuery != visit.Path) { Say("status", $"led to {page.Url}"); return; }
            await page.EvaluateAsync("document.fonts.ready");
            if (await page.Locator("[data-wizard]").CountAsync() > 0) await Assertions.Expect(page.Locator("[data-question]:not([hidden])")).ToHaveCountAsync(1);
            if (await page.Locator("[data-interactive]").CountAsync() > 0) await page.Locator("[data-interactive=true]").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
            foreach (var wrong in await page.EvaluateAsync<string[]>(Outline)) Say("outline", wrong);
            await PictureAsync(page, visit, "1366");
            foreach (var width in (int[])[360, 320])
            {
                await page.SetViewportSizeAsync(width, 740);
                await WidthAsync(page, $"at {width} px", Say);
                await PictureAsync(page, visit, $"{width}");
            }
            // Axe costs most of the walk, so it looks at the fullest state of a page: wide where nothing was hidden, and both ways at one wizard page.
            var hidMuch = await page.EvaluateAsync<bool>(Fullest);
            await WidthAsync(page, "at 320 px, at its fullest, in the table view", Say);
            await PictureAsync(page, visit, "320-table");
            await page.SetViewportSizeAsync(hidMuch ? 360 : 1366, hidMuch ? 740 : 900);
            await AxeAsync(page, "at its fullest, in the table view", Say);
            if (visit.Path.EndsWith("/goals", StringComparison.Ordinal))
            {
                await page.SetViewportSizeAsync(1366, 900);
                await AxeAsync(page, "at 1366 px, at its fullest, in the table view", Say);
            }
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            Say("status", e.Message.Split('\n')[0]);
        }
        finally
        {
            page.Console -= Heard;
            page.PageError -= Broke;
        }
    }

    private static async Task AxeAsync(IPage page, string how, Action<string, string> say)
    {
        foreach (var item in await Axe.FindAsync(page)) say("axe", $"{how}: {Axe.Describe(item)}");
    }

    private static async Task WidthAsync(IPage page, string how, Action<string, string> say)
    {
        // A larger view may ask for a face of the type that was not needed before, once it has been laid out.
        await page.EvaluateAsync("() => { document.body.getBoundingClientRect(); return document.fonts.ready; }");
        foreach (var wide in await page.EvaluateAsync<string[]>(TooWide)) say("width", $"{how}: {wide}");
    }

    private static async Task PictureAsync(IPage page, PageVisit visit, string view)
    {
        if (string.IsNullOrEmpty(Pictures)) return;
        var name = string.Concat(visit.Name.Trim('/').Select(c => char.IsLetterOrDigit(c) || c == '-' ? c : '_'));
        if (visit.Name.Contains("/sign/", StringComparison.Ordinal)) name = name[..Math.Min(name.Length, 40)];
        await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{(name.Length == 0 ? "home" : name)}-{view}.png"), FullPage = true });
    }

    private const string Outline = """
        () => {
          const wrong = [];
          const shown = [...document.querySelectorAll("h1")].filter(h => h.checkVisibility() && h.textContent.trim());
          if (shown.length !== 1) wrong.push(`${shown.length} visible h1: ${shown.map(h => h.textContent.trim()).join(" | ")}`);
          if (!document.title.trim()) wrong.push("no title");
          if (!/^[a-z]{2}(-[A-Z]{2})?$/.test(document.documentElement.lang)) wrong.push(`lang is "${document.documentElement.lang}"`);
          if (document.querySelectorAll("main#main").length !== 1) wrong.push("not one main#main");
          const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
          for (const id of new Set(ids.filter((x, i) => ids.indexOf(x) !== i))) wrong.push(`id ${id} stands twice`);
          for (const small of [...document.querySelectorAll("button, input:not([type=hidden]), select, textarea, summary")].filter(e => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }))) {
            const box = (small.closest("label.option, label.chip, label.check, label.agree") ?? small).getBoundingClientRect();
            if (box.width > 1 && box.height > 1 && (box.width < 23.5 || box.height < 23.5)) wrong.push(`a target of ${Math.round(box.width)} by ${Math.round(box.height)}: ${small.outerHTML.slice(0, 120)}`);
          }
          return wrong;
        }
        """;

    /// <summary>Nothing makes the page scroll sideways; what scrolls inside its own box is named when it is not a table or a picture.</summary>
    private const string TooWide = """
        () => {
          const room = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= room) return [];
          const clipped = e => { for (let p = e.parentElement; p; p = p.parentElement) if (getComputedStyle(p).overflowX !== "visible" && p !== document.body && p !== document.documentElement) return true; return false; };
          const wide = [...document.querySelectorAll("body *")].filter(e => e.checkVisibility() && e.getBoundingClientRect().right > room + 0.5 && !clipped(e));
          // words that spill out of a box which is narrow enough
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), spilt = [];
          while (texts.nextNode()) {
            const range = document.createRange();
            range.selectNodeContents(texts.currentNode);
            const end = Math.max(0, ...[...range.getClientRects()].map(r => r.right));
            if (end > room + 0.5 && texts.currentNode.parentElement.checkVisibility() && !clipped(texts.currentNode)) spilt.push(`"${texts.currentNode.textContent.trim().slice(0, 60)}" ends at ${Math.round(end)}`);
          }
          return [`scrolls to ${document.documentElement.scrollWidth} of ${room}: ${wide.slice(-3).map(e => `${e.outerHTML.slice(0, 140)} ends at ${Math.round(e.getBoundingClientRect().right)}`).concat(spilt.slice(-3)).join(" | ")}`];
        }
        """;

    /// <summary>Every question, one new entry of each list, every error and both put-off sentences at once, in the table view, in the month and on the day with the longest names.</summary>
    private const string Fullest = """
        () => {
          document.documentElement.toggleAttribute("data-table-view", true);
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const months = /\b(January|February|March|April|May|June|July|August|October|November|December)(?= \d{4})/g, days = /\b(Monday|Tuesday|Thursday|Friday|Saturday|Sunday)\b/g;
          while (texts.nextNode()) {
            const said = texts.currentNode.data.replace(months, "September").replace(days, "Wednesday");
            if (said !== texts.currentNode.data) texts.currentNode.data = said;
          }
          for (const b of document.querySelectorAll("[data-add]")) b.click();
          const hidden = [...document.querySelectorAll("[data-question][hidden], [data-aside-for][hidden], [data-shown-when][hidden], .put-off-said[hidden]")];
          const closed = [...document.querySelectorAll("details:not([open])")];
          for (const e of hidden) e.hidden = false;
          for (const d of closed) d.open = true;
          for (const e of document.querySelectorAll("p.error")) { e.hidden = false; e.textContent ||= "That date does not exist: 31 February 2026."; }
          for (const s of document.querySelectorAll(".error-summary")) {
            s.hidden = false;
            const list = s.querySelector("ul");
            if (list && !list.children.length) list.innerHTML = "<li><a href='#main'>That date does not exist: 31 February 2026.</a></li>";
          }
          return hidden.length + closed.length + document.querySelectorAll("[data-add]").length > 0;
        }
        """;
}
