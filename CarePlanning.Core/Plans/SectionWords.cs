using CarePlanning.Core.Words;

namespace CarePlanning.Core.Plans;

/// <summary>The words of one section: its name, questions, labels, hints, options and rules.</summary>
public sealed class SectionWords(Type section)
{
    private readonly Texts texts = new(section.FullName!, section.Assembly);

    /// <summary>The section's name as people say it.</summary>
    public string Name => texts["section"];

    /// <summary>One line under the name: what the section is for.</summary>
    public string? About => texts.Find("section.about");

    /// <summary>The question as it is asked.</summary>
    public string Question(string question) => texts[$"question.{question}"];

    /// <summary>The question as a short heading for pages that are read, not asked.</summary>
    public string Heading(string question) => texts.Find($"heading.{question}") ?? Question(question);

    public string? Hint(string question) => texts.Find($"question.{question}.hint");

    /// <summary>Why the question is asked.</summary>
    public string? Why(string question) => texts.Find($"question.{question}.why");

    public string Label(FieldDefinition field) => texts.Find(field.WordsKey) ?? (field.List is null ? Question(field.Question) : texts[field.WordsKey]);

    public string? Hint(FieldDefinition field) => texts.Find($"{field.WordsKey}.hint");

    /// <summary>An option of a choice.</summary>
    public string Option(Type options, string value) => texts.Find($"{options.Name}.{value}") ?? Texts.Shared[$"{options.Name}.{value}"];

    /// <summary>"Add another goal", "Goal 2", "Take this goal out".</summary>
    public string Add(FieldDefinition list) => texts[$"{list.WordsKey}.add"];
    public string Entry(FieldDefinition list, object number) => texts.Get($"{list.WordsKey}.entry", number);

    /// <summary>What a rule says, naming what it found.</summary>
    public string Rule(string id, params string[] names) => texts.Get(id, [.. names]);

    public IReadOnlyList<string> Keys() => texts.Keys();
}
