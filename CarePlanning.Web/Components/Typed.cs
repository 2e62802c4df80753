namespace CarePlanning.Web.Components;

/// <summary>What stands in a form: what was typed, while something in it has to be put right, and else what is kept.</summary>
public sealed class Typed
{
    private readonly Refused? refused;

    internal Typed(Refused? refused) => this.refused = refused;

    /// <summary>True while something in this form has to be put right.</summary>
    public bool IsRefused => refused is not null;

    /// <summary>What was typed; null in a form that nobody sent.</summary>
    public string? this[string name] => refused?.Form[name].ToString();

    /// <summary>What was typed, or what is kept where this writer changed nothing: somebody else may have changed it meanwhile.</summary>
    public string? Or(string name, string? kept) =>
        this[name] is not { } typed || (refused!.Form.TryGetValue(BaseOf(name), out var on) && Same(typed, on)) ? kept : typed;

    /// <summary>On what a field is based when its form is drawn: what was typed and not yet kept stays based on what its writer has read.</summary>
    /// <param name="met">True where somebody else's words are shown beside the writer's own, who has read them then.</param>
    public string? BaseFor(string name, string? kept, bool met) =>
        !met && this[name] is { } typed && refused!.Form.TryGetValue(BaseOf(name), out var on) && !Same(typed, on) ? on.ToString() : kept;

    /// <summary>A new id for what is sent; the same while something in it has to be put right, so that it is kept once.</summary>
    public string Op => this["op"] is { Length: > 0 } sent ? sent : Guid.CreateVersion7().ToString();

    /// <summary>The sentence about a field, or null.</summary>
    public string? ErrorOf(string field) => refused?.Problems.FirstOrDefault(p => p.Field == field).Sentence;

    /// <summary>True where somebody else wrote in the same field meanwhile.</summary>
    public bool Met(string field) => refused?.Met.Contains(field) == true;

    /// <summary>The name of the hidden field that says what stood in a field when its page was drawn.</summary>
    public static string BaseOf(string name) => $"base-{name}";

    /// <summary>Whether two texts are the same to whoever reads them: forms send line breaks of their own.</summary>
    public static bool Same(string? one, string? other) => (one ?? "").ReplaceLineEndings("\n") == (other ?? "").ReplaceLineEndings("\n");
}
