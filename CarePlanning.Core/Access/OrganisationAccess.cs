using CarePlanning.Core.People;

namespace CarePlanning.Core.Access;

/// <summary>What staff may do with what belongs to their organisation and to no one plan.</summary>
public enum OrganisationAction { ReadTables, KeepTables, ReadDirectory, KeepDirectory, SeatDeciders }

/// <summary>Who may do what with an organisation's tables and directory: one pure function that their services ask.</summary>
public static class OrganisationAccess
{
    private static readonly Dictionary<AccountRole, OrganisationAction[]> Rights = new()
    {
        [AccountRole.Professional] = [OrganisationAction.ReadTables, OrganisationAction.ReadDirectory],
        [AccountRole.Approver] = [OrganisationAction.ReadTables, OrganisationAction.ReadDirectory],
        [AccountRole.Lead] = Enum.GetValues<OrganisationAction>(),
    };

    /// <summary>True when this person may do this in their own organisation; a session that reaches one plan reaches nothing else.</summary>
    public static bool May(Actor actor, OrganisationAction action) =>
        actor.OnlyPlan is null && !actor.HandedOver && Rights.GetValueOrDefault(actor.Role, []).Contains(action);
}
