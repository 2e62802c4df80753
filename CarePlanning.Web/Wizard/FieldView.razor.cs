using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Words;
using Microsoft.AspNetCore.Components;

namespace CarePlanning.Web.Wizard;

/// <summary>One field of the wizard; what it is called and offers comes from the section's own words.</summary>
public partial class FieldView
{
    [Parameter, EditorRequired] public PlanView Plan { get; set; } = null!;
    [Parameter, EditorRequired] public SectionDefinition Section { get; set; } = null!;
    [Parameter, EditorRequired] public FieldDefinition Field { get; set; } = null!;
    [Parameter, EditorRequired] public string Path { get; set; } = "";
    [Parameter] public object? Value { get; set; }

    /// <summary>The id of the heading that already asks for this field, when it is alone in its question.</summary>
    [Parameter] public string? LabelledBy { get; set; }
    [Parameter, EditorRequired] public Member Me { get; set; } = null!;

    /// <summary>The options that are offered, where that is not all of them.</summary>
    [Parameter] public IReadOnlyList<string>? Only { get; set; }

    private string Label => Section.Words.Label(Field);
    private string? Hint => Section.Words.Hint(Field);
    private string Id => $"f-{Path.Replace('/', '-')}";
    private string Described => Hint is null ? $"{Id}-error" : $"{Id}-hint {Id}-error";
    /// <summary>In an entry of a list a long choice is one line, so that the entry stays in view; alone it is drawn open.</summary>
    private bool Closed => Field is { Kind: FieldKind.Choice, List: not null } && (Only is not null || Options.Count > 4);

    private bool Grouped => !Closed && Field.Kind is (FieldKind.Date or FieldKind.Scale or FieldKind.YesNo or FieldKind.Choice or FieldKind.Choices or FieldKind.Links);

    private static IReadOnlyList<(string Value, string Text)> YesNo => [("yes", Texts.Shared["yes"]), ("no", Texts.Shared["no"])];
    private IReadOnlyList<(string Value, string Text)> Options => [.. Enum.GetNames(Field.OptionsType!).Where(n => Only is null || Only.Contains(n)).Select(n => (n, Section.Words.Option(Field.OptionsType!, n)))];
    private IReadOnlyList<string> Chosen => Value is null ? [] : [.. ((System.Collections.IEnumerable)Value).Cast<object>().Select(v => v.ToString()!)];

    private IReadOnlyList<(string Value, string Text)> LinkOptions
    {
        get
        {
            var target = PlanSections.Find(Field.LinksTo!.Slug)!;
            var list = target.Fields.First(f => f.Name == Field.LinksTo.List);
            return [.. list.EntriesOf(Plan.Answers[target.Slug]).Where(e => !e.Removed)
                .Select((e, i) => (e.Id, FieldText.NameOf(list, e) is { Length: > 0 } name ? name : target.Words.Entry(list, i + 1)))];
        }
    }

    private RenderFragment Hints => builder =>
    {
        if (Hint is not null)
        {
            builder.OpenElement(0, "p");
            builder.AddAttribute(1, "class", "hint");
            builder.AddAttribute(2, "id", $"{Id}-hint");
            builder.AddContent(3, Hint);
            builder.CloseElement();
        }
        builder.OpenElement(4, "p");
        builder.AddAttribute(5, "class", "error");
        builder.AddAttribute(6, "id", $"{Id}-error");
        builder.AddAttribute(7, "hidden", true);
        builder.CloseElement();
    };
}
