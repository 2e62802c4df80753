using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents;

/// <summary>The look of a twin, made from the document's own theme; colours are classes, because a page may carry one style sheet and no style attributes.</summary>
internal static class HtmlStyle
{
    public static string Of(PdfContent content)
    {
        var t = content.Theme;
        var size = Math.Max(18, t.Body * 1.35);
        var callouts = string.Concat(CalloutColours(content).Select((c, i) => $".c{i}{{border-color:{c.Colour};background:{c.Tint}}}.c{i}>.title{{color:{c.Colour}}}.band.c{i}>.title{{background:{c.Colour};color:#fff}}"));
        var runs = string.Concat(RunColours(content).Select((c, i) => $".r{i}{{color:{c}}}"));
        return $$"""
            :root{color-scheme:light}body{margin:0;background:#fff;color:{{t.Ink}};font:{{size:0}}px/1.5 "Atkinson Hyperlegible Next",system-ui,sans-serif}main{max-width:46rem;margin:0 auto;padding:1.5rem 1rem 4rem}
            h1,h2,h3,h4,h5,h6{line-height:1.2;margin:1.6em 0 .4em}.l1{font-size:1.9em}.l2{font-size:1.4em}.l3{font-size:1.15em;color:{{t.Brand}} }.l4{font-size:1em}p{margin:.4em 0}p.lead{font-size:1.15em}p.hint,p.small{color:{{t.Soft}} }p.small{font-size:.9em}
            blockquote{margin:.4em 0 .8em;padding-left:.8em;border-left:.25em solid {{t.BrandTint}} }table{border-collapse:collapse;width:100%;margin:.6em 0 1em}th,td{text-align:start;vertical-align:top;padding:.3em .8em .3em 0;border-bottom:1px solid {{t.Rule}};overflow-wrap:anywhere}thead th,tfoot th,tfoot td{border-bottom:2px solid {{t.Ink}} }.facts th{font-weight:400;color:{{t.Soft}};width:32%}.right{text-align:right}tbody th{font-weight:400}
            .callout{border:2px solid;border-radius:.4em;padding:.7em 1em;margin:1em 0}.callout>.title{font-weight:700;margin:0 0 .3em}.band{padding-top:0}.band>.title{margin:0 -1em .6em;padding:.4em 1em}.dashed{border-style:dashed;border-width:3px}
            .sides{display:grid;grid-template-columns:1fr 1fr;gap:0 2em}.sides.small{grid-template-columns:7rem 1fr}figure{margin:.6em 0}svg{max-width:100%;height:auto}a{color:{{t.Brand}} }.toc ul{list-style:none;padding:0}.toc .t2{padding-left:1.2em}.banner{margin:0;padding:.8em 1em;background:#fff4df;border-bottom:3px solid #7a4b00;font-weight:700}
            @media (max-width:40rem){.sides{grid-template-columns:1fr} }
            @media print{body{font-size:{{t.Body:0.#}}pt}main{max-width:none;padding:0}.keep,.callout,tr{break-inside:avoid}h1,h2,h3,h4{break-after:avoid}.banner{border:2px solid}@page{size:A4;margin:16mm;@bottom-left{content:"{{Quoted(content.Footer?.Left)}}";font-size:8pt}@bottom-right{content:counter(page) " / " counter(pages);font-size:8pt}@top-right{content:"{{Quoted(content.Header?.Right)}}";font-size:8pt} } }
            {{callouts}}{{runs}}
            """;
    }

    /// <summary>The colours of callouts, each once.</summary>
    public static List<(string Colour, string Tint)> CalloutColours(PdfContent content) =>
        [.. HtmlTwin.Within(content.Blocks).OfType<Callout>().Select(c => (c.Colour, c.Tint)).Distinct()];

    /// <summary>The colours of words, each once.</summary>
    public static List<string> RunColours(PdfContent content) => [.. HtmlTwin.Within(content.Blocks).SelectMany(Texts).SelectMany(t => t.Runs).Select(r => r.Colour).OfType<string>().Distinct()];

    public static bool MayLink(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto" || address.StartsWith("tel:", StringComparison.Ordinal);

    private static IEnumerable<RichText> Texts(Block block) => block switch
    {
        Heading h => [h.Text],
        Paragraph p => [p.Text],
        BulletList l => l.Items,
        KeyValueTable t => t.Rows.Select(r => r.Value),
        Table t => t.Rows.SelectMany(r => r).Concat(t.Totals ?? []),
        Figure { Caption: { } caption } => [caption],
        _ => [],
    };

    private static string Quoted(string? text) => (text ?? "").Replace("\\", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal).Replace("<", "", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);
}
