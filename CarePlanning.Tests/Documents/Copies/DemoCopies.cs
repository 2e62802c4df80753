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
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
