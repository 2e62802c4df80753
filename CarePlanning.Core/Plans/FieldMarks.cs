namespace CarePlanning.Core.Plans;

/// <summary>Puts fields into one question that is asked together; without it a field is a question of its own.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AskedAttribute(string question) : Attribute { public string Question { get; } = question; }

/// <summary>A text that people answer in sentences, so the field has room for them.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LongAttribute : Attribute;

/// <summary>From here on an entry's fields, asked less often, fold away; without it after the first five.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FoldsFromHereAttribute : Attribute;

/// <summary>Who may hold the field, when that is not everyone on the plan.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HeldAttribute(Sensitivity sensitivity) : Attribute { public Sensitivity Sensitivity { get; } = sensitivity; }

/// <summary>Whose hand may write an answer, where that is not everyone's on the plan.</summary>
public enum Hand
{
    Anyone,
    /// <summary>Not the family: what the person decides for themselves, with a professional to help write it down.</summary>
    PersonOrProfessional,
    Professional,
    /// <summary>A professional on whose account a registration of doctors, nurses or other health professions stands.</summary>
    Clinician,
    /// <summary>Nobody types it: a step of its own sets it, and checks first.</summary>
    Step,
}

/// <summary>Says whose hand may write an answer; on a list it holds for all of its entries.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WrittenByAttribute(Hand hand) : Attribute { public Hand Hand { get; } = hand; }

/// <summary>A fact that cannot wait for the next signing: it changes at once, also while an agreed version stands.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class LiveAttribute : Attribute
{
    /// <summary>True for what is only added to as things happen: nobody's copy is out of date because of it.</summary>
    public bool IsLog { get; init; }
}

/// <summary>Shown only while a neighbouring field holds one of these values (written as they travel: "yes", "Home").</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ShownWhenAttribute(string field, params string[] values) : Attribute
{
    public string Field { get; } = field;
    public IReadOnlyList<string> Values { get; } = values;
}

/// <summary>A number on a scale, drawn as a row of choices.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ScaleAttribute(int from, int to) : Attribute { public int From { get; } = from; public int To { get; } = to; }

/// <summary>A whole hour of the day from 0 to 24, read as "6:00".</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HourOfDayAttribute : Attribute;

/// <summary>An amount of money in whole pence.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MoneyAttribute : Attribute;

/// <summary>A set of ids of entries in another list, for example the goals that a budget line serves.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LinksToAttribute(string slug, string list) : Attribute
{
    public string Slug { get; } = slug;
    public string List { get; } = list;
}

/// <summary>The field that names an entry of a list in headings and links.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NamesItAttribute : Attribute;

/// <summary>Words that repeat those of another section: whoever may not see that one does not see them here.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AlsoInAttribute(string slug) : Attribute
{
    /// <summary>The slug of the other section.</summary>
    public string Slug { get; } = slug;
}

/// <summary>A detail that somebody other than the person gave about themselves; out of reach on a laptop that was handed over.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OfAnotherAttribute : Attribute;
