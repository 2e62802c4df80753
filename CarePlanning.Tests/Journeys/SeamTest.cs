using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Tests.Given;
using CarePlanning.Tests.Storage;
using Microsoft.Playwright;
using UglyToad.PdfPig;

namespace CarePlanning.Tests.Journeys;

/// <summary>From the first letter to the sealed page: what is written into any field is signed, shown and printed, or withheld by name.</summary>
public sealed class SeamTest(Chromium chromium, DemoPortal demo)
{
    [Fact]
    public async Task Nothing_that_is_written_into_any_field_is_lost_on_the_way_to_the_signed_document()
    {
        var house = await demo.MoveInAsync(Pathway.AdultContinuingCare);
        using var nia = await Visitor.SignedInAsync(demo.Address, house.Nia.UserId);
        var places = EveryAnswer.All(DateOnly.FromDateTime(DateTime.UtcNow)).ToDictionary(p => $"{p.Section.Slug}/{p.Path}");
        var typed = await TypeInABrowserThatLosesItsCircuitAsync(house, places.Values);
        foreach (var place in places.Values.Where(p => !typed.Contains(p)))
        {
            var now = SectionFields.Read((await house.SeenByAsync(house.Nia)).Answers[place.Section.Slug], SectionPath.Find(place.Section, place.Path)!);
            if (now == place.Value) continue;
            var (status, said) = await nia.EditAsync(house.PlanId, place.Section.Slug, place.Path, place.Value, now, voice: place.Path.EndsWith("/words", StringComparison.Ordinal) ? "person" : null);
            Assert.True(status == HttpStatusCode.OK, $"{place.Section.Slug}/{place.Path} = {place.Value}: {status} {said}");
        }

        var (content, withheld) = await house.FreezeAsync();
        List<string> lost = [.. Frozen(places, FrozenPlan.Read(content), content, withheld)];
        var read = Flat((await nia.PageAsync($"/plans/{house.PlanId}/agree/read")).QuerySelector("main")!.TextContent);
        await house.SignAsync();
        var (pdf, _) = (await house.The<DocumentService>().Sealed(house.Anne, house.PlanId, 1))!.Value;
        using var document = PdfDocument.Open(pdf);
        var printed = Flat(string.Join('\n', document.GetPages().Select(p => p.Text)));
        var signed = FrozenPlan.Read(content).Answers;
        foreach (var place in places.Values)
        {
            var isSigned = FrozenPlan.MayBeSigned(place.Field.Sensitivity);
            var seen = Flat(place.Token.Length > 0 ? place.Token : FieldText.Say(place.Section, place.Field, ValueOf(place, signed), signed));
            if (place.Field.Kind is FieldKind.YesNo or FieldKind.Links && isSigned) seen = seen.Length == 0 ? "?" : seen;
            foreach (var (where, text) in (ValueTuple<string, string>[])[("on the page that is read", read), ("in the PDF", printed)])
                if (text.Contains(seen, StringComparison.Ordinal) != isSigned && (isSigned || place.Token.Length > 0))
                    lost.Add($"{place.Section.Slug}/{place.Path} is {(isSigned ? "not " : "")}{where}: {seen}");
        }
        Assert.True(lost.Count == 0, $"{lost.Count} of {places.Count}:\n{string.Join("\n", lost)}");
    }

    private static IEnumerable<string> Frozen(Dictionary<string, EveryAnswer.Place> places, FrozenPlan frozen, string content, string withheld)
    {
        var names = JsonNode.Parse(withheld)!.AsObject().Select(p => p.Key).ToList();
        foreach (var (name, place) in places)
        {
            var isSigned = FrozenPlan.MayBeSigned(place.Field.Sensitivity);
            var value = SectionFields.Read(frozen.Answers[place.Section.Slug], SectionPath.Find(place.Section, place.Path)!);
            if (isSigned && value != place.Value) yield return $"{name} is \"{value}\" in what is signed instead of \"{place.Value}\"";
            if (!isSigned && (value.Length > 0 || (place.Token.Length > 0 && content.Contains(place.Token, StringComparison.Ordinal)))) yield return $"{name} is in what is signed";
            if (!isSigned && !names.Any(n => name == n || name.StartsWith(n + "/", StringComparison.Ordinal))) yield return $"{name} is withheld and not named";
            if (!isSigned && place.Token.Length > 0 && !withheld.Contains(place.Token, StringComparison.Ordinal)) yield return $"{name} is not kept among what is withheld";
        }
    }

    /// <summary>Types one field of each section and of each kind as a person would, first with the live connection, then without.</summary>
    private async Task<HashSet<EveryAnswer.Place>> TypeInABrowserThatLosesItsCircuitAsync(Household house, IEnumerable<EveryAnswer.Place> places)
    {
        HashSet<EveryAnswer.Place> typed = [];
        HashSet<FieldKind> kinds = [];
        await using var window = await demo.NewWindowAsync(chromium, house.Nia.UserId);
        var lost = false;
        List<IWebSocketRoute> circuits = [];
        await window.RouteWebSocketAsync("**/_blazor**", circuit =>
        {
            circuits.Add(circuit);
            if (lost) _ = circuit.CloseAsync();
            else circuit.ConnectToServer();
        });
        await window.RouteAsync("**/_blazor/**", route => lost ? route.AbortAsync() : route.ContinueAsync());
        var page = await window.NewPageAsync();
        var bySection = places.Where(p => p.Field.List is null && p.Field.ShownWhen is null && p.Field.Kind != FieldKind.Links).GroupBy(p => p.Section.Slug).ToList();
        foreach (var section in bySection)
        {
            await page.GotoAsync($"/plans/{house.PlanId}/{section.Key}");
            if (!lost) await page.Locator("[data-interactive=true]").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
            var first = true;
            foreach (var field in section.GroupBy(p => p.Field))
            {
                if (!kinds.Add(field.Key.Kind) && !first) continue;
                first = false;
                await page.EvaluateAsync("id => { location.hash = id; }", $"q-{field.Key.Question}");
                foreach (var place in field)
                {
                    // in the middle of an answer, where it would hurt most
                    if (!lost && typed.Count == 5) { lost = true; foreach (var circuit in circuits) await circuit.CloseAsync(); }
                    await AnswerAsync(page, place);
                    typed.Add(place);
                }
            }
        }
        Assert.True(lost, "The connection was never lost.");
        return typed;
    }

    private static async Task AnswerAsync(IPage page, EveryAnswer.Place place)
    {
        var input = place.Field.Kind switch
        {
            FieldKind.YesNo or FieldKind.Choice or FieldKind.Scale => page.Locator($"input[name='{place.Path}'][value='{place.Value}']"),
            _ => page.Locator($"[name='{place.Path}']"),
        };
        if (await input.GetAttributeAsync("type") is "radio" or "checkbox")
        {
            if (!await input.IsCheckedAsync()) await page.RunAndWaitForResponseAsync(() => input.CheckAsync(new() { Force = true }), IsKept);
            return;
        }
        if (await input.InputValueAsync() == place.Value) return;
        await page.RunAndWaitForResponseAsync(async () => { await input.FillAsync(place.Value); await input.BlurAsync(); }, IsKept);
    }

    private static bool IsKept(IResponse response) => response.Url.EndsWith("/edits", StringComparison.Ordinal) && response.Status == 200;

    private static object? ValueOf(EveryAnswer.Place place, PlanAnswers answers)
    {
        var section = answers[place.Section.Slug];
        object? owner = place.Field.List is null ? section : place.Field.List.EntriesOf(section).FirstOrDefault(e => e.Id == place.Path.Split('/')[1]);
        return owner is null ? null : place.Field.Property.GetValue(owner);
    }

    /// <summary>Letters and figures only: where lines break and which dash is printed says nothing about what was lost.</summary>
    private static string Flat(string text) => new StringBuilder().AppendJoin("", text.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToString();
}
