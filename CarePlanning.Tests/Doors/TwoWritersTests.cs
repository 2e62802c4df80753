using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Plans;
using CarePlanning.Tests.Journeys;
using CarePlanning.Tests.Storage;

namespace CarePlanning.Tests.Doors;

/// <summary>Outside the plan's own fields too, nobody writes over another's words that they have not seen.</summary>
public sealed class TwoWritersTests(DemoPortal demo)
{
    private static readonly string TooLong = new('x', TextRules.MostCharacters + 1);

    [Fact]
    public async Task Easy_words_come_back_and_nobody_writes_over_somebody_elses_unseen()
    {
        var house = await demo.MoveInAsync();
        using var nia = await Visitor.SignedInAsync(demo.Address, house.Nia.UserId);
        using var anne = await Visitor.SignedInAsync(demo.Address, house.Anne.UserId);
        var path = $"/plans/{house.PlanId}/easy-read";
        await nia.RefusedAsync(path, "easy-goals", ("slug", "goals"), ("words", "\n" + TooLong));
        await nia.TakenAsync(path, ("slug", "about-me"), ("words", "I like my garden."), ("base-words", ""));
        // Anne's page was drawn before that.
        var page = await anne.RefusedAsync(path, "easy-about-me", ("slug", "about-me"), ("words", "I like birds."), ("base-words", ""));
        Assert.Equal(["I like my garden."], page.QuerySelectorAll("[data-theirs] .kept").Select(t => t.TextContent));
        Assert.Equal("", page.QuerySelector<IHtmlTextAreaElement>("#easy-goals")!.Value);
        Assert.Equal("I like my garden.", await WordsAsync());
        // Now she has seen it.
        var seen = page.QuerySelector("#easy-about-me")!.Closest("form")!.QuerySelector("input[name=base-words]")!.GetAttribute("value")!;
        await anne.TakenAsync(path, ("slug", "about-me"), ("words", "I like my garden and its birds."), ("base-words", seen));
        Assert.Equal("I like my garden and its birds.", await WordsAsync());
        await nia.AnsweredAsync(path, HttpStatusCode.UnprocessableEntity, ("slug", "elsewhere"), ("words", "x"));

        async Task<string> WordsAsync() => Assert.Single((await house.The<EasyReadService>().Words(house.Nia, house.PlanId))!).Words;
    }

    [Fact]
    public async Task A_carers_page_comes_back_whole_and_an_older_page_of_it_puts_nothing_old_back()
    {
        var house = await demo.MoveInAsync();
        using var anne = await Visitor.SignedInAsync(demo.Address, house.Anne.UserId);
        var path = $"/plans/{house.PlanId}/carer";
        await anne.RefusedAsync(path, "WhatINeed", ("WhatICanDo", "\nNights."), ("WhatICanDo/seenBy", "Person"), ("WhatICannotDo", "Lifting."), ("WhatICannotDo/seenBy", "Plan"), ("WhatINeed", TooLong), ("WhatINeed/seenBy", "Professionals"));

        // Two devices with the same empty page: each changes another part, then both the same.
        await anne.TakenAsync(path, Page(can: "Nights.", seenBy: "Person"));
        await anne.TakenAsync(path, Page(need: "Sleep."));
        Assert.Equal(("Nights.", CarerAudience.Person, "Sleep."), await StandsAsync());
        var page = await anne.RefusedAsync(path, "WhatICanDo", Page(can: "Weekends."));
        Assert.Equal(["Nights."], page.QuerySelectorAll("[data-theirs] .kept").Select(t => t.TextContent));
        Assert.Equal("Sleep.", page.QuerySelector<IHtmlTextAreaElement>("#WhatINeed")!.Value);
        Assert.Equal(("Nights.", CarerAudience.Person, "Sleep."), await StandsAsync());
        await anne.TakenAsync(path, Page(can: "Nights and weekends.", based: "Nights."));
        Assert.Equal("Nights and weekends.", (await StandsAsync()).Item1);
        // Who may see it is somebody's word too.
        await anne.RefusedAsync(path, "WhatICanDo", Page(can: "Nights and weekends.", based: "Nights and weekends.", seenBy: "Plan"));

        async Task<(string, CarerAudience, string)> StandsAsync()
        {
            var parts = (await house.The<CarerPageService>().Open(house.Anne, house.PlanId))!.Single(p => p.IsMine).Parts;
            return (parts.Single(p => p.Part == CarerPart.WhatICanDo).Words, parts.Single(p => p.Part == CarerPart.WhatICanDo).SeenBy, parts.Single(p => p.Part == CarerPart.WhatINeed).Words);
        }

        static (string, string)[] Page(string can = "", string need = "", string based = "", string seenBy = "OnlyMe") =>
            [("WhatICanDo", can), ("WhatICanDo/seenBy", seenBy), ("base-WhatICanDo", based), ("base-WhatICanDo/seenBy", "OnlyMe"), ("WhatINeed", need), ("WhatINeed/seenBy", "OnlyMe"), ("base-WhatINeed", ""), ("base-WhatINeed/seenBy", "OnlyMe")];
    }

    [Fact]
    public async Task Two_who_write_how_to_get_in_see_both_before_either_is_written_over()
    {
        var house = await demo.MoveInAsync();
        var safe = Core.Ahead.WayInService.Places.ToList().FindIndex(p => p.Path == "howToGetIn");
        using var anne = await Visitor.SignedInAsync(demo.Address, house.Anne.UserId);
        var path = $"/plans/{house.PlanId}/way-in";
        await house.SaveAsync(house.Nia, "if-things-go-wrong", "howToGetIn", "The side door.");
        await house.SaveAsync(house.Nia, Core.Ahead.WayInService.Places[1 - safe].Slug, Core.Ahead.WayInService.Places[1 - safe].Path, "Ring twice.");
        var page = await anne.RefusedAsync(path, $"f-{safe}", [.. Form("The front door.", "")]);
        Assert.Equal(["The side door."], page.QuerySelectorAll("[data-theirs] .kept").Select(t => t.TextContent));
        Assert.Equal(("The side door.", "Ring twice."), (page.QuerySelector($"input[name=base-{safe}]")!.GetAttribute("value"), page.QuerySelector<IHtmlTextAreaElement>($"#f-{1 - safe}")!.Value));
        Assert.Equal("The side door.", (await house.The<Core.Ahead.WayInService>().Look(house.Nia, house.PlanId))!.HowToGetIn);
        using var second = await anne.PostFormAsync(path, [.. Form("The front door.", "The side door.")]);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(new Core.Ahead.WayIn("Ring twice.", "The front door."), await house.The<Core.Ahead.WayInService>().Look(house.Nia, house.PlanId));

        // The other field was empty when the page was drawn, and is left so.
        (string, string)[] Form(string door, string based) => [("_handler", "keep"), ("op", Household.NewOpId()), ($"value-{safe}", door), ($"base-{safe}", based)];
    }
}
