namespace CarePlanning.Web.Wizard;

/// <summary>Text as it stands in a textarea.</summary>
internal static class TextArea
{
    /// <summary>HTML leaves out a line break right after the tag, so a text that begins with one gets another.</summary>
    public static string? Of(string? text) => text is ['\n', ..] ? "\n" + text : text;
}
