using CarePlanning.Core.Access;
using CarePlanning.Core.Funding;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Access;
using CarePlanning.Tests.Architecture;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Funding;

/// <summary>Every action in every state on every route by everybody: the services do what is written down by hand, and what is refused changes nothing.</summary>
public sealed class RequestTableTests
{
    /// <summary>A no is decided too, and has borders of its own.</summary>
    private const string Decline = "Decline", Yes = "yes", CannotBe = "-", Own = "Own", Before = "Before", QuestionedAgain = "QuestionedAgain";

    private static readonly Matrix Written = Matrix.Read("request-states.txt", "Funding");

    private static readonly string[] Everybody = [.. Enum.GetNames<RequestRole>(), Own, Before];

    private static readonly string[] Everything = [.. Enum.GetNames<RequestAction>(), Decline];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Everybody_may_do_in_each_state_of_each_route_what_is_written_down_and_nothing_else()
    {
        var (here, asker) = (Guid.NewGuid(), new Actor(Guid.NewGuid(), "Asker", AccountRole.Professional, Guid.NewGuid()));
        var who = Everybody.ToDictionary(n => n, n => new Actor(Guid.NewGuid(), n, AccountRole.Professional, n == nameof(RequestRole.Stranger) ? Guid.NewGuid() : here), StringComparer.Ordinal);
        var circle = new PlanCircle(Guid.NewGuid(), here, [.. from name in Everybody let relation = RelationOf(name) where relation is not null select new Member(name, who[name].UserId, relation.Value, name, name, null)]);
        Sources.None(Written.Against(Everybody, Rows().Select(row => (Name(row), (IReadOnlyList<string>)[.. Everybody.Select(name => Cell(row, name))]))), "Decide in Funding/request-states.txt what may be done, or why not:");

        string Cell((RequestRoute Route, string State, string Action) row, string name)
        {
            if (Never(row.Route, row.State, name)) return CannotBe;
            var (state, round) = Where(row.State);
            var facts = new RequestFacts(here, row.Route, state, asker.UserId, round, [who[Before].UserId]);
            var role = RequestAccess.RoleOf(who[name], circle, SeatsOf(name), facts);
            var answer = RequestAccess.Check(row.Action == Decline ? RequestAction.Decide : Enum.Parse<RequestAction>(row.Action), row.Route, state, round, role, RequestAccess.Barred(who[name], circle, SeatsOf(name), facts));
            if (answer == RequestRefusal.None && row.Action == Decline) answer = DecisionCheck.Problem(row.Route, [Guid.NewGuid()], new Deciding(RequestState.Declined, [], ReasonKind.SomethingElse, FundingHouse.Reason, FundingHouse.Next, 0));
            return answer == RequestRefusal.None ? Yes : answer.ToString();
        }
    }

    [Fact]
    public async Task The_services_do_what_is_written_down_and_what_is_refused_changes_nothing()
    {
        await using var house = await FundingHouse.OnAsync(Database.Sqlite);
        var who = await WhoAsync(house);
        var request = await house.AskAsync(FundingHouse.Chair);
        await using var watch = house.Home.OpenDb();
        await watch.Database.OpenConnectionAsync(Stop);
        List<string> wrong = [];
        ((RequestRoute, string) stands, var mark) = ((default, ""), 0L);
        // On the route that knows everybody all of it; on the fast track what is otherwise there.
        foreach (var row in Rows().Where(r => r.Route == RequestRoute.Panel || (r is { Route: RequestRoute.FastTrack, State: nameof(RequestState.Waiting) } && r.Action is nameof(RequestAction.Question) or nameof(RequestAction.View) or Decline)))
        {
            if (stands != (row.Route, row.State) || row.Action == Decline) (stands, mark) = ((row.Route, row.State), 0);
            foreach (var name in Everybody.Where(n => !Never(row.Route, row.State, n)))
            {
                if (mark == 0) mark = await PutAsync(house, who, request, row.Route, row.State, row.Action, watch);
                var answer = await TryAsync(house, who[name], request, row.Action);
                var (said, expected) = (answer == RequestRefusal.None ? Yes : answer.ToString(), Written.Rows[Name(row)][Array.IndexOf(Everybody, name)]);
                var changed = await MarkAsync(watch) != mark;
                if (said != expected) wrong.Add($"{Name(row)} by {name}: {said} (written down: {expected})");
                if (changed == (said != Yes || row.Action == nameof(RequestAction.See))) wrong.Add($"{Name(row)} by {name}: {said}, and {(changed ? "something" : "nothing")} changed");
                if (changed) mark = 0;
            }
        }
        Sources.None(wrong, "The services do something else:");
    }

    [Fact]
    public void On_the_fast_track_nobody_brings_a_request_to_where_its_clock_would_stand() =>
        Assert.DoesNotContain(Written.Rows.Where(r => r.Key.StartsWith(nameof(RequestRoute.FastTrack), StringComparison.Ordinal) && r.Key.EndsWith(nameof(RequestAction.Question), StringComparison.Ordinal)), r => r.Value.Contains(Yes));

    private static IEnumerable<(RequestRoute Route, string State, string Action)> Rows() =>
        from r in Enum.GetValues<RequestRoute>() from s in Enum.GetNames<RequestState>().Append(QuestionedAgain) from a in Everything select (r, s, a);

    private static string Name((RequestRoute Route, string State, string Action) row) => $"{row.Route}/{row.State}/{row.Action}";

    /// <summary>The state of this name, and whether it is looked at for the first time or again.</summary>
    private static (RequestState State, int Round) Where(string name) =>
        name == QuestionedAgain ? (RequestState.Questioned, 2) : (Enum.Parse<RequestState>(name), name == nameof(RequestState.Again) ? 2 : 1);

    private static Relation? RelationOf(string name) => name switch
    {
        nameof(RequestRole.Person) => Relation.Person,
        nameof(RequestRole.Carer) => Relation.Carer,
        nameof(RequestRole.Planner) or Own => Relation.Professional,
        _ => null,
    };

    private static Seat[] SeatsOf(string name) => name is Own or Before ? [Seat.TeamLead, Seat.Chair] : Enum.TryParse<Seat>(name, out var seat) ? [seat] : [];

    /// <summary>Nobody took part before the first decision, and the fast track asks for nothing more.</summary>
    private static bool Never(RequestRoute route, string state, string name) =>
        (name == Before && state is not (nameof(RequestState.Again) or QuestionedAgain))
        || (route == RequestRoute.FastTrack && state is nameof(RequestState.Questioned) or QuestionedAgain);

    private static async Task<Dictionary<string, Actor>> WhoAsync(FundingHouse house)
    {
        await using var db = house.Home.OpenDb();
        Actor Seated(string name, AccountRole role)
        {
            var row = new AccountRow { Id = Guid.CreateVersion7(), OrganisationId = house.Owen.OrganisationId, Name = name, ShownAs = name, Role = role, PinHash = Household.StretchedPin.Value };
            db.Accounts.Add(row);
            db.Seats.AddRange(SeatsOf(name).Select(s => new SeatRow { AccountId = row.Id, OrganisationId = row.OrganisationId, Seat = s }));
            return new Actor(row.Id, name, row.Role, row.OrganisationId);
        }
        var (own, before) = (Seated(Own, AccountRole.Professional), Seated(Before, AccountRole.Approver));
        db.Members.Add(new MemberRow { PlanId = house.Home.PlanId, MemberId = "own", UserId = own.UserId, Relation = Relation.Professional, ShownAs = own.Name, AddedAtUtc = DateTime.UtcNow });
        await db.SaveChangesAsync(Stop);
        return Everybody.ToDictionary(n => n, n => n switch
        {
            Own => own,
            Before => before,
            nameof(RequestRole.Stranger) => house.Home.Stranger,
            nameof(RequestRole.Person) => house.Home.Joyce,
            nameof(RequestRole.Carer) => house.Home.Anne,
            nameof(RequestRole.Planner) => house.Home.Nia,
            nameof(RequestRole.TeamLead) => house.Owen,
            nameof(RequestRole.PanelMember) => house.Pat,
            nameof(RequestRole.Chair) => house.Helen,
            nameof(RequestRole.ProgrammeLead) => house.Ravi,
            _ => throw new InvalidOperationException($"Say who is {n}."),
        }, StringComparer.Ordinal);
    }

    /// <summary>Brings the request into a state as it would be found there, and gives the mark of the database from which a change is told.</summary>
    private static async Task<long> PutAsync(FundingHouse house, Dictionary<string, Actor> who, Guid request, RequestRoute route, string name, string action, CarePlanDb watch)
    {
        var (state, round) = Where(name);
        var again = round > 1;
        await using var db = house.Home.OpenDb();
        var plan = house.Home.PlanId;
        await db.Plans.Where(p => p.Id == plan).ExecuteUpdateAsync(u => u.SetProperty(p => p.Status, state == RequestState.Stopped ? PlanStatus.Closed : PlanStatus.InPlanning), Stop);
        await db.RequestSteps.Where(s => s.RequestId == request && s.Kind != StepKind.Asked).ExecuteDeleteAsync(Stop);
        await db.RequestLines.Where(l => l.RequestId == request).ExecuteUpdateAsync(u => u.SetProperty(l => l.IsApproved, (bool?)null), Stop);
        var row = await db.Requests.SingleAsync(r => r.Id == request, Stop);
        (row.State, row.Route, row.Round) = (state == RequestState.Stopped ? RequestState.Waiting : state, route, round);
        (row.PausedAtUtc, row.CareStartedAtUtc, row.DecidedAtUtc) = (state == RequestState.Questioned ? row.AskedAtUtc : null, null, state.IsDecided() || again ? row.AskedAtUtc : null);
        // The panel has spoken, so that its chair may close.
        if (route == RequestRoute.Panel && !again)
            db.RequestSteps.AddRange(new[] { house.Miriam, house.Tunde, house.Olu }.Select(m => Step(row, m, StepKind.View, action == Decline ? RequestState.Declined : RequestState.Approved)));
        if (state.IsDecided() || again) db.RequestSteps.Add(Step(row, who[Before], StepKind.Decided, RequestState.Declined));
        await db.SaveChangesAsync(Stop);
        return await MarkAsync(watch);
    }

    private static RequestStepRow Step(RequestRow row, Actor by, StepKind kind, RequestState outcome) => new()
    { Id = Guid.CreateVersion7(), RequestId = row.Id, PlanId = row.PlanId, Round = 1, Kind = kind, Outcome = outcome, ById = by.UserId, By = by.Name, Words = "A view.", AtUtc = row.AskedAtUtc };

    private static async Task<RequestRefusal> TryAsync(FundingHouse house, Actor who, Guid request, string action)
    {
        if (action == Decline) return await house.DecideAsync(who, request, RequestState.Declined);
        return Enum.Parse<RequestAction>(action) switch
        {
            RequestAction.See => await house.Funding.Open(who, request) is null ? RequestRefusal.NotFound : RequestRefusal.None,
            RequestAction.Talk => await house.Funding.Say(who, request, "Could it be two mornings?"),
            RequestAction.Question => await house.Funding.Question(who, request, FundingHouse.Reason, Household.Pin),
            RequestAction.Answer => await house.Funding.Answer(who, request, "Two mornings would do."),
            RequestAction.View => await house.Funding.View(who, request, RequestState.Approved, FundingHouse.Reason, Household.Pin),
            RequestAction.Decide => await house.DecideAsync(who, request, RequestState.Approved, reason: ""),
            RequestAction.AskAgain => await house.Funding.AskAgain(who, request, "You did not know about the stairs."),
            RequestAction.StartCare => await house.Funding.StartCare(who, request, DateTime.UtcNow),
            RequestAction.Withdraw => await house.Funding.Withdraw(who, request),
            var other => throw new InvalidOperationException($"Say how somebody does {other}."),
        };
    }

    /// <summary>SQLite's own mark, which is another one whenever somebody else has written anything at all.</summary>
    private static async Task<long> MarkAsync(CarePlanDb watch)
    {
        await using var command = watch.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA data_version";
        return (long)(await command.ExecuteScalarAsync(Stop))!;
    }
}
