using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Exchange.Fhir;
using CarePlanning.Tests.Exchange.Fhir;
using CarePlanning.Tests.Journeys;

namespace CarePlanning.Tests.Access;

/// <summary>The data of a copy, alone, are for whoever is handed the copy and for nobody else.</summary>
public sealed class CopyDataAccessTests(DemoPortal demo)
{
    [Fact]
    public async Task Whoever_may_have_a_copy_is_given_the_data_that_are_attached_to_it_and_nobody_else_is()
    {
        var around = await PageVisitors.AroundAsync(demo);
        HashSet<(string Role, bool Given)> seen = [];
        foreach (var role in PageVisitors.Roles)
        {
            using var visitor = await around.AsAsync(role);
            foreach (var copy in CopyList.All.Where(c => c.Kind is CopyKind.FullPlan or CopyKind.EmergencySheet or CopyKind.ClinicalRecord))
            {
                var path = $"/plans/{around.House.PlanId}/copies/{copy.Slug}";
                using var file = await visitor.GetAsync(path + ".pdf");
                using var data = await visitor.GetAsync(path + ".fhir.json");
                Assert.Equal((role, copy.Slug, file.StatusCode), (role, copy.Slug, data.StatusCode));
                seen.Add((role, file.IsSuccessStatusCode));
                if (!file.IsSuccessStatusCode) continue;
                Assert.Equal((PlanBundle.MediaType, file.Content.Headers.ContentDisposition!.FileName!.Replace(".pdf", ".fhir.json", StringComparison.Ordinal)), (data.Content.Headers.ContentType!.MediaType, data.Content.Headers.ContentDisposition!.FileName));
                if (role == "Professional") Assert.Equal(SealedDataTests.TakenOut(await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)), await data.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            }
        }
        Assert.Contains(("Professional", true), seen);
        Assert.DoesNotContain(("Stranger", true), seen);

        using var nia = await around.AsAsync("Professional");
        var links = (await nia.PageAsync($"/plans/{around.House.PlanId}/copies")).QuerySelectorAll("[data-copy] a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal(links.Where(l => l.EndsWith(".pdf", StringComparison.Ordinal)).Select(l => l.Replace(".pdf", ".fhir.json", StringComparison.Ordinal)), links.Where(l => l.EndsWith(".fhir.json", StringComparison.Ordinal)));
    }
}
