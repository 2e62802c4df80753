namespace CarePlanning.Core.Plans;

/// <summary>Compares places in a section.</summary>
public static class PathsOf
{
    private static readonly string[] Parts = ["day", "month", "year", "words", "voice", "ownWords"];

    /// <summary>True when two paths name the same field, whichever part of it.</summary>
    public static bool SamePlace(string a, string b) => Field(a) == Field(b);

    /// <summary>The field of a path without its part: "dateOfBirth/day" is "dateOfBirth".</summary>
    public static string Field(string path)
    {
        var slash = path.LastIndexOf('/');
        return slash > 0 && Parts.Contains(path[(slash + 1)..]) ? path[..slash] : path;
    }
}
