using System.Net;
using CarePlanning.Core.Access;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using UglyToad.PdfPig;

namespace CarePlanning.Tests.Together;

public sealed class CarerPageTests(TablePortal portal) : IClassFixture<TablePortal>
{
    [Theory]
    [InlineData(CarerAudience.OnlyMe, false, false)]
    [InlineData(CarerAudience.Professionals, true, false)]
    [InlineData(CarerAudience.Person, true, true)]
    [InlineData(CarerAudience.Plan, true, true)]
    public async Task Each_part_is_seen_as_far_as_the_carer_allows(CarerAudience seenBy, bool professional, bool person)
    {
        var plan = await portal.PlanOfAsync("Des Clarke");
        var pauline = await portal.ActorAsync("Pauline Clarke");
        await WriteAsync(pauline, plan, "Cassowary", seenBy);
        Assert.Equal("Cassowary", (await Pages(pauline)).Single(p => p.IsMine).Parts.Single(p => p.Part == CarerPart.WhatINeed).Words);
        Assert.Equal(professional, (await Pages(await portal.ActorAsync("Nia Rees"))).Count > 0);
        Assert.Equal(person, (await Pages(await portal.ActorAsync("Desmond Clarke"))).Count > 0);
        Assert.Equal(person, (await Pages(await portal.HandedAsync("Nia Rees", plan))).Count > 0);
        Assert.Null(await portal.The<CarerPageService>().Open(await portal.ActorAsync("Samir Qureshi"), plan));

        async Task<IReadOnlyList<CarerPage>> Pages(Actor who) => (await portal.The<CarerPageService>().Open(who, plan))!;
    }

    [Fact]
    public async Task Nobody_but_the_carer_writes_the_carers_page()
    {
        var plan = await portal.PlanOfAsync("Tess Okonjo");
        foreach (var name in new[] { "Tess Okonjo", "Samir Qureshi", "Anne Ashworth", "Helen Castle" })
            Assert.False((await portal.The<CarerPageService>().Write(await portal.ActorAsync(name), plan, [new(CarerPart.WhatINeed, "x", CarerAudience.Plan)])).Kept);
        Assert.False((await portal.The<CarerPageService>().Write(await portal.HandedAsync("Samir Qureshi", plan), plan, [new(CarerPart.WhatINeed, "x", CarerAudience.Plan)])).Kept);
        using var tess = await Visitor.SignedInAsync(portal, "Tess Okonjo");
        Assert.DoesNotContain("<textarea", (await tess.GetAsync($"/plans/{plan}/carer")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_carer_writes_the_page_and_chooses_for_each_part_who_sees_it()
    {
        var plan = await portal.PlanOfAsync("Tess Okonjo");
        using var grace = await Visitor.SignedInAsync(portal, "Grace Okonjo");
        var page = await grace.GetAsync($"/plans/{plan}/carer");
        var sent = await grace.PostAsync($"/plans/{plan}/carer", page, ("WhatICanDo", "Nights."), ("WhatICanDo/seenBy", "Person"), ("WhatINeed", "Echidna"), ("WhatINeed/seenBy", "Nobody"));
        Assert.Equal($"/plans/{plan}/carer?answer=kept", sent.To);
        using var tess = await Visitor.SignedInAsync(portal, "Tess Okonjo");
        var hers = await tess.GetAsync($"/plans/{plan}/carer");
        Assert.Contains("Nights.", hers.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Echidna", hers.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await grace.GetAsync($"/plans/{plan}/carer?answer=kept")).Status);
    }

    [Fact]
    public async Task Only_what_the_carer_allows_is_frozen_and_printed_and_changing_it_ends_an_open_round()
    {
        var plan = await portal.PlanOfAsync("Joyce Ashworth");
        var (nia, anne) = (await portal.ActorAsync("Nia Rees"), await portal.ActorAsync("Anne Ashworth"));
        Assert.True((await portal.The<CarerPageService>().Write(anne, plan,
            [new(CarerPart.WhatICanDo, "Bilby", CarerAudience.Plan), new(CarerPart.WhatINeed, "Dugong", CarerAudience.Person)])).Kept);
        Assert.True(await portal.The<PlanService>().StartNewVersion(nia, plan));
        var signing = portal.The<SigningService>();
        var frozen = (await signing.Freeze(nia, plan)).Version!;
        Assert.Equal([new CarerSaid("Anne", CarerPart.WhatICanDo, "Bilby")], frozen.Content.CarersSaid);
        Assert.DoesNotContain("Dugong", frozen.Content.Write(), StringComparison.Ordinal);
        using (var draft = PdfDocument.Open((await portal.The<DocumentService>().Draft(nia, plan))!.Value.Pdf))
        {
            var text = string.Concat(draft.GetPages().Select(p => p.Text));
            Assert.Contains("Bilby", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Dugong", text, StringComparison.Ordinal);
        }
        using var annes = await Visitor.SignedInAsync(portal, "Anne Ashworth");
        Assert.Contains("Bilby", (await annes.GetAsync($"/plans/{plan}/agree/read")).Body, StringComparison.Ordinal);

        // What is not in the plan is hers to change at any time; what everybody is about to sign is not changed under their hands.
        await WriteAsync(anne, plan, "Dugong again", CarerAudience.Person);
        Assert.Equal(VersionStatus.Open, (await signing.Newest(nia, plan))!.Status);
        Assert.True((await portal.The<CarerPageService>().Write(anne, plan, [new(CarerPart.WhatICanDo, "Bilby", CarerAudience.OnlyMe)])).Kept);
        Assert.Equal(VersionStatus.Void, (await signing.Newest(nia, plan))!.Status);
        Assert.Empty((await signing.Freeze(nia, plan)).Version!.Content.CarersSaid);
    }

    private async Task WriteAsync(Actor who, Guid plan, string words, CarerAudience seenBy) =>
        Assert.True((await portal.The<CarerPageService>().Write(who, plan, [new(CarerPart.WhatINeed, words, seenBy)])).Kept);
}
