using CarePlanning.Core.Plans;

namespace CarePlanning.Core.Access;

/// <summary>Who may see one place of a section: its field's own mark counts, and that of the entry it lies in.</summary>
public static class PlaceAccess
{
    /// <summary>True when this person may see what stands at a place of these answers.</summary>
    public static bool MaySee(Actor actor, PlanCircle circle, PlanSection section, SectionPath at)
    {
        if (at.Field is null) return circle.MemberFor(actor) is not null;
        if (!PlanAccess.MaySee(actor, at.Field, circle)) return false;
        var list = at.IsEntry ? at.Field : at.Field.List;
        return list?.EntriesOf(section).FirstOrDefault(e => e.Id == at.EntryId) is not { } entry || PlanAccess.MaySee(actor, entry.HeldAs, circle);
    }
}
