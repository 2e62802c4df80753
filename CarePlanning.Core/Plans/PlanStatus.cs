namespace CarePlanning.Core.Plans;

/// <summary>Where a plan is in its life.</summary>
public enum PlanStatus { InPlanning, AwaitingAgreement, Active, UnderReview, Closed }

/// <summary>What became of a frozen version.</summary>
public enum VersionStatus
{
    /// <summary>Frozen and open for signing.</summary>
    Open,
    /// <summary>Signed by all who were asked, and sealed.</summary>
    Agreed,
    /// <summary>An answer was changed before all had signed.</summary>
    Void,
    /// <summary>The person does not agree with it.</summary>
    NotAgreed,
    /// <summary>A later version was agreed.</summary>
    Superseded,
    /// <summary>Taken back by the team.</summary>
    Withdrawn,
}
