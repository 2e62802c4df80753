namespace CarePlanning.Core.Plans;

/// <summary>Whether a section is asked on a pathway.</summary>
public enum Asked { Required, Offered, Hidden }

/// <summary>One line of the plan's table of contents.</summary>
public sealed class SectionDefinition
{
    internal SectionDefinition(string slug, Type type, IReadOnlyList<Rule> rules, IReadOnlyList<string>? after, Func<Pathway, Asked>? asked)
    {
        Slug = slug;
        Type = type;
        Rules = rules;
        After = after ?? [];
        AskedOn = asked ?? (_ => Asked.Required);
        Fields = FieldDefinition.Read(slug, type);
        Questions = [.. Fields.Select(f => f.Question).Distinct()];
        Words = new SectionWords(type);
    }

    /// <summary>The stable name in addresses and in the database; never renamed once released.</summary>
    public string Slug { get; }

    /// <summary>The record that holds the section's answers.</summary>
    public Type Type { get; }

    /// <summary>The rules held beside the section.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>Sections that make more sense first; never a lock.</summary>
    public IReadOnlyList<string> After { get; }

    public Func<Pathway, Asked> AskedOn { get; }

    public IReadOnlyList<FieldDefinition> Fields { get; }

    /// <summary>The questions in the order they are asked.</summary>
    public IReadOnlyList<string> Questions { get; }

    /// <summary>The section's own words, in the reader's language.</summary>
    public SectionWords Words { get; }

    /// <summary>Every field, those of list entries included.</summary>
    public IEnumerable<FieldDefinition> AllFields => Fields.Concat(Fields.SelectMany(f => f.Items));

    /// <summary>True when every answer to the question may change while an agreed version stands.</summary>
    public bool IsLive(string question) => FieldsOf(question).All(f => f.IsLive);

    public IEnumerable<FieldDefinition> FieldsOf(string question) => Fields.Where(f => f.Question == question);

    public PlanSection NewAnswers() => (PlanSection)Activator.CreateInstance(Type)!;
}
