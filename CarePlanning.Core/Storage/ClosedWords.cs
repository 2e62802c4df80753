using CarePlanning.Core.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CarePlanning.Core.Storage;

/// <summary>Closes words on their way into the database.</summary>
internal static class ClosedWords
{
    /// <summary>Puts the closed words in the place of those that are about to be written; gives back what stood there.</summary>
    public static IReadOnlyList<(PropertyEntry Property, string Plain)> Close(CarePlanDb db, KeyRing keys)
    {
        List<(PropertyEntry, string)> closed = [];
        var changed = db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified).ToList();
        // A plan is born with its key, and with the plan the key goes if the transaction does.
        foreach (var plan in changed.Select(e => e.Entity).OfType<PlanRow>().Where(p => p.DataKey.Length == 0)) plan.DataKey = keys.NewFor(plan.Id);
        foreach (var entry in changed)
        {
            if (entry.Entity is not IRowAtRest row) continue;
            foreach (var column in KeyRing.ColumnsOf(entry.Entity.GetType()))
            {
                var property = entry.Property(column.Name);
                if ((entry.State == EntityState.Modified && !property.IsModified) || property.CurrentValue is not string { Length: > 0 } plain) continue;
                closed.Add((property, plain));
                property.CurrentValue = keys.Close(row, column.Name, plain);
            }
        }
        return closed;
    }

    /// <summary>Puts the words back as they are read.</summary>
    public static void OpenAgain(IReadOnlyList<(PropertyEntry Property, string Plain)> closed, bool saved)
    {
        foreach (var (property, plain) in closed)
        {
            property.CurrentValue = plain;
            if (!saved) continue;
            property.OriginalValue = plain;
            property.IsModified = false;
        }
    }
}

/// <summary>Opens words on their way out of the database: whole rows only, so a column of theirs is never read by itself.</summary>
internal sealed class OpenedWords : IMaterializationInterceptor
{
    /// <summary>One for all contexts: each has its own keys.</summary>
    public static OpenedWords Each { get; } = new();

    public object InitializedInstance(MaterializationInterceptionData materializationData, object entity)
    {
        if (materializationData.Context is not CarePlanDb { Keys: { } keys }) return entity;
        if (entity is PlanRow plan) keys.Learn(plan.Id, plan.DataKey);
        else if (entity is IRowAtRest row)
            foreach (var column in KeyRing.ColumnsOf(entity.GetType()))
                if (column.GetValue(entity) is string { Length: > 0 } kept) column.SetValue(entity, keys.Open(row, column.Name, kept));
        return entity;
    }
}
