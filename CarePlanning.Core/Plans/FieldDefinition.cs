using System.Collections;
using System.Reflection;
using System.Text.Json;

namespace CarePlanning.Core.Plans;

/// <summary>What kind of answer a field takes.</summary>
public enum FieldKind { ShortText, LongText, Narrative, Date, YesNo, Choice, Choices, Scale, Number, Money, Links, Items }

/// <summary>One field of a section as the wizard, the write path, the check page and the document know it.</summary>
public sealed class FieldDefinition
{
    private FieldDefinition(string section, PropertyInfo property, FieldDefinition? list)
    {
        Section = section;
        Property = property;
        List = list;
        Name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        Question = property.GetCustomAttribute<AskedAttribute>()?.Question ?? list?.Question ?? Name;
        Sensitivity = property.GetCustomAttribute<HeldAttribute>()?.Sensitivity ?? list?.Sensitivity ?? Sensitivity.Open;
        ShownWhen = property.GetCustomAttribute<ShownWhenAttribute>();
        Scale = property.GetCustomAttribute<ScaleAttribute>();
        LinksTo = property.GetCustomAttribute<LinksToAttribute>();
        Hand = property.GetCustomAttribute<WrittenByAttribute>()?.Hand ?? list?.Hand ?? Hand.Anyone;
        IsLive = list?.IsLive ?? (property.IsDefined(typeof(LiveAttribute)) || property.DeclaringType!.IsDefined(typeof(LiveAttribute)));
        IsLog = list?.IsLog ?? property.GetCustomAttribute<LiveAttribute>()?.IsLog == true;
        IsHour = property.IsDefined(typeof(HourOfDayAttribute));
        NamesIt = property.IsDefined(typeof(NamesItAttribute));
        IsOfAnother = property.IsDefined(typeof(OfAnotherAttribute));
        AlsoIn = property.GetCustomAttribute<AlsoInAttribute>()?.Slug;
        Kind = KindOf(property);
        if (Kind == FieldKind.Items) Items = Read(section, property.PropertyType.GetGenericArguments()[0], this);
    }

    /// <summary>The slug of the section it stands in.</summary>
    public string Section { get; }

    public PropertyInfo Property { get; }

    /// <summary>The list this field's entry belongs to, or null for a field of the section itself.</summary>
    public FieldDefinition? List { get; }

    /// <summary>The field's name in paths, for example "mostImportant".</summary>
    public string Name { get; }

    /// <summary>The question the field is asked with.</summary>
    public string Question { get; }

    public FieldKind Kind { get; }
    public Sensitivity Sensitivity { get; }
    public ShownWhenAttribute? ShownWhen { get; }
    public ScaleAttribute? Scale { get; }
    public LinksToAttribute? LinksTo { get; }
    public bool NamesIt { get; }
    public bool IsHour { get; }
    public bool IsOfAnother { get; }

    /// <summary>The section whose words it repeats, which must be the reader's to see as well; null where it repeats none.</summary>
    public string? AlsoIn { get; }

    /// <summary>Whose hand may write it.</summary>
    public Hand Hand { get; }

    /// <summary>True when it may change while an agreed version stands.</summary>
    public bool IsLive { get; }

    /// <summary>True when it is only added to as things happen, so that no copy is out of date because of it.</summary>
    public bool IsLog { get; }

    /// <summary>The fields of one entry, when this field is a list.</summary>
    public IReadOnlyList<FieldDefinition> Items { get; } = [];

    /// <summary>The key of the field's words: "MostImportant", or "Goals.What" in a list.</summary>
    public string WordsKey => List is null ? Property.Name : $"{List.Property.Name}.{Property.Name}";

    /// <summary>The path with * for an entry's id: "goals/*/what".</summary>
    public string Pattern => List is null ? Name : $"{List.Name}/*/{Name}";

    /// <summary>The enumeration a Choice or Choices field takes, as its values are written in paths and JSON.</summary>
    public Type? OptionsType => Kind switch
    {
        FieldKind.Choice => Nullable.GetUnderlyingType(Property.PropertyType),
        FieldKind.Choices => Property.PropertyType.GetGenericArguments()[0],
        _ => null,
    };

    /// <summary>The fields of a record in the order it declares them.</summary>
    internal static IReadOnlyList<FieldDefinition> Read(string section, Type type, FieldDefinition? list = null) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(p => p.CanWrite).OrderBy(p => p.MetadataToken).Select(p => new FieldDefinition(section, p, list))];

    private static FieldKind KindOf(PropertyInfo p)
    {
        var t = p.PropertyType;
        if (t == typeof(Narrative)) return FieldKind.Narrative;
        if (t == typeof(PartialDate)) return FieldKind.Date;
        if (t == typeof(bool?)) return FieldKind.YesNo;
        if (t == typeof(string)) return p.IsDefined(typeof(LongAttribute)) ? FieldKind.LongText : FieldKind.ShortText;
        if (t == typeof(long?) && p.IsDefined(typeof(MoneyAttribute))) return FieldKind.Money;
        if (t == typeof(int?)) return p.IsDefined(typeof(ScaleAttribute)) ? FieldKind.Scale : FieldKind.Number;
        if (t == typeof(decimal?)) return FieldKind.Number;
        if (Nullable.GetUnderlyingType(t) is { IsEnum: true }) return FieldKind.Choice;
        if (t == typeof(SortedSet<string>) && p.IsDefined(typeof(LinksToAttribute))) return FieldKind.Links;
        if (t.IsGenericType && t.GetGenericTypeDefinition() == typeof(SortedSet<>)) return FieldKind.Choices;
        if (t.IsGenericType && t.GetGenericTypeDefinition() == typeof(List<>) && t.GetGenericArguments()[0].IsAssignableTo(typeof(PlanItem))) return FieldKind.Items;
        throw new NotSupportedException($"{p.DeclaringType!.Name}.{p.Name} has a type no field kind knows: {t}.");
    }

    /// <summary>The entries of this list in a section, those taken out included.</summary>
    public IEnumerable<PlanItem> EntriesOf(PlanSection section) => ((IEnumerable)Property.GetValue(section)!).Cast<PlanItem>();

    public override string ToString() => Pattern;
}
