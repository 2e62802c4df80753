using System.Text;
using System.Text.RegularExpressions;
using CarePlanning.Pdf;

namespace CarePlanning.Tests.Pdf;

/// <summary>Each rule holds for a document with everything in it, and is heard when a file breaks it.</summary>
public sealed class PdfRulesTests
{
    // Nothing in a file moves: what is put in has the length of what was there.
    private static readonly (string Rule, string Find, string Instead)[] Spoilt =
    [
        ("the catalogue names the language", @"/Lang \(en-GB\)", "/Lung (en-GB)"),
        ("the file says that it is tagged", "/Marked true", "/Murked true"),
        ("the structure begins with a document", "/S /Document", "/S /Dokument"),
        ("the title is shown in the window", "/DisplayDocTitle", "/DisplayDicTitle"),
        ("the metadata hold a title", "<dc:title>(.*?)</dc:title>", "<dc:titel>$1</dc:titel>"),
        ("the metadata name PDF/A-3a", "<pdfaid:part>3", "<pdfaid:part>2"),
        ("the metadata name PDF/UA-1", "<pdfuaid:part>1", "<pdfuaid:part>2"),
        ("the metadata describe the words that PDF/A does not know", "namespaceURI>http://www.aiim.org/pdfua", "namespaceURI>http://www.aiim.org/pdfub"),
        ("everything painted belongs to an element or is an artifact", @"<</MCID (\d+)>> BDC", "<</MCIX $1>> BDC"),
        ("elements and artifacts are never inside each other", "\nEMC\n", "\n   \n"),
        ("text and marks are properly nested", "\nET\nEMC\n", "\nEMC\nET\n"),
        ("every mark is known to the parent tree", "<</MCID 1>> BDC", "<</MCID 0>> BDC"),
        ("every mark of an element is on its page", "<</MCID 2>> BDC", "<</MCID 1>> BDC"),
        ("every element names its parent", @"/P (\d+ 0 R\s+/Pg \d+ 0 R\s+/S /H1)", "/Q $1"),
        ("a page with annotations is walked in the order of its structure", "/Tabs /S", "/Tabs /R"),
        ("a link says where it leads", @"/Contents \(", "/Kontents ("),
        ("a link is under a Link", "/S /Link", "/S /Lunk"),
        ("a field has a name that is read out", "/TU ", "/TX "),
        ("a field has a look", @"/AP <<(\s+)/N", "/AP <<$1/M"),
        ("an annotation is printed and not hidden", "/F 132", "/F 130"),
        ("a field is under a Form", "/S /Form", "/S /Farm"),
        ("a figure is described", @"/Alt \(", "/Olt ("),
        ("a figure is measured", @"/A <<(\s+)/BBox", "/A <<$1/BBux"),
        ("an item of a list holds a label and a body", "/S /LBody", "/S /LHead"),
        ("a header cell says what it is a header of", "/Scope /Column", "/Scope /Colour"),
        ("a row holds only cells", "/S /TD", "/S /TE"),
        ("the rows of a table have the same number of cells", @"(/K \[\s+\d+ 0 R\s+)\d{3} 0 R(\s+\]\s+/P \d+ 0 R\s+/S /TR)", "$1       $2"),
        ("no level of heading is skipped", "/S /H2", "/S /H4"),
        ("every font is in the file", "/FontFile2", "/FontFile9"),
        ("every code shown says which letters it is", @"<([0-9A-F]{4})> <0061>", "<$1> <FFFF>"),
        ("every code shown says which letters it is", "/ToUnicode ", "/ToUnicodf "),
        ("no code says nought or a sign that is none", @"<([0-9A-F]{4})> <0061>", "<$1> <0000>"),
        ("no code says nought or a sign that is none", @"<([0-9A-F]{4})> <0061>", "<$1> <FEFF>"),
        ("no code says nought or a sign that is none", @"<([0-9A-F]{4})> <0061>", "<$1> <FFFE>"),
        ("no code says a letter that only one maker knows", @"<([0-9A-F]{4})> <0061>", "<$1> <E000>"),
        ("the glyph for what is missing is never shown", @"\[<[0-9A-F]{4}", "[<0000"),
        ("widths are those of the font", @"(/W \[\s+\d+\s+\[\s+\d)\d", "${1}7"),
        ("an attachment says how it belongs", "/AFRelationship", "/AFRelatiunship"),
        ("an attachment has its name in both alphabets", @"/UF \(", "/UG ("),
        ("an attachment says of what kind it is", "/Subtype /application", "/Subtyqe /application"),
        ("an attachment says when it was made", @"(/Params <<[^>]*>?[^>]*?)/ModDate", "$1/ModDite"),
        ("attachments are named in the order of their bytes", @"\(plan\.json\)(?=\s+\d+ 0 R\s+<)", @"(\377.json)"),
        ("the catalogue knows every attachment", @"(/AF \[\s+(\d+) 0 R\s+)\d+", "$1$2"),
        ("the catalogue knows every attachment", @"/AF \[", "/AG ["),
        ("the file has an identifier", @"/ID \[", "/IX ["),
        ("the colours are those of a profile in the file", "/GTS_PDFA1", "/GTS_PDFB1"),
    ];

    private static readonly Lazy<string> Unpacked = new(() => Encoding.Latin1.GetString(Unpack(PdfSamples.Whole)));

    public static TheoryData<string, string, string> Files => [.. Spoilt];

    [Fact]
    public void Each_rule_has_a_file_that_breaks_it() => Assert.Equal(PdfRules.All.Select(r => r.Name).Order(), Spoilt.Select(s => s.Rule).Distinct().Order());

    [Fact]
    public void A_document_with_everything_in_it_breaks_no_rule() => Assert.Empty(PdfRules.Broken(PdfSamples.Whole.Bytes));

    [Fact]
    public void Unpacking_a_file_breaks_no_rule() => Assert.Empty(PdfRules.Broken(Encoding.Latin1.GetBytes(Unpacked.Value)));

    [Theory, MemberData(nameof(Files))]
    public void A_file_that_breaks_the_rule_is_found_out(string rule, string find, string instead)
    {
        var pattern = new Regex(find, RegexOptions.Singleline);
        var everywhere = pattern.Replace(Unpacked.Value, instead);
        Assert.NotEqual(Unpacked.Value, everywhere);
        Assert.Equal(Unpacked.Value.Length, everywhere.Length);
        // A table of which every row is spoilt in the same way is regular again, so that each place is also tried alone.
        var alone = pattern.Matches(Unpacked.Value).Select(m => pattern.Replace(Unpacked.Value, instead, 1, m.Index));
        Assert.Contains(alone.Prepend(everywhere), spoilt => PdfRules.Broken(Encoding.Latin1.GetBytes(spoilt)).Any(found => found.StartsWith(rule + ":", StringComparison.Ordinal)));
    }

    private static byte[] Unpack(PdfFile file)
    {
        var to = Path.Combine(Path.GetTempPath(), $"careplanning-{Guid.NewGuid():N}.qdf");
        try
        {
            PdfTool.Run(file, "qpdf", "--qdf", "--object-streams=disable", "--no-original-object-ids", "{file}", to);
            return File.ReadAllBytes(to);
        }
        finally
        {
            File.Delete(to);
        }
    }
}
