using CarePlanning.Benchmarks.Plans;
using CarePlanning.Core.Documents;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Pdf;
using CarePlanning.Web;
using Microsoft.AspNetCore.Builder;

namespace CarePlanning.Benchmarks.Pdf;

/// <summary>The plan that documents are measured with, and as many of its pages as are asked for.</summary>
internal static class PlanPages
{
    private static readonly DateTime Now = DateTime.UtcNow.Date;

    public static PdfContent Whole() => PlanDocument.Compose(Plan().Content, new Agreement(Plan(), Now), DateOnly.FromDateTime(Now));

    /// <summary>The plan cut off, or begun again and again, so that it fills so many pages.</summary>
    public static PdfContent Of(int pages, IDocumentRenderer renderer)
    {
        var whole = Whole();
        PdfContent First(int blocks) => PlanPages.First(whole, blocks);
        var full = renderer.Render(whole).Pages;
        if (pages > full) return First(whole.Blocks.Count * pages / full);
        var (few, many) = (1, whole.Blocks.Count);
        while (few < many)
        {
            var middle = (few + many) / 2;
            if (renderer.Render(First(middle)).Pages < pages) few = middle + 1;
            else many = middle;
        }
        return First(few);
    }

    /// <summary>The first blocks of a plan, begun again where it has fewer.</summary>
    public static PdfContent First(PdfContent whole, int blocks) => whole with { Blocks = [.. Enumerable.Range(0, blocks).Select(i => whole.Blocks[i % whole.Blocks.Count])] };

    public static PlanVersion Plan()
    {
        Voice[] voices =
        [
            new(Voices.Person, "Joyce Ashworth", "Joyce", Relation.Person), new("entry1", "Anne Ashworth", "Anne", Relation.Carer), new("nurse", "Nia Rees", "Nia", Relation.Professional),
        ];
        var content = new FrozenPlan("A2B3C4", 1, Pathway.JointFunded, "Hospice of the benchmark", "Joyce Ashworth", new DateOnly(1941, 5, 3), "9990000018", Now,
            voices, FrozenPlan.Split(FilledAnswers.New()).Signed);
        PartySigning[] signings = [.. voices.Select(v => new PartySigning(v.Id, v.Name, v.Relation,
            v.Relation switch { Relation.Person => SigningRole.Person, Relation.Carer => SigningRole.Carer, _ => SigningRole.Professional },
            SigningOutcome.Signed, "I have taken part in making this plan and I agree with it.", MarkKind.Typed, v.Name, null, null, Now))];
        return new PlanVersion(Guid.NewGuid(), Guid.NewGuid(), 1, VersionStatus.Open, Now, "Nia", new string('a', 64), "ABCD-EFGH-JKLM-NPQR", null, null, null, null, content, signings);
    }

    public static string Fonts()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Rehearsal", ContentRootPath = AppContext.BaseDirectory, Args = [$"--Data:Folder={Path.GetTempPath()}"] });
        return PortalConfiguration.Read(builder.Configuration, builder.Environment).FontFolder;
    }
}
