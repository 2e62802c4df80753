using System.Text;
using CarePlanning.Core.Access;
using CarePlanning.Core.Funding;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Architecture;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Funding;

/// <summary>Every state with every action and every role: the services do what the table says, and what is refused changes nothing.</summary>
public sealed class RequestTableTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<RequestRole> Roles => [.. Enum.GetValues<RequestRole>()];

    [Theory, MemberData(nameof(Roles))]
    public async Task Each_role_may_do_in_each_state_what_the_table_says_and_nothing_else(RequestRole role)
    {
        await using var house = await FundingHouse.OnAsync(Database.Sqlite);
        var who = Who(house, role);
        var request = await house.AskAsync(FundingHouse.Chair);
        List<string> wrong = [];
        foreach (var state in Enum.GetValues<RequestState>())
            foreach (var action in Enum.GetValues<RequestAction>())
            {
                await PutAsync(house, request, state, role);
                var before = await EverythingAsync(house, request);
                var expected = RequestTable.Check(action, state, role);
                var actual = await TryAsync(house, who, request, action);
                if (actual != expected) wrong.Add($"{action} when {state}: {actual} instead of {expected}");
                var same = before == await EverythingAsync(house, request);
                if (same != (actual != RequestRefusal.None || action == RequestAction.See)) wrong.Add($"{action} when {state}: {actual}, and {(same ? "nothing" : "something")} changed");
            }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void The_table_is_the_one_that_was_read_and_approved()
    {
        var file = Path.Combine(Sources.Root, "CarePlanning.Tests", "Approved", "request-states.md");
        if (!File.Exists(file) && Environment.GetEnvironmentVariable("CAREPLANNING_APPROVE") == "request-states") File.WriteAllText(file, Write());
        Assert.True(File.Exists(file), $"There is no {file}. Run this test once with CAREPLANNING_APPROVE=request-states, read what it wrote and commit it.");
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), Write());
    }

    private static string Write()
    {
        var text = new StringBuilder();
        foreach (var state in Enum.GetValues<RequestState>())
        {
            var roles = Enum.GetValues<RequestRole>();
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"## {state}\n\n| | {string.Join(" | ", roles)} |\n|---|{string.Concat(roles.Select(_ => "---|"))}\n");
            foreach (var action in Enum.GetValues<RequestAction>())
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"| {action} | {string.Join(" | ", roles.Select(r => RequestTable.Check(action, state, r) is var no && no == RequestRefusal.None ? "yes" : no.ToString()))} |\n");
            text.Append('\n');
        }
        return text.ToString();
    }

    private static Actor Who(FundingHouse house, RequestRole role) => role switch
    {
        RequestRole.Person => house.Home.Joyce,
        RequestRole.Carer => house.Home.Anne,
        RequestRole.Planner => house.Home.Nia,
        RequestRole.TeamLead => house.Owen,
        RequestRole.PanelMember => house.Pat,
        RequestRole.Chair => house.Helen,
        RequestRole.ProgrammeLead => house.Ravi,
        _ => house.Home.Stranger,
    };

    /// <summary>Brings the request into a state as it would be found there.</summary>
    private static async Task PutAsync(FundingHouse house, Guid request, RequestState state, RequestRole role)
    {
        await using var db = house.Home.OpenDb();
        var plan = house.Home.PlanId;
        await db.Plans.Where(p => p.Id == plan).ExecuteUpdateAsync(u => u.SetProperty(p => p.Status, state == RequestState.Stopped ? PlanStatus.Closed : PlanStatus.InPlanning), Stop);
        await db.RequestSteps.Where(s => s.RequestId == request && s.Kind != StepKind.Asked).ExecuteDeleteAsync(Stop);
        var row = await db.Requests.SingleAsync(r => r.Id == request, Stop);
        var decided = state.IsDecided() || state == RequestState.Again;
        (row.State, row.Route, row.Round) = (state == RequestState.Stopped ? RequestState.Waiting : state, role is RequestRole.PanelMember or RequestRole.Chair ? RequestRoute.Panel : RequestRoute.TeamLead, state == RequestState.Again ? 2 : 1);
        (row.PausedAtUtc, row.CareStartedAtUtc, row.DecidedAtUtc) = (state == RequestState.Questioned ? row.AskedAtUtc : null, null, decided ? row.AskedAtUtc : null);
        // The panel has spoken, so that its chair may close; others decided where something is looked at again.
        if (row.Route == RequestRoute.Panel && row.Round == 1)
            db.RequestSteps.AddRange(new[] { house.Miriam, house.Tunde, house.Olu }.Select(m => Step(row, m, StepKind.View)));
        if (decided) db.RequestSteps.Add(Step(row, house.Olu, StepKind.Decided));
        await db.SaveChangesAsync(Stop);
    }

    private static RequestStepRow Step(RequestRow row, Actor by, StepKind kind) => new()
    { Id = Guid.CreateVersion7(), RequestId = row.Id, PlanId = row.PlanId, Round = 1, Kind = kind, Outcome = RequestState.Approved, ById = by.UserId, By = by.Name, Words = "A view.", AtUtc = row.AskedAtUtc };

    private static async Task<RequestRefusal> TryAsync(FundingHouse house, Actor who, Guid request, RequestAction action) => action switch
    {
        RequestAction.See => await house.Funding.Open(who, request) is null ? RequestRefusal.NotFound : RequestRefusal.None,
        RequestAction.Talk => await house.Funding.Say(who, request, "Could it be two mornings?"),
        RequestAction.Question => await house.Funding.Question(who, request, FundingHouse.Reason, Household.Pin),
        RequestAction.Answer => await house.Funding.Answer(who, request, "Two mornings would do."),
        RequestAction.View => await house.Funding.View(who, request, RequestState.Approved, FundingHouse.Reason, Household.Pin),
        RequestAction.Decide => await house.DecideAsync(who, request, RequestState.Approved, reason: ""),
        RequestAction.AskAgain => await house.Funding.AskAgain(who, request, "You did not know about the stairs."),
        RequestAction.StartCare => await house.Funding.StartCare(who, request, (await house.Funding.Open(who, request))?.Card.Clock.NowUtc ?? DateTime.UtcNow),
        _ => await house.Funding.Withdraw(who, request),
    };

    private static async Task<string> EverythingAsync(FundingHouse house, Guid request)
    {
        await using var db = house.Home.OpenDb();
        var row = await db.Requests.AsNoTracking().SingleAsync(r => r.Id == request, Stop);
        return $"{await house.Home.EverythingAsync()} {System.Text.Json.JsonSerializer.Serialize(row)} {await db.RequestSteps.CountAsync(Stop)} {await db.Letters.CountAsync(Stop)}";
    }
}
