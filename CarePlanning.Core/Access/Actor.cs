using CarePlanning.Core.People;

namespace CarePlanning.Core.Access;

/// <summary>Who is asking, as every service is told.</summary>
public sealed record Actor(Guid UserId, string Name, AccountRole Role, Guid OrganisationId);
