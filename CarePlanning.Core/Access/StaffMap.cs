using CarePlanning.Core.People;

namespace CarePlanning.Core.Access;

/// <summary>One row of the table that says what a claim of a work account means here.</summary>
/// <param name="Claim">The claim's name, for example "roles".</param>
/// <param name="Is">The value that counts, or null for any.</param>
/// <param name="Role">The role it gives, or null.</param>
/// <param name="Organisation">The name of the organisation it gives, or null.</param>
public sealed record StaffMapRow(string Claim, string? Is, AccountRole? Role, string? Organisation);

/// <summary>Somebody of the staff as their work account describes them, in this portal's terms.</summary>
public sealed record StaffPerson(string Issuer, string Subject, string Name, string ShownAs, AccountRole Role, string Organisation)
{
    public string? JobTitle { get; init; }
    public string? RegistrationBody { get; init; }
    public string? RegistrationNumber { get; init; }
}

/// <summary>Why somebody with a work account is not let in.</summary>
public enum StaffRefusal { NoName, NoRole, NoOrganisation, NoSecondFactor, Ended, OtherAccount, NotShownAgain, HandedOver, BadAnswer }

/// <summary>The one table that turns the claims of a work account into a role and an organisation; what no row names is not let in.</summary>
public sealed record StaffMap(IReadOnlyList<StaffMapRow> Rows)
{
    private const int LongestName = 200;

    /// <summary>True when a second factor must have been shown to whoever vouches for the account (SC-02).</summary>
    public bool DemandsSecondFactor { get; init; }

    /// <summary>The person these claims describe, or why not; of several rows the first that fits counts.</summary>
    /// <param name="isIn">True for who is signed in already and showed then what had to be shown.</param>
    public (StaffPerson? Person, StaffRefusal? Refusal) Read(IReadOnlyCollection<(string Name, string Value)> claims, bool isIn = false)
    {
        var (issuer, subject) = (First("iss"), First("oid") ?? First("sub"));
        var name = Clean(First("name") ?? string.Join(' ', new[] { First("given_name"), First("family_name") }.OfType<string>()));
        if (issuer is null || subject is null || name.Length == 0) return (null, StaffRefusal.NoName);
        if (DemandsSecondFactor && !isIn && !claims.Any(c => c is { Name: "amr", Value: "mfa" })) return (null, StaffRefusal.NoSecondFactor);
        if (Rows.FirstOrDefault(r => r.Role is not null && Fits(r))?.Role is not { } role) return (null, StaffRefusal.NoRole);
        if (Rows.FirstOrDefault(r => r.Organisation is not null && Fits(r))?.Organisation is not { } organisation) return (null, StaffRefusal.NoOrganisation);
        var shown = Clean(First("given_name") ?? name.Split(' ', 2)[0]);
        return (new StaffPerson(issuer, subject, name, shown.Length == 0 ? name : shown, role, organisation)
        {
            JobTitle = Clean(First("jobTitle") ?? First("job_title")) is { Length: > 0 } title ? title : null,
            RegistrationBody = Clean(First("registration_body")) is { Length: > 0 } body ? body : null,
            RegistrationNumber = Clean(First("registration_number")) is { Length: > 0 } number ? number : null,
        }, null);

        string? First(string claim) => claims.FirstOrDefault(c => c.Name == claim).Value is { Length: > 0 } value ? value : null;
        bool Fits(StaffMapRow row) => claims.Any(c => c.Name == row.Claim && (row.Is is null || row.Is == c.Value));
    }

    /// <summary>A name without anything that could end a line or a header, and of a length that fits on a page.</summary>
    private static string Clean(string? text) => string.Concat((text ?? "").Where(c => !char.IsControl(c)).Take(LongestName)).Trim();
}
