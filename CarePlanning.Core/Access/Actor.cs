using CarePlanning.Core.People;

namespace CarePlanning.Core.Access;

/// <summary>Who is asking, as every service is told.</summary>
public sealed record Actor(Guid UserId, string Name, AccountRole Role, Guid OrganisationId)
{
    /// <summary>The one plan this session reaches, or null where it reaches all of its user's plans.</summary>
    public Guid? OnlyPlan { get; init; }

    /// <summary>True while a professional's laptop is in the person's hands: whoever asks is the person, on that one plan.</summary>
    public bool HandedOver { get; init; }

    /// <summary>The plan this person opened in an emergency without being on it, while that lasts; null at all other times.</summary>
    public Guid? BrokeInto { get; init; }

    /// <summary>The invitation by which a second device joined, or null for a session of one's own.</summary>
    public Guid? JoinedBy { get; init; }

    /// <summary>The session they act in, for a second device its invitation; null for what the portal does by itself.</summary>
    public SessionNow? Session { get; init; }

    /// <summary>Under which id a device keeps what is not sent yet: what one of them typed is not the other's to send.</summary>
    public Guid DeviceUser { get; init; } = UserId;
}
