using System.Globalization;
using System.Text.Json;
using CarePlanning.Benchmarks.Browser;

namespace CarePlanning.Benchmarks.Faults;

/// <summary>Looks over somebody's shoulder: what the state line said and what stood in the fields, at every moment.</summary>
internal sealed class Watch
{
    /// <summary>One moment of a page; it holds until the next.</summary>
    public sealed record Moment(DateTime AtUtc, string State, string Says, bool IsBlocked, IReadOnlyDictionary<string, string> Fields);

    private readonly Lock gate = new();
    private readonly List<Moment> moments = [];

    /// <summary>Everything seen so far, oldest first.</summary>
    public IReadOnlyList<Moment> Seen { get { lock (gate) return [.. moments]; } }

    public async Task Over(BrowserPage page)
    {
        page.Heard = (name, e) =>
        {
            if (name != "Runtime.bindingCalled" || e.GetProperty("name").GetString() != "seen") return;
            var said = JsonElement.Parse(e.GetProperty("payload").GetString()!);
            lock (gate) moments.Add(new Moment(DateTime.UnixEpoch.AddMilliseconds(said.GetProperty("at").GetDouble()), said.GetProperty("state").GetString()!,
                said.GetProperty("says").GetString()!, said.GetProperty("blocked").GetBoolean(),
                said.GetProperty("fields").EnumerateObject().ToDictionary(f => f.Name, f => f.Value.GetString()!)));
        };
        await page.Ask("Runtime.enable", new { });
        await page.Ask("Runtime.addBinding", new { name = "seen" });
        await page.Ask("Page.addScriptToEvaluateOnNewDocument", new { source = Script });
        await page.Ask("Emulation.setFocusEmulationEnabled", new { enabled = true });
    }

    /// <summary>How long after this time the page first said that not everything is well; null when it never did.</summary>
    public double? SecondsUntilShown(DateTime fromUtc)
    {
        // A moment before may still hold.
        var at = Seen.Where(m => m.AtUtc <= fromUtc).TakeLast(1).Concat(Seen.Where(m => m.AtUtc > fromUtc)).FirstOrDefault(m => m.State is not ("saved" or "sending"));
        return at is null ? null : Math.Max(0, (at.AtUtc - fromUtc).TotalSeconds);
    }

    /// <summary>The moments at which the page said "Saved" and the database did not have what stood in a field.</summary>
    public IEnumerable<string> FalselySaved(IReadOnlyList<Household.Kept> history)
    {
        foreach (var moment in Seen.Where(m => m.State == "saved"))
            foreach (var (path, screen) in moment.Fields)
            {
                var kept = history.LastOrDefault(h => h.Path == path && h.AtUtc <= moment.AtUtc)?.After ?? "";
                if (kept != screen) yield return string.Create(CultureInfo.InvariantCulture, $"{moment.AtUtc:HH:mm:ss.fff} '{moment.Says}': {path} held {screen.Length} characters, the database {kept.Length}");
            }
    }

    /// <summary>The time of the page is the one that simulated clocks do not change.</summary>
    private const string Script =
        """
        (() => {
          const now = performance.now.bind(performance), origin = performance.timeOrigin;
          let last = "";
          // something lies over the field that somebody is in, or over the whole page
          const blocked = () => {
            const at = document.activeElement?.getBoundingClientRect();
            const over = at?.height && document.activeElement.closest("[data-question]") && at.top >= 0 && at.top + 4 < innerHeight ? document.elementFromPoint(at.left + 4, at.top + 4) : null;
            return document.querySelector(":modal, [inert]") !== null || (over !== null && !document.activeElement.contains(over) && !over.closest(".state"));
          };
          const look = () => {
            const line = document.getElementById("state-line");
            if (!line) return;
            const fields = {};
            for (const f of document.querySelectorAll("[data-question] textarea[name], [data-question] input[type=text][name]")) if (f.value !== "" || f.name in known) { fields[f.name] = f.value; known[f.name] = true; }
            const seen = { state: line.dataset.state, says: line.textContent.trim(), blocked: blocked(), fields };
            const text = JSON.stringify(seen);
            if (text === last) return;
            last = text;
            globalThis.seen?.(JSON.stringify({ at: origin + now(), ...seen }));
          };
          const known = {};
          addEventListener("DOMContentLoaded", () => {
            look();
            const line = document.getElementById("state-line");
            if (line) new MutationObserver(look).observe(line, { attributes: true, childList: true, characterData: true, subtree: true });
          });
          // after the page's own listeners, which lie deeper
          addEventListener("input", look);
          setInterval(look, 100);
        })();
        """;
}
