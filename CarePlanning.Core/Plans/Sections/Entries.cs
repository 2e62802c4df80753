using System.Collections.Concurrent;
using System.Reflection;

namespace CarePlanning.Core.Plans.Sections;

/// <summary>Which entries of a list rules and totals count.</summary>
internal static class Entries
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Answers = new();

    /// <summary>Entries that hold an answer and were not taken out; one that was only just opened asks nothing of anybody.</summary>
    public static IEnumerable<T> InUse<T>(this IEnumerable<T> list) where T : PlanItem => list.Where(e => !e.Removed && HoldsAnAnswer(e));

    private static bool HoldsAnAnswer(PlanItem entry) =>
        Answers.GetOrAdd(entry.GetType(), type => [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(p => p.CanWrite)])
            .Any(p => SectionFields.HasValue(p.GetValue(entry)));

    /// <summary>True when somebody has written something.</summary>
    public static bool IsWritten(this string? text) => !string.IsNullOrWhiteSpace(text);

    /// <summary>True when there are words in it.</summary>
    public static bool IsWritten(this Narrative? narrative) => narrative is { IsEmpty: false };
}
