using CarePlanning.Core.Access;
using CarePlanning.Core.People;
using CarePlanning.Tests.Storage;

namespace CarePlanning.Tests.SignIn;

/// <summary>The one table that says what a work account's claims mean here.</summary>
public sealed class StaffMapTests
{
    private static readonly StaffMap Table = new(
    [
        new("roles", "Care.Professional", AccountRole.Professional, null), new("roles", "Care.Lead", AccountRole.Lead, null),
        new("tid", "willow", null, "Willow hospice"), new("tid", "oak", null, "Oak ward"),
    ]);

    private static (string, string)[] Nia(params (string, string)[] more) => [("iss", "https://issuer.example"), ("sub", "nia"), ("name", "Nia Rees"), .. more];

    [Fact]
    public void Of_several_roles_the_first_row_that_fits_counts_whatever_their_order()
    {
        var (person, refusal) = Table.Read(Nia(("roles", "Care.Lead"), ("roles", "Care.Professional"), ("tid", "oak")));
        Assert.Equal((null, AccountRole.Professional, "Oak ward", "Nia"), (refusal, person!.Role, person.Organisation, person.ShownAs));
    }

    [Theory]
    [InlineData("roles", "care.professional", "tid", "willow", StaffRefusal.NoRole)]
    [InlineData("groups", "Care.Professional", "tid", "willow", StaffRefusal.NoRole)]
    [InlineData("roles", "Professional", "tid", "willow", StaffRefusal.NoRole)]
    [InlineData("roles", "Care.Lead", "tid", "willow2", StaffRefusal.NoOrganisation)]
    [InlineData("roles", "Care.Lead", "org", "willow", StaffRefusal.NoOrganisation)]
    public void What_no_row_names_gives_nothing(string claim, string value, string other, string otherValue, StaffRefusal why) =>
        Assert.Equal((null, why), Table.Read(Nia((claim, value), (other, otherValue))));

    [Fact]
    public void What_stands_beside_a_signature_holds_nothing_that_could_end_a_line()
    {
        var (person, _) = Table.Read(Nia(("roles", "Care.Professional"), ("tid", "oak"), ("registration_body", "N\nmc"), ("registration_number", $"12A\r\n{new string('9', 400)}")));
        Assert.Equal(("Nmc", 200), (person!.RegistrationBody, person.RegistrationNumber!.Length));
        Assert.DoesNotContain('\n', person.RegistrationNumber);
        Assert.Null(Table.Read(Nia(("roles", "Care.Professional"), ("tid", "oak"), ("registration_number", "\n"))).Person!.RegistrationNumber);
    }

    [Fact]
    public void Whoever_has_no_name_is_not_let_in() =>
        Assert.Equal(StaffRefusal.NoName, Table.Read([("iss", "https://issuer.example"), ("sub", "nia"), ("roles", "Care.Lead"), ("tid", "oak")]).Refusal);

    [Fact]
    public void SC_02_refuses_a_password_alone_where_a_second_factor_is_demanded() =>
        Assert.Equal(StaffRefusal.NoSecondFactor, (Table with { DemandsSecondFactor = true }).Read(Nia(("roles", "Care.Lead"), ("tid", "oak"), ("amr", "pwd"))).Refusal);

    [Fact]
    public void SC_02_allows_whoever_showed_a_second_factor_to_the_issuer()
    {
        var strict = Table with { DemandsSecondFactor = true };
        Assert.NotNull(strict.Read(Nia(("roles", "Care.Lead"), ("tid", "oak"), ("amr", "pwd"), ("amr", "mfa"))).Person);
    }

    [Fact]
    public void A_name_cannot_end_a_line_or_a_header()
    {
        var person = Table.Read([("iss", "i"), ("sub", "s"), ("name", "Nia\r\nSet-Cookie: care=1\u0000" + new string('x', 500)), ("roles", "Care.Lead"), ("tid", "oak")]).Person!;
        Assert.DoesNotContain(person.Name, char.IsControl);
        Assert.Equal(200, person.Name.Length);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_same_name_at_another_issuer_is_somebody_else(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var service = house.The<StaffSignInService>();
        var here = Table.Read(Nia(("roles", "Care.Lead"), ("tid", "oak"))).Person!;
        var first = (await service.Enter(here)).Actor!;
        Assert.Equal(first.UserId, (await service.Enter(here with { Name = "Nia Rees-Jones" })).Actor!.UserId);
        Assert.NotEqual(first.UserId, (await service.Enter(here with { Issuer = "https://other.example" })).Actor!.UserId);
        Assert.NotEqual(house.Nia.UserId, first.UserId);
    }

    [Theory]
    [InlineData(null, true, true), InlineData("", true, true), InlineData("Demand", true, true), InlineData("Issuer", true, false)]
    [InlineData(null, false, false), InlineData("Demand", false, true), InlineData("Issuer", false, false)]
    public void SC_02_demands_a_second_factor_in_production_unless_the_issuer_is_said_to(string? said, bool inEarnest, bool demands) =>
        Assert.Equal(demands, Web.Security.WorkSignIn.DemandsSecondFactor(said, inEarnest));

    [Fact]
    public void SC_02_refuses_a_setting_it_does_not_know() =>
        Assert.Contains("not Demand or Issuer", Assert.Throws<InvalidOperationException>(() => Web.Security.WorkSignIn.DemandsSecondFactor("Off", true)).Message, StringComparison.Ordinal);
}
