using CarePlanning.Pdf;

namespace CarePlanning.Tests.Documents;

/// <summary>What a composed document says, block after block, as text.</summary>
internal static class Reading
{
    public static string Of(IEnumerable<Block> blocks) => string.Join('\n', blocks.SelectMany(Of));

    private static IEnumerable<string> Of(Block block) => block switch
    {
        Heading h => [h.Text.Plain],
        Paragraph p => [p.Text.Plain],
        BulletList l => l.Items.Select(i => i.Plain),
        KeyValueTable t => t.Rows.Select(r => $"{r.Key}\t{r.Value.Plain}").Prepend(t.Caption ?? ""),
        Table t => [t.Caption ?? "", string.Join('\t', t.Columns.Select(c => c.Heading)), .. t.Rows.Append(t.Totals ?? []).Select(r => string.Join('\t', r.Select(c => c.Plain)))],
        Callout c => [c.Title, Of(c.Blocks)],
        Figure f => [f.Alt, f.Caption?.Plain ?? ""],
        KeepTogether k => [Of(k.Blocks)],
        Columns c => [Of(c.Left), Of(c.Right)],
        Contents or PageBreak or Space => [],
        _ => throw new NotSupportedException($"{block.GetType().Name} is not read here yet."),
    };
}
