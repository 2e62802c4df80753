using CarePlanning.Core.Plans;
using CarePlanning.Web.Wizard;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace CarePlanning.Benchmarks.Pages;

/// <summary>Sixty fields drawn as the portal draws a section: static, with its own inputs.</summary>
public sealed class SixtyOurs : ComponentBase
{
    [Parameter, EditorRequired] public PlanView Plan { get; set; } = null!;
    [Parameter, EditorRequired] public SectionDefinition Section { get; set; } = null!;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        foreach (var question in Section.Questions)
        {
            builder.OpenComponent<QuestionView>(0);
            builder.AddComponentParameter(1, nameof(QuestionView.Plan), Plan);
            builder.AddComponentParameter(2, nameof(QuestionView.Section), Section);
            builder.AddComponentParameter(3, nameof(QuestionView.Name), question);
            builder.AddComponentParameter(4, nameof(QuestionView.Me), Plan.Me);
            builder.CloseComponent();
        }
    }
}

/// <summary>Sixty fields as a plain page binds them: the floor under everything else.</summary>
public sealed class SixtyNative : ComponentBase
{
    private readonly string[] texts = [.. Enumerable.Repeat(Plans.FilledAnswers.Sentence, 60)];

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        for (var i = 0; i < texts.Length; i++)
        {
            var at = i;
            builder.OpenElement(0, "label");
            builder.AddContent(1, $"What helps, {at}");
            builder.OpenElement(2, "textarea");
            builder.AddAttribute(3, "rows", 4);
            builder.AddAttribute(4, "value", texts[at]);
            builder.AddAttribute(5, "onchange", EventCallback.Factory.CreateBinder<string>(this, v => texts[at] = v, texts[at]));
            builder.CloseElement();
            builder.CloseElement();
        }
    }
}

/// <summary>The same sixty fields as a MudBlazor form.</summary>
public sealed class SixtyMud : ComponentBase
{
    private readonly string[] texts = [.. Enumerable.Repeat(Plans.FilledAnswers.Sentence, 60)];

    protected override void OnInitialized() => texts[0] = "";

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        for (var i = 0; i < texts.Length; i++)
        {
            var at = i;
            builder.OpenComponent<MudTextField<string>>(0);
            builder.AddComponentParameter(1, nameof(MudTextField<>.Label), $"What helps, {at}");
            builder.AddComponentParameter(2, nameof(MudTextField<>.Lines), 4);
            builder.AddComponentParameter(3, nameof(MudTextField<>.InputId), $"field-{at}");
            builder.AddComponentParameter(4, nameof(MudTextField<>.Value), texts[at]);
            builder.AddComponentParameter(5, nameof(MudTextField<>.ValueChanged), EventCallback.Factory.Create<string>(this, v => texts[at] = v));
            builder.CloseComponent();
        }
    }
}

/// <summary>A whole page around the MudBlazor form, interactive on the server as MudBlazor needs it.</summary>
public sealed class SixtyMudPage : ComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.AddMarkupContent(0, "<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>Sixty</title><base href=\"/\"><link rel=\"icon\" href=\"data:,\"></head>");
        builder.OpenElement(1, "body");
        builder.OpenComponent<SixtyMud>(2);
        builder.AddComponentRenderMode(RenderMode.InteractiveServer);
        builder.CloseComponent();
        builder.AddMarkupContent(3, "<script src=\"/_framework/blazor.web.js\"></script>");
        builder.CloseElement();
        builder.AddMarkupContent(4, "</html>");
    }
}
