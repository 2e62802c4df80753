using System.Net;
using CarePlanning.Tests.Storage;

namespace CarePlanning.Tests.Journeys;

/// <summary>Who gets which answer at which address; the addresses come from the route table, so that a new one must be entered here.</summary>
public sealed class AccessTests(DemoPortal demo)
{
    private static readonly string[] Roles = ["nobody", "stranger", "lead", "person", "carer", "professional"];

    // one letter for each role, in that order: o = 200, s = to the sign-in page, n = 404, u = 401, g = 410, r = led on to another page
    private const string Everyone = "oooooo";
    private const string SignedIn = "sooooo";
    private const string OnThePlan = "snnooo";

    private static readonly Dictionary<string, string> Expected = new(StringComparer.Ordinal)
    {
        ["/"] = Everyone,
        ["/{**path}"] = "nnnnnn",
        ["/accessibility"] = Everyone,
        ["/alive"] = "uooooo",
        ["/concerns"] = "snonnn",
        ["/emergency-access"] = "sonnno",
        ["/family"] = Everyone,
        ["/family/passkey"] = "snnnnn",
        ["/allocation-tables"] = "soonno",
        ["/allocation-tables/{Key}/{Version}"] = "soonno",
        ["/allocation-tables/{Key}/{Version}/trial"] = "snonnn",
        ["/directory"] = "soonno",
        ["/directory.csv"] = "noonno",
        ["/health/live"] = Everyone,
        ["/health/ready"] = Everyone,
        ["/invited/{Token}"] = "gggggg",
        ["/join/ended"] = Everyone,
        ["/join/waiting"] = Everyone,
        ["/join/{Token}"] = "gggggg",
        ["/not-found"] = Everyone,
        ["/plans"] = SignedIn,
        ["/plans/new"] = "sooooo",
        ["/plans/new/talk"] = "sooooo",
        ["/plans/{Id}"] = OnThePlan,
        ["/plans/{Id}/{Slug}"] = OnThePlan,
        ["/plans/{Id}/{Slug}/check"] = OnThePlan,
        ["/plans/{Id}/agree"] = OnThePlan,
        ["/plans/{Id}/agree/handover"] = "snnrro",
        ["/plans/{Id}/agree/practice"] = OnThePlan,
        ["/plans/{Id}/agree/read"] = OnThePlan,
        ["/plans/{Id}/agree/sign/{MemberId}"] = OnThePlan,
        ["/plans/{Id}/allocation"] = "snnnnn",
        ["/plans/{Id}/budget"] = "snnnnn",
        ["/plans/{Id}/between-us"] = "snnono",
        ["/plans/{Id}/carer"] = OnThePlan,
        ["/plans/{Id}/changed"] = OnThePlan,
        ["/plans/{Id}/changes"] = OnThePlan,
        ["/plans/{Id}/check"] = OnThePlan,
        ["/plans/{Id}/conversation"] = OnThePlan,
        ["/plans/{Id}/copies"] = OnThePlan,
        ["/plans/{id}/copies/{file}"] = OnThePlan,
        ["/plans/{Id}/after-death"] = "snnnnn",
        ["/plans/{Id}/death"] = "snnnno",
        ["/plans/{Id}/directory"] = OnThePlan,
        ["/plans/{id}/draft.pdf"] = OnThePlan,
        ["/plans/{Id}/easy-read"] = OnThePlan,
        ["/plans/{Id}/everything"] = "snnono",
        ["/plans/{id}/everything.zip"] = "snnono",
        ["/plans/{Id}/history"] = OnThePlan,
        ["/plans/{Id}/join"] = "snnnno",
        ["/plans/{Id}/looked"] = "snnono",
        ["/plans/{Id}/latest"] = OnThePlan,
        ["/plans/{id}/money/totals"] = OnThePlan,
        ["/plans/{Id}/moving-on"] = OnThePlan,
        ["/plans/{Id}/pack"] = "snnnno",
        ["/plans/{Id}/pack/return"] = "snnnno",
        ["/plans/{Id}/look-again"] = OnThePlan,
        ["/plans/{Id}/papers"] = OnThePlan,
        ["/plans/{id}/papers/{decision}/paper.pdf"] = OnThePlan,
        ["/plans/{Id}/people"] = OnThePlan,
        ["/plans/{Id}/people/code/{Invitation}"] = "snnnnn",
        ["/plans/{Id}/people/invite"] = "snnono",
        ["/plans/{Id}/people/rights/{MemberId}"] = "snnnnn",
        ["/plans/{Id}/people/share"] = "snnono",
        ["/plans/{Id}/ask"] = "snnono",
        ["/plans/{Id}/requests"] = OnThePlan,
        ["/plans/{Id}/requests/{RequestId}"] = OnThePlan,
        ["/plans/{id}/requests/{request}/letters/{file}"] = OnThePlan,
        ["/plans/{Id}/direct-payment"] = "snnono",
        ["/plans/{id}/direct-payment/statement.csv"] = "snnono",
        ["/plans/{id}/direct-payment/notices/{file}"] = "snnnnn",
        ["/requests"] = "snonnn",
        ["/requests/seats"] = "snonnn",
        ["/requests/figures"] = "snonnn",
        ["/requests/figures.csv"] = "nnonnn",
        ["/requests/requests.csv"] = "nnonnn",
        ["/requests/{RequestId}"] = "snnnno",
        ["/requests/{request}/letters/{file}"] = "nnnooo",
        ["/plans/{Id}/rehearse"] = OnThePlan,
        ["/plans/{Id}/speak-up"] = OnThePlan,
        ["/plans/{Id}/still-needed"] = OnThePlan,
        ["/plans/{Id}/take-back"] = "snnrrr",
        ["/plans/{Id}/talk/{Step}"] = OnThePlan,
        ["/plans/{Id}/to-talk-about"] = OnThePlan,
        ["/plans/{id}/uploads/{sha256}"] = OnThePlan,
        ["/plans/{id}/versions/{n}/plan.fhir.json"] = OnThePlan,
        ["/plans/{id}/versions/{n}/plan.pdf"] = OnThePlan,
        ["/plans/{Id}/versions/{Number}"] = OnThePlan,
        ["/shared/{Token}"] = "gggggg",
        ["/shared/{token}/{file}"] = "nnnnnn",
        ["/plans/{Id}/way-in"] = OnThePlan,
        ["/sign-in"] = Everyone,
        ["/sign-in/refused"] = Everyone,
        ["/sign-in/shown"] = Everyone,
        ["/sorry"] = Everyone,
        ["/v/{Scanned}"] = Everyone,
        ["/verify"] = Everyone,
    };

    [Fact]
    public async Task Every_address_answers_each_role_as_agreed()
    {
        var house = await demo.MoveInAsync();
        await house.SaveAsync(house.Nia, "legal-decisions", "decisions/d/name", "Machines");
        await house.SaveAsync(house.Nia, "legal-decisions", "refusals/r/treatment", "A tube");
        await house.AgreeAsync();
        await AskAsync(house);
        var file = await house.The<Core.Uploads.UploadService>().Add(house.Nia, house.PlanId, "letter.pdf", "%PDF-1.7\n%%EOF"u8.ToArray());
        var table = await demo.AtTheTableAsync();
        List<string> wrong = [];
        var routes = Routes.Of(demo.Running).Where(r => r.Takes("GET")).ToList();
        wrong.AddRange(routes.Where(r => !Expected.ContainsKey(r.Name)).Select(r => $"{r.Name} is new: say in {nameof(AccessTests)} who may open it."));
        wrong.AddRange(Expected.Keys.Where(e => routes.All(r => r.Name != e)).Select(e => $"{e} is no route any more."));

        for (var i = 0; i < Roles.Length; i++)
        {
            // pages of an open round are asked for where there is one
            foreach (var inRound in (bool[])[false, true])
            {
                var at = inRound ? table : house;
                using var visitor = await VisitorAsync(at, Roles[i]);
                foreach (var route in routes.Where(r => Expected.ContainsKey(r.Name) && IsInRound(r) == inRound))
                {
                    using var answer = await visitor.GetAsync(Fill(route.Name, at, file.File?.Sha256 ?? ""));
                    var got = AnswerOf(answer);
                    if (got != Expected[route.Name][i]) wrong.Add($"{route.Name} for {Roles[i]}: {got} ({(int)answer.StatusCode}) instead of {Expected[route.Name][i]}");
                    if (Expected[route.Name][i] is 'n' or 's' && (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("Ashworth", StringComparison.Ordinal)
                        && !route.Name.StartsWith("/sign-in", StringComparison.Ordinal))
                        wrong.Add($"{route.Name} for {Roles[i]}: the answer names the person.");
                }
            }
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public async Task No_form_is_taken_without_its_token()
    {
        var house = await demo.MoveInAsync();
        await house.AgreeAsync();
        var before = await house.EverythingAsync();
        using var visitor = await VisitorAsync(house, "professional");
        List<string> wrong = [];
        foreach (var route in Routes.Of(demo.Running).Where(r => r.Takes("POST")))
        {
            using var form = new FormUrlEncodedContent([KeyValuePair.Create("account", house.Nia.UserId.ToString()), KeyValuePair.Create("givenNames", "Nobody"), KeyValuePair.Create("number", "1"), KeyValuePair.Create("reason", "x"), KeyValuePair.Create("pin", Household.Pin)]);
            using var answer = await visitor.PostAsync(Fill(route.Name, house, "x"), form, withToken: false);
            if ((int)answer.StatusCode is not (>= 400 and < 500)) wrong.Add($"{route.Name}: {(int)answer.StatusCode}");
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.Equal(before, await house.EverythingAsync());
    }

    [Fact]
    public async Task No_form_of_a_plan_is_taken_from_a_stranger_or_from_somebody_who_is_not_signed_in()
    {
        var house = await demo.MoveInAsync();
        await house.MakeReadyAsync();
        var before = await house.EverythingAsync();
        List<string> wrong = [];
        foreach (var role in (string[])["nobody", "stranger", "lead"])
        {
            using var visitor = await VisitorAsync(house, role);
            foreach (var route in Routes.Of(demo.Running).Where(r => r.Takes("POST") && r.Name.StartsWith("/plans/{", StringComparison.Ordinal)))
            {
                using var answer = await visitor.PostFormAsync(Fill(route.Name, house, "x"), ("to", "person"), ("number", "1"), ("reason", "x"), ("pin", Household.Pin));
                if (role == "nobody" ? AnswerOf(answer) is not ('u' or 's') : AnswerOf(answer) != 'n') wrong.Add($"{route.Name} for {role}: {(int)answer.StatusCode}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.Equal(before, await house.EverythingAsync());
    }

    private static readonly Guid Asked = Guid.NewGuid();
    private const string Letter = "AAAAA-BBBB-CCCCC";

    /// <summary>A request of this household with a letter about it.</summary>
    private static async Task AskAsync(Household house)
    {
        await using var db = house.OpenDb();
        db.Requests.Add(new() { Id = Asked, PlanId = house.PlanId, OrganisationId = house.Nia.OrganisationId, Number = "R-ACCESS", OpId = "access", State = Core.Funding.RequestState.Declined, What = "A chair", AskedById = house.Nia.UserId, AskedAtUtc = DateTime.UtcNow, ClockFromUtc = DateTime.UtcNow, DueAtUtc = DateTime.UtcNow });
        db.Letters.Add(new() { Id = Guid.NewGuid(), PlanId = house.PlanId, RequestId = Asked, CheckCode = Letter, AtUtc = DateTime.UtcNow, Pdf = "%PDF-1.7"u8.ToArray(), Html = "<style></style>" });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private async Task<Visitor> VisitorAsync(Household house, string role) => role switch
    {
        "nobody" => new Visitor(demo.Address),
        "stranger" => await Visitor.SignedInAsync(demo.Address, house.Stranger.UserId),
        "lead" => await Visitor.SignedInAsync(demo.Address, await demo.AccountAsync("Ravi Menon")),
        "person" => await Visitor.SignedInAsync(demo.Address, house.Joyce.UserId),
        "carer" => await Visitor.SignedInAsync(demo.Address, house.Anne.UserId),
        _ => await Visitor.SignedInAsync(demo.Address, house.Nia.UserId),
    };

    // what is asked of a plan that is not agreed is asked for where there is one
    private static bool IsInRound(Route route) => route.Name.Contains("/agree/", StringComparison.Ordinal) || route.Name.Contains("/talk/", StringComparison.Ordinal);

    private static string Fill(string pattern, Household house, string sha256) => pattern
        .Replace("{**path}", "no-such-page", StringComparison.Ordinal)
        .Replace("{Id}", house.PlanId.ToString(), StringComparison.OrdinalIgnoreCase)
        .Replace("{request}", Asked.ToString(), StringComparison.OrdinalIgnoreCase).Replace("{RequestId}", Asked.ToString(), StringComparison.Ordinal)
        .Replace("{file}", pattern.Contains("letters", StringComparison.Ordinal) ? Letter + ".pdf" : "emergency-sheet.pdf", StringComparison.Ordinal)
        .Replace("{Key}", "example-points", StringComparison.Ordinal).Replace("{Version}", "1", StringComparison.Ordinal).Replace("{Slug}", "goals", StringComparison.Ordinal).Replace("{Step}", "1", StringComparison.Ordinal).Replace("{decision}", "d", StringComparison.Ordinal).Replace("{MemberId}", "person", StringComparison.Ordinal).Replace("{Invitation}", Guid.Empty.ToString(), StringComparison.Ordinal)
        .Replace("{Number}", "1", StringComparison.Ordinal).Replace("{n}", "1", StringComparison.Ordinal).Replace("{sha256}", sha256, StringComparison.Ordinal);

    private static char AnswerOf(HttpResponseMessage answer) => answer.StatusCode switch
    {
        HttpStatusCode.OK => 'o',
        HttpStatusCode.Redirect when answer.Headers.Location!.ToString().Contains("/sign-in", StringComparison.Ordinal) => 's',
        HttpStatusCode.Redirect => 'r',
        HttpStatusCode.NotFound => 'n',
        HttpStatusCode.Unauthorized => 'u',
        HttpStatusCode.Gone => 'g',
        _ => '?',
    };
}
