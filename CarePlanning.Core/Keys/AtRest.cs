namespace CarePlanning.Core.Keys;

/// <summary>A column whose words are kept encrypted under its plan's own key; on a string of a row that says to which plan it belongs. What belongs to no one plan lies under a key of the portal.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AtRestAttribute : Attribute;

/// <summary>A row with such columns.</summary>
public interface IRowAtRest
{
    /// <summary>The plan under whose key it lies, or <see cref="KeyRing.Family"/>.</summary>
    Guid PlanId { get; }

    /// <summary>What tells this row from the others of its table, so that no row's words can stand in another's place.</summary>
    string RowKey { get; }
}
