using CarePlanning.Core.Documents;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Pdf;
using CarePlanning.Tests.Demo;

namespace CarePlanning.Tests.Documents.Copies;

/// <summary>Every copy of every plan of the demonstration: sealed where the plan is agreed, drafts where it is not.</summary>
public sealed class DemoCopies : IAsyncLifetime
{
    private readonly Dictionary<(string, CopyKind), (PdfFile File, string Html, bool IsSealed)> copies = [];

    /// <summary>The thumbprint of the certificate that sealed.</summary>
    public string Thumbprint { get; private set; } = "";

    public (PdfFile File, string Html, bool IsSealed) Of(string person, CopyKind kind) => copies[(person, kind)];

    public async ValueTask InitializeAsync()
    {
        await using var demo = await FreshDemo.SeededAsync();
        Thumbprint = demo.Get<Sealing>().Certificate.Thumbprint;
        foreach (var (professional, person) in new[] { ("Nia", "Joyce Ashworth"), ("Nia", "Des Clarke"), ("Samir", "Tess Okonjo") })
        {
            var reader = await demo.Actor(professional);
            var card = await demo.PlanOf(reader, person);
            var view = (await demo.Get<PlanService>().Open(reader, card.Id))!;
            foreach (var kind in CopyList.All.Select(c => c.Kind))
            {
                if (await demo.Get<CopyService>().Get(reader, card.Id, kind) is { } copy)
                {
                    copies[(person, kind)] = (new PdfFile(copy.Pdf, 0, null), copy.Html, true);
                    continue;
                }
                var plan = Samples.Plan(view.Answers) with { PersonName = person, Pathway = view.Input.Pathway, Voices = view.Voices };
                var stamp = Samples.Stamp(kind, CopyIssue.Draft);
                var content = CopySize.Fit(Samples.Renderer, size => CopyDocument.Compose(plan, stamp, new CopyContents(null, []), size), kind);
                copies[(person, kind)] = (Samples.Renderer.Render(content), HtmlTwin.Write(content), false);
            }
        }
        await Others(demo);
    }

    /// <summary>Copies that are made in other ways than most: recorded before anything is agreed, with facts said since, without a seal, and in easy words.</summary>
    private async Task Others(FreshDemo demo)
    {
        var (nia, samir) = (await demo.Actor("Nia"), await demo.Actor("Samir"));
        var (joyce, des, tess) = ((await demo.PlanOf(nia, "Joyce Ashworth")).Id, (await demo.PlanOf(nia, "Des Clarke")).Id, (await demo.PlanOf(samir, "Tess Okonjo")).Id);
        Assert.Equal(SheetRefusal.None, await demo.Get<CopyService>().Record(samir, tess));
        Keep("recorded", (await demo.Get<CopyService>().Get(samir, tess, CopyKind.EmergencySheet))!);
        Assert.True(await demo.Get<LiveFactService>().State(nia, joyce, LiveFactKind.Allergies, "Also latex, since her skin came up in the bath.", false));
        Assert.True(await demo.Get<LiveFactService>().State(nia, joyce, LiveFactKind.Place, "In the hospice, the room on the garden", true));
        Keep("with facts", (await demo.Get<CopyService>().Get(nia, joyce, CopyKind.EmergencySheet))!);
        var view = (await demo.Get<PlanService>().Open(nia, des))!;
        var plan = Samples.Plan(view.Answers) with { PersonName = "Des Clarke", Pathway = view.Input.Pathway, Voices = view.Voices };
        Compose("not sealed", Samples.Stamp(CopyKind.AdvanceCarePlan) with { CheckCode = null, NotSealed = true }, new CopyContents(null, []));
        Compose("in easy words", Samples.Stamp(CopyKind.EasyRead), new CopyContents(null, []) { Easy = [new EasyWords("about-me", "I like my shed.\nI like the radio.\nI do not like to be hurried.", "Pauline", Samples.Now)] });

        void Keep(string name, CopyFile copy) => Unusual[name] = (new PdfFile(copy.Pdf, 0, null), copy.Html);

        void Compose(string name, CopyStamp stamp, CopyContents with)
        {
            var content = CopyDocument.Compose(plan, stamp, with);
            Unusual[name] = (Samples.Renderer.Render(content), HtmlTwin.Write(content));
        }
    }

    /// <summary>Copies that are made in other ways than most, by what is unusual about them.</summary>
    public Dictionary<string, (PdfFile File, string Html)> Unusual { get; } = [];

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
