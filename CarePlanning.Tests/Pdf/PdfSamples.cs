using CarePlanning.Pdf;

namespace CarePlanning.Tests.Pdf;

/// <summary>Documents that the tests write: one with everything in it, and short ones round a single block.</summary>
internal static class PdfSamples
{
    public static readonly string FontPath = FontFolder();
    public static readonly DateTimeOffset At = new(2026, 11, 12, 10, 42, 0, TimeSpan.Zero);
    public static readonly string Wish = "I want to be at home as long as my daughter can manage, and then the hospice, not the hospital.";
    private static readonly Lazy<FontSet> Set = new(() => FontSet.FromFolder(FontPath));
    private static readonly Lazy<PdfFile> WholeFile = new(() => PdfWriter.Write(Everything(), Fonts, Seal));

    public static FontSet Fonts => Set.Value;

    public static SealPlaceholder Seal { get; } = new(8000, "Example Council", "This is the plan as agreed", At);

    public static PdfFile Whole => WholeFile.Value;

    public static PdfContent Content(params Block[] blocks) => new() { Title = "A plan", CreatedAt = At, Blocks = blocks };

    public static PdfFile Write(params Block[] blocks) => PdfWriter.Write(Content(blocks), Fonts);

    public static string Long(int times) => string.Join(' ', Enumerable.Repeat(Wish, times));

    public static PdfContent Everything() => new()
    {
        Title = "Joyce's plan <draft> & more",
        Author = "Example Council",
        Subject = "Care and support",
        CreatedAt = At,
        Header = new("Joyce (demo person)", "", "NHS 999 000 0018"),
        Footer = new("Care and support plan\nVersion 3", "", "Page {page} of {pages}"),
        Watermark = "DRAFT",
        Attachments = [new("plan.json", "application/fhir+json", "The plan as FHIR", "{}"u8.ToArray(), At), new("notes ä.txt", "text/plain", "Notes", "n"u8.ToArray(), At)],
        Blocks =
        [
            new Heading(1, "What matters to Joyce"),
            new Paragraph("Made together at the kitchen table.") { Style = ParagraphStyle.Lead },
            new Contents("In this plan", 3),
            new Heading(3, "A level was skipped here"),
            new Paragraph(new RichText([new("Plain, "), new("bold") { Bold = true }, new(", "), new("italic") { Italic = true }, new(", a "), new("link") { Link = "https://example.org/guidance" }, new(" and Welsh: "), new("Dw i'n hoffi te a thŷ") { Language = "cy" }, new(".")])),
            new Paragraph(Wish) { Style = ParagraphStyle.Quote },
            new Paragraph("Small print") { Style = ParagraphStyle.Small },
            new Paragraph("A hint") { Style = ParagraphStyle.Hint },
            new KeyValueTable([("Name", "Joyce (demo person)"), ("Address", "1 Example Street\nExampleton"), ("Empty", "")]) { Caption = "Who I am" },
            new BulletList(["Cooks for herself", Long(5), ""]),
            new BulletList(["First", "Second"]) { Numbered = true },
            new Callout("My wish", [new Paragraph(Wish)]) { Tint = "#eaf4ec", Colour = "#2e6a3c" },
            new Callout("My legal decision", [new Heading(2, "I refuse a ventilator"), new Paragraph("Even if my life is at risk.")]) { Frame = CalloutFrame.Band, Colour = "#22406f" },
            new Callout("Recommendation", [new KeyValueTable([("By", "A nurse")]), new Callout("Inside", [new Paragraph("Deep")])]) { Frame = CalloutFrame.Dashed, Colour = "#7b2f5f" },
            new Heading(2, "Scripts") { NewPage = true },
            new Paragraph("میں گھر پر رہنا چاہتی ہوں، 12 نومبر 2026 تک۔ (Radio 3)") { Language = "ur" },
            new Paragraph("আমি বাড়িতে থাকতে চাই যতদিন সম্ভব।") { Language = "bn" },
            new Paragraph("Emoji 😀 and 日本語 and ﷺ and (السلام عليكم) here."),
            new Table(
                [new("Task"), new("What is done", 3), new("Minutes", 1, true)],
                [.. Enumerable.Range(1, 60).Select(i => (IReadOnlyList<RichText>)[$"Task {i}", i % 7 == 0 ? Wish : "Help", $"{i}"])]) { Caption = "A week", Totals = ["All", "", "1,830"] },
            new Table([new("Nothing"), new("here")], []),
            new Figure(new Drawing(100, 60, [new Circle(50, 30, 10) { Fill = "#0b5d6b" }, new Line(50, 30, 90, 10), new Rectangle(2, 2, 20, 10) { Corner = 2 }, new Polyline([(5, 5), (10, 12), (15, 4)]), new Label(50, 50, "Joyce") { Anchor = LabelAnchor.Middle }]), "Joyce in the middle") { Caption = "Who is around me" },
            new Columns([new Heading(3, "Left"), new Paragraph(Wish)], [new Heading(3, "Right"), new Callout("Inside", [new Paragraph(Wish)])]),
            new Columns([new Paragraph(Long(60))], [new Paragraph(Long(60))]),
            new KeepTogether([new Paragraph("These two"), new Paragraph("stay together")]),
            new Callout("A long one", [.. Enumerable.Range(0, 14).Select(_ => new Paragraph(Long(5)))]) { Frame = CalloutFrame.Band },
            new Space(20),
            new PageBreak(),
            new Paragraph("The end"),
        ],
    };

    private static string FontFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var fonts = Path.Combine(folder.FullName, "wwwroot-assets", "fonts");
            if (Directory.Exists(fonts))
            {
                return fonts;
            }
        }

        throw new DirectoryNotFoundException("The folder wwwroot-assets/fonts was not found above the tests.");
    }
}
