using CarePlanning.Core.Documents;
using CarePlanning.Core.Uploads;
using CarePlanning.Tests.Journeys;

namespace CarePlanning.Tests.Doors;

/// <summary>Names that mean to do more than name: none ends a header, leaves a folder or leads to another site, and no address says anything about anybody.</summary>
public sealed class NamesTests(DemoPortal demo)
{
    /// <summary>What the parts of addresses may be: ids, numbers, names of our own; a new one is looked at before it is added.</summary>
    private static readonly string[] Parts =
    [
        "**path", "Id", "id", "Slug", "Number", "n", "file", "MemberId", "Step", "decision", "sha256", "Token", "token", "join", "Scanned", "Invitation", "Key", "key", "Version", "version", "request", "RequestId", "code",
    ];

    [Theory]
    [InlineData("scan\r\nSet-Cookie: care=stolen.pdf")]
    [InlineData("scan\"; filename=\"run.exe.pdf")]
    [InlineData("..\\..\\windows\\run.pdf")]
    [InlineData("../../etc/cron.d/run.pdf")]
    [InlineData("C:\\run.pdf")]
    [InlineData("\u202Efdp.exe")]
    [InlineData("CON.pdf\0.exe")]
    public async Task A_file_is_given_out_under_a_name_that_is_only_a_name(string name)
    {
        var house = await demo.MoveInAsync();
        var (file, _) = await house.The<UploadService>().Add(house.Nia, house.PlanId, name, "%PDF-1.7\n%%EOF"u8.ToArray());
        Assert.All(file!.FileName, c => Assert.True(char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' or '.', $"'{c}' in {file.FileName}"));
        using var nia = await Visitor.SignedInAsync(demo.Address, house.Nia.UserId);
        using var answer = await nia.GetAsync($"/plans/{house.PlanId}/uploads/{file.Sha256}");
        Assert.Equal(("attachment", file.FileName), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileName!.Trim('"')));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("../../../tmp/x")]
    [InlineData("..\\x")]
    [InlineData("/etc/x")]
    [InlineData("AB\0C")]
    public void A_plan_from_elsewhere_cannot_name_a_folder(string number) => Assert.Matches("^[A-Za-z0-9]+-v1\\.pdf$", DocumentService.FileName(number, 1));

    [Theory]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("https://elsewhere.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Signing_in_leads_to_no_other_site(string? to)
    {
        var house = await demo.MoveInAsync();
        using var nia = new Visitor(demo.Address);
        using var answer = await nia.PostFormAsync("/sign-in", ("account", house.Nia.UserId.ToString()), ("returnUrl", to ?? ""));
        Assert.Equal("/plans", answer.Headers.Location!.ToString());
        using var signedOut = await nia.PostFormAsync("/sign-out", ("returnUrl", to ?? ""));
        Assert.DoesNotContain("elsewhere", signedOut.Headers.Location?.ToString() ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void No_address_of_the_portal_has_a_place_for_anything_about_anybody()
    {
        var parts = from route in Routes.Of(demo.Running)
                    from System.Text.RegularExpressions.Match part in System.Text.RegularExpressions.Regex.Matches(route.Name, "{([^}]+)}")
                    where !Parts.Contains(part.Groups[1].Value)
                    select $"{route.Name}: what stands for {part.Value}? Only ids, numbers and our own names belong in an address.";
        Assert.Empty(parts);
    }
}
