namespace CarePlanning.Web.Components;

/// <summary>What somebody chose among what there is to choose; a number that stands for nothing is no choice.</summary>
internal static class Choice
{
    public static T? Of<T>(string? typed) where T : struct, Enum => Enum.TryParse<T>(typed, out var value) && Enum.IsDefined(value) ? value : null;
}
