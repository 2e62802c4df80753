using CarePlanning.Core.People;

namespace CarePlanning.Core.Access;

/// <summary>What staff may do with what belongs to their organisation and to no one plan.</summary>
public enum OrganisationAction { BeginPlan, ReadTables, KeepTables, ReadDirectory, KeepDirectory }

/// <summary>Who may begin a plan and do what with an organisation's tables and directory: one pure function that their services ask.</summary>
public static class OrganisationAccess
{
    private static readonly Dictionary<AccountRole, OrganisationAction[]> Rights = new()
    {
        [AccountRole.Professional] = [OrganisationAction.BeginPlan, OrganisationAction.ReadTables, OrganisationAction.ReadDirectory],
        [AccountRole.Approver] = [OrganisationAction.ReadTables, OrganisationAction.ReadDirectory],
        // Whoever begins a plan is on it as its professional.
        [AccountRole.Lead] = [.. Enum.GetValues<OrganisationAction>().Except([OrganisationAction.BeginPlan])],
    };

    /// <summary>True when this person may do this in their own organisation; a session that reaches one plan reaches nothing else.</summary>
    public static bool May(Actor actor, OrganisationAction action) =>
        actor.OnlyPlan is null && !actor.HandedOver && Rights.GetValueOrDefault(actor.Role, []).Contains(action);
}
