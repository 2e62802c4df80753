using CarePlanning.Core.Words;

namespace CarePlanning.Core.Family;

/// <summary>The letters and texts to families: no subject and no text says whose plan it is.</summary>
public static class Letters
{
    private static Texts T => Texts.Family;

    /// <summary>The way a letter to somebody goes: by e-mail where there is an address, else as a text.</summary>
    public static (Channel By, string To) WayOf(string? email, string? phone) => email is not null ? (Channel.Email, email) : (Channel.Text, phone!);

    /// <summary>The other way, by which a code goes; null where there is no other.</summary>
    public static (Channel By, string To)? OtherWay(string? email, string? phone) => email is not null && phone is not null ? (Channel.Text, phone) : null;

    /// <summary>An invitation onto a plan.</summary>
    public static Letter Invitation((Channel By, string To) way, string givenName, string invitedBy, string organisation, string link) => new(way.By, way.To, T["invitation.subject"],
        way.By == Channel.Text ? T.Get("invitation.text", invitedBy, organisation, link) : T.Get("invitation.body", givenName, invitedBy, organisation, link));

    /// <summary>A code for one use.</summary>
    public static Letter Code((Channel By, string To) way, string code) => new(way.By, way.To, T["code.subject"], T.Get(way.By == Channel.Text ? "code.text" : "code.body", code));

    /// <summary>Tells whose account it is that a phone opens it from now on: it may have been somebody else at a page that lay open.</summary>
    public static Letter PasskeyMade((Channel By, string To) way) => new(way.By, way.To, T["passkey.subject"], T[way.By == Channel.Text ? "passkey.text" : "passkey.body"]);

    /// <summary>A link to a copy.</summary>
    public static Letter Share((Channel By, string To) way, string name, string sharedBy, string organisation, string link, string until) => new(way.By, way.To, T["share.subject"],
        way.By == Channel.Text ? T.Get("share.text", sharedBy, link) : T.Get("share.body", name, sharedBy, organisation, link, until));

    /// <summary>Tells the named lead that there is something to look at, and nothing more.</summary>
    public static Letter ForTheLead(string to, string what, string link) => new(Channel.Email, to, T[$"lead.{what}.subject"], T.Get($"lead.{what}.body", link));
}
