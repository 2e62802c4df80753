namespace CarePlanning.Core.Plans;

/// <summary>The answers to one section of a plan; half done by nature, so nothing in it is required.</summary>
public abstract record PlanSection
{
    /// <summary>Questions answered with "not today", "I do not know" or "I would rather not say", by the question's name.</summary>
    public SortedDictionary<string, PutOff> PutOff { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The days on which that was said, as far as they are known, by the question's name.</summary>
    public SortedDictionary<string, DateOnly>? PutOffOn { get; set; }

    /// <summary>Takes the answer that is not words from a question, with its day.</summary>
    internal void NotPutOff(string question)
    {
        PutOff.Remove(question);
        if (PutOffOn?.Remove(question) == true && PutOffOn.Count == 0) PutOffOn = null;
    }

    /// <summary>Notes the day on which a question was put off.</summary>
    internal void PutOffOnDay(string question, DateOnly day)
    {
        if (PutOff.ContainsKey(question)) (PutOffOn ??= new(StringComparer.Ordinal))[question] = day;
    }

    /// <summary>True where an answer may no longer be written over, because something outside the plan rests on it.</summary>
    public virtual bool IsSettled(SectionPath at) => false;
}

/// <summary>An answer that is not words but still an answer.</summary>
public enum PutOff { NotToday, DoNotKnow, RatherNotSay }

/// <summary>One entry of a list in a section; its id never changes, so that an edit can name it.</summary>
public abstract record PlanItem
{
    public string Id { get; set; } = "";

    /// <summary>Taken out by somebody; kept so that it can be put back and nothing sent late is lost.</summary>
    public bool Removed { get; set; }

    /// <summary>Who may hold this whole entry; open unless the entry itself says otherwise.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public virtual Sensitivity HeldAs => Sensitivity.Open;
}

/// <summary>Words somebody said, with whose they are, who wrote them down and how the others stand to them.</summary>
public sealed record Narrative
{
    public string? Words { get; set; }

    /// <summary>Whose words: a member's id, or "together".</summary>
    public string? Voice { get; set; }

    /// <summary>The name shown for the voice when the words were written.</summary>
    public string? VoiceName { get; set; }

    /// <summary>True when these are the speaker's own words, false when they were put into words by another.</summary>
    public bool? OwnWords { get; set; }

    /// <summary>The name of who wrote the words down.</summary>
    public string? WrittenBy { get; set; }

    /// <summary>How other members stand to these words, by member id; only their own hand sets it.</summary>
    public SortedDictionary<string, Standing> Standings { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Those whose standing is to words that stood here before, by member id: the words were changed since, and how they stand to these nobody knows yet.</summary>
    public SortedSet<string>? StoodToEarlier { get; set; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Words);

    /// <summary>Sets how a member stands to the words as they are now; null where they say nothing of them.</summary>
    internal void Stand(string member, Standing? standing)
    {
        if (standing is { } stands) Standings[member] = stands; else Standings.Remove(member);
        if (StoodToEarlier?.Remove(member) == true && StoodToEarlier.Count == 0) StoodToEarlier = null;
    }

    /// <summary>The words are other words now: whoever agreed has agreed to them no longer, and what was seen differently stays, marked as said of earlier words.</summary>
    internal void OtherWords()
    {
        foreach (var member in Standings.Keys.ToList())
            if (Standings[member] == Standing.Agrees) Stand(member, null); else (StoodToEarlier ??= new(StringComparer.Ordinal)).Add(member);
    }

    /// <summary>The key of the words that tell how a member stands.</summary>
    public string StandingKey(string member) => $"Standing.{Standings[member]}{(StoodToEarlier?.Contains(member) == true ? ".earlier" : "")}";
}

/// <summary>How somebody stands to another's words.</summary>
public enum Standing { Agrees, SeesItDifferently, ToTalkAbout }

/// <summary>A date as it is typed: day, month and year, each of which may still be missing.</summary>
public sealed record PartialDate
{
    public int? Day { get; set; }
    public int? Month { get; set; }
    public int? Year { get; set; }

    public bool IsEmpty => Day is null && Month is null && Year is null;
    public bool IsComplete => Day is not null && Month is not null && Year is not null;

    /// <summary>The date, or null while a part is missing or when no such day exists.</summary>
    public DateOnly? Date =>
        IsComplete && Year is >= 1 and <= 9999 && Month is >= 1 and <= 12
        && Day >= 1 && Day <= DateTime.DaysInMonth(Year.Value, Month.Value)
            ? new DateOnly(Year.Value, Month.Value, Day.Value) : null;

    /// <summary>True when all three parts are there and no calendar has that day.</summary>
    public bool DoesNotExist => (IsComplete && Date is null) || Day is < 1 or > 31 || Month is < 1 or > 12
        || (Day is { } d && Month is { } m && d > DateTime.DaysInMonth(2000, m));

    public static PartialDate From(DateOnly d) => new() { Day = d.Day, Month = d.Month, Year = d.Year };
}

/// <summary>Who may hold a field; every copy, reader and frozen content is decided from it in one place.</summary>
public enum Sensitivity
{
    /// <summary>Everyone on the plan.</summary>
    Open,
    /// <summary>Registered professionals only.</summary>
    ClinicianOnly,
    /// <summary>The person and the professionals on the plan; on no shared copy.</summary>
    Private,
    /// <summary>Amounts: on the full plan and the money copy only.</summary>
    Money,
    /// <summary>How to get into the home: on screen for those entitled, on no copy.</summary>
    HomeAccess,
}
