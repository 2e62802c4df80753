using CarePlanning.Core.Words;

namespace CarePlanning.Web.Words;

/// <summary>The words of the pages; every sentence a user sees comes from here or from the sections.</summary>
internal static class Said
{
    public static Texts Shell { get; } = new("CarePlanning.Web.Words.Shell", typeof(Said).Assembly);
    public static Texts SignIn { get; } = new("CarePlanning.Web.Words.SignIn", typeof(Said).Assembly);
    public static Texts Wizard { get; } = new("CarePlanning.Web.Words.Wizard", typeof(Said).Assembly);
    public static Texts Plans { get; } = new("CarePlanning.Web.Words.Plans", typeof(Said).Assembly);
    public static Texts Signing { get; } = new("CarePlanning.Web.Words.Signing", typeof(Said).Assembly);
    public static Texts History { get; } = new("CarePlanning.Web.Words.History", typeof(Said).Assembly);
    public static Texts Looked { get; } = new("CarePlanning.Web.Words.Looked", typeof(Said).Assembly);
    public static Texts Together { get; } = new("CarePlanning.Web.Words.Together", typeof(Said).Assembly);
    public static Texts Verify { get; } = new("CarePlanning.Web.Words.Verify", typeof(Said).Assembly);
    public static Texts Ahead { get; } = new("CarePlanning.Web.Words.Ahead", typeof(Said).Assembly);
    public static Texts Death { get; } = new("CarePlanning.Web.Words.Death", typeof(Said).Assembly);
    public static Texts Copies { get; } = new("CarePlanning.Web.Words.Copies", typeof(Said).Assembly);
    public static Texts Family { get; } = new("CarePlanning.Web.Words.Family", typeof(Said).Assembly);
    public static Texts Funding { get; } = new("CarePlanning.Web.Words.Funding", typeof(Said).Assembly);
    public static Texts Pack { get; } = new("CarePlanning.Web.Words.Pack", typeof(Said).Assembly);
    public static Texts Money { get; } = new("CarePlanning.Web.Words.Money", typeof(Said).Assembly);
}
