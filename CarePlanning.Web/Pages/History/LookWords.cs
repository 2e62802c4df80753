using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Exchange.Fhir;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Words;
using CarePlanning.Web.Pages.Copies;
using CarePlanning.Web.Words;

namespace CarePlanning.Web.Pages.History;

/// <summary>Says what the access log tells of in the words of the pages, never in addresses.</summary>
internal static class LookWords
{
    /// <summary>A room of a plan as people call it.</summary>
    public static string Room(string room)
    {
        var parts = room.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            [] or ["plan"] => Said.Looked["room.plan"],
            [var slug] when PlanSections.Find(slug) is { } section => section.Words.Name,
            [var slug, "check"] when PlanSections.Find(slug) is { } section => Said.Looked.Get("room.section.check", section.Words.Name),
            ["copies", var file] when CopyForms.Named(file) is ({ } copy, var form) => Said.Looked.Get(form == PlanBundle.Extension ? "room.copies.data" : "room.copies.file", Texts.Documents[$"copy.{copy.Kind}"]),
            // Which of them was asked for in vain is whoever asked's own word.
            ["versions", "*", ..] => Said.Looked["room.versions.any"],
            ["versions", var number] => Said.Looked.Get("room.versions", number),
            ["versions", var number, "plan.pdf"] => Said.Looked.Get("room.versions.file", number),
            ["versions", var number, "plan.fhir.json"] => Said.Looked.Get("room.versions.data", number),
            ["papers", _, "paper.pdf"] => Said.Looked["room.papers.file"],
            [var first, ..] => Said.Looked.Find($"room.{first}") ?? Said.Looked["room.other"],
        };
    }

    /// <summary>One thing that stands for itself.</summary>
    public static string Line(string kind, string what, string detail) => Said.Looked.Get($"kind.{kind}", Room(what), detail);

    /// <summary>Who, and as what they were there.</summary>
    public static string As(string @as) => Said.Looked[$"as.{(@as.Length == 0 ? "none" : @as)}"];
}
