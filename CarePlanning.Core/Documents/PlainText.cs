using System.Text;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents;

/// <summary>The same content as plain lines, to be pasted where nothing but text can be.</summary>
public static class PlainText
{
    /// <summary>Writes the whole text.</summary>
    public static string Write(PdfContent content)
    {
        var text = new StringBuilder();
        foreach (var block in HtmlTwin.Within(content.Blocks)) Block(text, block);
        return text.ToString().Trim() + "\n";
    }

    private static void Block(StringBuilder text, Block block)
    {
        switch (block)
        {
            case Heading h: text.Append('\n').AppendLine(h.Level <= 2 ? h.Text.Plain.ToUpper(System.Globalization.CultureInfo.CurrentCulture) : h.Text.Plain); break;
            case Paragraph p: text.AppendLine(p.Text.Plain); break;
            case BulletList l:
                for (var i = 0; i < l.Items.Count; i++) text.Append(l.Numbered ? (i + 1).ToString(System.Globalization.CultureInfo.CurrentCulture) + ". " : "- ").AppendLine(l.Items[i].Plain.Replace("\n", " ", StringComparison.Ordinal));
                break;
            case KeyValueTable t:
                Caption(t.Caption);
                foreach (var (key, value) in t.Rows) text.Append(SectionReading.Labelled(key)).Append(' ').AppendLine(value.Plain);
                break;
            case Table t:
                Caption(t.Caption);
                // Under headings each cell keeps its place, even an empty one.
                var headed = t.Columns.Any(c => c.Heading.Length > 0);
                if (headed) text.AppendLine(string.Join(" | ", t.Columns.Select(c => c.Heading)));
                foreach (var row in t.Rows.Append(t.Totals ?? []).Where(r => r.Any(c => c.Plain.Length > 0)))
                    text.AppendLine(string.Join(" | ", row.Select(c => c.Plain.Replace("\n", "; ", StringComparison.Ordinal)).Where(c => headed || c.Length > 0)));
                break;
            case Callout c: text.Append('\n').AppendLine(c.Title); break;
            case Figure f:
                Caption(f.Alt);
                Caption(f.Caption?.Plain);
                break;
        }

        void Caption(string? words)
        {
            if (!string.IsNullOrWhiteSpace(words)) text.AppendLine(words);
        }
    }
}
