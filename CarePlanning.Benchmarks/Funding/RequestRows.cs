using CarePlanning.Core.Funding;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlanning.Benchmarks.Funding;

/// <summary>Requests to measure with: some open, many decided in the last year.</summary>
internal static class RequestRows
{
    private const int Plans = 400, Batch = 2000;

    /// <summary>Fills the database and gives somebody who has every seat.</summary>
    public static async Task<Guid> Fill(IServiceProvider services, int open, int past)
    {
        var storage = services.GetRequiredService<IOpenDb>();
        var now = DateTime.UtcNow;
        // The same requests every time.
        var chance = new Random(20260801);
        var organisation = new OrganisationRow { Id = Guid.CreateVersion7(), Name = "Programme of the benchmark" };
        var lead = new AccountRow { Id = Guid.CreateVersion7(), OrganisationId = organisation.Id, Name = "Helen Castle", ShownAs = "Helen", Role = AccountRole.Approver };
        var plans = Enumerable.Range(0, Plans).Select(i => new PlanRow { Id = Guid.CreateVersion7(), Number = $"B{i:00000}", OrganisationId = organisation.Id, PersonName = "Joyce Ashworth", CreatedAtUtc = now, ChangedAtUtc = now, AuditHead = "" }).ToList();
        await using (var db = storage.Open())
        {
            db.AddRange(organisation, lead);
            db.AddRange(plans);
            db.AddRange(Enum.GetValues<Seat>().Select(s => new SeatRow { AccountId = lead.Id, OrganisationId = organisation.Id, Seat = s }));
            db.AddRange(plans.Select((p, i) => new MemberRow { PlanId = p.Id, MemberId = "staff", UserId = Guid.CreateVersion7(), Relation = Relation.Professional, ShownAs = "Nia", AddedAtUtc = now }));
            await db.SaveChangesAsync();
        }
        for (var from = 0; from < open + past; from += Batch)
        {
            await using var db = storage.Open();
            db.AddRange(Enumerable.Range(from, Math.Min(Batch, open + past - from)).Select(i => Request(i, i < open, plans[chance.Next(Plans)].Id, organisation.Id, now, chance)));
            await db.SaveChangesAsync();
        }
        // As a server that has run for a day has it: a plan made before anything is known of the rows measures the first minute only.
        await using var filled = storage.Open();
        if (filled.Database.ProviderName?.Contains("Npgsql", StringComparison.Ordinal) == true) await filled.Database.ExecuteSqlRawAsync("ANALYZE");
        return lead.Id;
    }

    private static RequestRow Request(int i, bool isOpen, Guid plan, Guid organisation, DateTime now, Random chance)
    {
        var route = (RequestRoute)chance.Next(3);
        var asked = now.AddHours(-(isOpen ? chance.Next(1, 500) : chance.Next(600, 8500)));
        var waited = (long)TimeSpan.FromHours(chance.Next(1, 400)).TotalSeconds;
        var row = new RequestRow
        {
            Id = Guid.CreateVersion7(),
            PlanId = plan,
            OrganisationId = organisation,
            Number = $"R-{i:000000}",
            OpId = $"{i}",
            Route = route,
            Kind = route == RequestRoute.TeamLead ? RequestKind.OneOff : RequestKind.Ongoing,
            State = isOpen ? (RequestState)(chance.Next(10) == 0 ? RequestState.Questioned : RequestState.Waiting) : RequestState.Approved,
            What = "Physiotherapy at home, six sessions",
            Why = new string('w', 300),
            Goal = "Get into the garden again",
            FirstYearPence = chance.Next(1_000, 50_000),
            LeftPence = 91_240,
            AskedById = Guid.CreateVersion7(),
            AskedBy = "Nia",
            AskedAtUtc = asked,
            ClockFromUtc = asked,
            DueAtUtc = asked.AddHours(48),
        };
        if (isOpen) return row;
        var outcome = chance.Next(10) switch { 0 => RequestState.Declined, 1 => RequestState.ApprovedInPart, _ => RequestState.Approved };
        (row.State, row.Outcome, row.DecidedAtUtc, row.DecisionSeconds) = (outcome, outcome, asked.AddSeconds(waited), waited);
        if (outcome != RequestState.Approved) row.ReasonKind = (ReasonKind)chance.Next(6);
        if (outcome != RequestState.Declined) (row.CareStartedAtUtc, row.StartSeconds) = (asked.AddSeconds(waited * 2), waited * 2);
        return row;
    }
}
