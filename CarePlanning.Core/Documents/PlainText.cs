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
                foreach (var (key, value) in t.Rows) text.Append(SectionReading.Labelled(key)).Append(' ').AppendLine(value.Plain);
                break;
            case Table t:
                foreach (var row in t.Rows.Append(t.Totals ?? [])) text.AppendLine(string.Join(" | ", row.Select(c => c.Plain.Replace("\n", "; ", StringComparison.Ordinal)).Where(c => c.Length > 0)));
                break;
            case Callout c: text.Append('\n').AppendLine(c.Title); break;
        }
    }
}
