using System.Globalization;
using System.Net;
using System.Text;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents;

/// <summary>The same content as one self-contained page: the same words in the same order, for screens, screen readers and printers.</summary>
public static class HtmlTwin
{
    /// <summary>Writes the whole page.</summary>
    /// <param name="banner">A sentence above everything, for example that a newer version exists; it is no part of the copy.</param>
    public static string Write(PdfContent content, string? banner = null) => new Page(content).Write(banner);

    private sealed class Page(PdfContent content)
    {
        private readonly StringBuilder html = new();
        private readonly List<Heading> headings = [.. HeadingsIn(content.Blocks)];
        private int heading;
        private int lastLevel;

        public string Write(string? banner)
        {
            html.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"{content.Language}\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<meta name=\"robots\" content=\"noindex\"/>\n<title>{Escape(content.Title)}</title>\n<style>{HtmlStyle.Of(content)}</style>\n</head>\n<body>\n");
            if (banner is not null) html.Append(CultureInfo.InvariantCulture, $"<p class=\"banner\" role=\"status\">{Escape(banner)}</p>\n");
            html.Append("<main>\n");
            foreach (var block in content.Blocks) Block(block);
            return html.Append("</main>\n</body>\n</html>\n").ToString();
        }

        private void Block(Block block)
        {
            switch (block)
            {
                case Heading h:
                    lastLevel = Math.Clamp(h.Level, 1, Math.Min(6, lastLevel + 1));
                    Element($"h{lastLevel}", $" id=\"h{heading++}\" class=\"l{h.Level}\"{Language(h)}", h.Text.Plain.Length == 0 ? "\u2013" : h.Text);
                    break;
                case Paragraph { Style: ParagraphStyle.Quote } p when p.Text.Plain.Length > 0:
                    html.Append("<blockquote>");
                    Element("p", Language(p), p.Text);
                    html.Append("</blockquote>\n");
                    break;
                case Paragraph p when p.Text.Plain.Length > 0: Element("p", $" class=\"{p.Style.ToString().ToLowerInvariant()}\"{Language(p)}", p.Text); break;
                case BulletList l when l.Items.Count > 0:
                    html.Append(CultureInfo.InvariantCulture, $"<{(l.Numbered ? "ol" : "ul")}{Language(l)}>\n");
                    foreach (var item in l.Items) Element("li", "", item);
                    html.Append(l.Numbered ? "</ol>\n" : "</ul>\n");
                    break;
                case KeyValueTable t when t.Rows.Count > 0: KeyValues(t); break;
                case Table t when t.Columns.Count > 0: Rows(t); break;
                case Callout c:
                    html.Append(CultureInfo.InvariantCulture, $"<section class=\"callout {c.Frame.ToString().ToLowerInvariant()} c{HtmlStyle.CalloutColours(content).IndexOf((c.Colour, c.Tint))}\"{Language(c)}>\n");
                    if (c.Title.Length > 0) Element("p", " class=\"title\"", c.Title);
                    foreach (var inner in c.Blocks) Block(inner);
                    html.Append("</section>\n");
                    break;
                case Figure f: Figure(f); break;
                case KeepTogether k:
                    html.Append("<div class=\"keep\">\n");
                    foreach (var inner in k.Blocks) Block(inner);
                    html.Append("</div>\n");
                    break;
                case Columns c: Sides(c); break;
                case Contents c: Contents(c); break;
            }
        }

        private void KeyValues(KeyValueTable table)
        {
            html.Append(CultureInfo.InvariantCulture, $"<table class=\"facts\"{Language(table)}>\n");
            if (!string.IsNullOrEmpty(table.Caption)) Element("caption", "", table.Caption);
            html.Append("<tbody>\n");
            foreach (var (key, value) in table.Rows)
            {
                html.Append("<tr>");
                Element("th", " scope=\"row\"", key);
                Element("td", "", value);
                html.Append("</tr>\n");
            }
            html.Append("</tbody>\n</table>\n");
        }

        private void Rows(Table table)
        {
            html.Append(CultureInfo.InvariantCulture, $"<table{Language(table)}>\n");
            if (!string.IsNullOrEmpty(table.Caption)) Element("caption", "", table.Caption);
            html.Append("<thead>\n<tr>");
            foreach (var column in table.Columns) Element("th", " scope=\"col\"" + (column.AlignRight ? " class=\"right\"" : ""), column.Heading);
            html.Append("</tr>\n</thead>\n<tbody>\n");
            foreach (var row in table.Rows) Row(row, table);
            html.Append("</tbody>\n");
            if (table.Totals is { } totals)
            {
                html.Append("<tfoot>\n");
                Row(totals, table);
                html.Append("</tfoot>\n");
            }
            html.Append("</table>\n");
        }

        private void Row(IReadOnlyList<RichText> row, Table table)
        {
            html.Append("<tr>");
            for (var c = 0; c < table.Columns.Count; c++)
            {
                var text = c < row.Count ? row[c] : RichText.Empty;
                var side = table.Columns[c].AlignRight ? " class=\"right\"" : "";
                if (c == 0 && text.Plain.Length > 0) Element("th", " scope=\"row\"" + side, text);
                else Element("td", side, text);
            }
            html.Append("</tr>\n");
        }

        private void Figure(Figure figure)
        {
            html.Append(CultureInfo.InvariantCulture, $"<figure{Language(figure)}>");
            html.Append(HtmlDrawing.Write(figure));
            if (figure.Caption is { } caption) Element("figcaption", "", caption);
            html.Append("</figure>\n");
        }

        private void Sides(Columns columns)
        {
            html.Append(columns.LeftShare < 0.4 ? "<div class=\"sides small\">\n<div>\n" : "<div class=\"sides\">\n<div>\n");
            foreach (var inner in columns.Left) Block(inner);
            html.Append("</div>\n<div>\n");
            foreach (var inner in columns.Right) Block(inner);
            html.Append("</div>\n</div>\n");
        }

        private void Contents(Contents contents)
        {
            html.Append("<nav class=\"toc\">\n");
            if (contents.Title.Length > 0) Element("p", " class=\"title\"", contents.Title);
            html.Append("<ul>\n");
            for (var i = 0; i < headings.Count; i++)
                if (headings[i].InContents && headings[i].Level <= contents.MaxLevel && headings[i].Text.Plain.Length > 0)
                    html.Append(CultureInfo.InvariantCulture, $"<li class=\"t{headings[i].Level}\"{Language(headings[i])} dir=\"auto\"><a href=\"#h{i}\">{Escape(headings[i].Text.Plain)}</a></li>\n");
            html.Append("</ul>\n</nav>\n");
        }

        private void Element(string name, string attributes, RichText text)
        {
            // Words in Urdu or Arabic begin on the right wherever they stand; which way a text runs, its first letter says.
            html.Append(CultureInfo.InvariantCulture, $"<{name}{attributes} dir=\"auto\">");
            foreach (var run in text.Runs) html.Append(Run(run));
            html.Append(CultureInfo.InvariantCulture, $"</{name}>").Append(name is "th" or "td" ? "" : "\n");
        }

        private static string Language(Block block) => block.Language is { } language ? $" lang=\"{Escape(language)}\"" : "";

        private string Run(Run run)
        {
            var words = Escape(run.Text).Replace("\n", "<br/>", StringComparison.Ordinal);
            if (run.Bold) words = $"<b>{words}</b>";
            if (run.Italic) words = $"<i>{words}</i>";
            if (run.Colour is { } colour) words = $"<span class=\"r{HtmlStyle.RunColours(content).IndexOf(colour)}\">{words}</span>";
            if (run.Language is { } language) words = $"<span lang=\"{Escape(language)}\">{words}</span>";
            return run.Link is { } link && HtmlStyle.MayLink(link) ? $"<a href=\"{Escape(link)}\">{words}</a>" : words;
        }
    }

    internal static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Every block, those inside others included.</summary>
    internal static IEnumerable<Block> Within(IEnumerable<Block> blocks) => blocks.SelectMany(b => b switch
    {
        Callout c => Within(c.Blocks).Prepend(c),
        KeepTogether k => Within(k.Blocks).Prepend(k),
        Columns c => Within(c.Left.Concat(c.Right)).Prepend(c),
        _ => [b],
    });

    private static IEnumerable<Heading> HeadingsIn(IEnumerable<Block> blocks) => Within(blocks).OfType<Heading>();
}
