using System.Globalization;
using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;

namespace CarePlanning.Core.Allocation;

/// <summary>Why no amount was put into the plan; None where it was.</summary>
public enum AllocationRefusal { None, NotFound, NotYours, PlanIsAgreed, NoTable, NoLevels, MoreHours, NoSource, LongSource, NoAmount, NoAside, NoDay }

/// <summary>An amount that somebody else worked out.</summary>
/// <param name="From">Who worked it out, and with what.</param>
/// <param name="YearlyPence">Pence a year.</param>
public sealed record ToldAmount(string? From, DateOnly? On, long? YearlyPence, long? ContingencyPence);

/// <summary>What an amount would be, before anybody puts it into the plan.</summary>
/// <param name="Why">Why it cannot be put into the plan; None where it can.</param>
/// <param name="Missing">Domains without a level, in words; while there are any, nothing is worked out.</param>
public sealed record AllocationPreview(AllocationTable Table, decimal CareHours, AllocationResult? Result, AllocationRefusal Why, IReadOnlyList<string> Missing);

/// <summary>Puts a first amount of money into a plan, with the way it came about, through a step of its own.</summary>
public sealed class AllocationService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings, PlanNews news, AllocationTableService tables)
{
    /// <summary>The longest name, in characters, of who worked an amount out, and how.</summary>
    public const int LongestSource = 400;

    /// <summary>An amount that was worked out longer ago, in years, is none that anybody begins from.</summary>
    private const int Oldest = 20;

    private static readonly string Slug = PlanSections.Of<Money>().Slug;

    /// <summary>The amount that a table gives for the levels as they are now, for whoever has the plan open.</summary>
    public async Task<AllocationPreview?> Preview(PlanView plan, string? reference, decimal careHours)
    {
        if (await tables.Published(plan.Circle.OrganisationId, reference) is not { } table) return null;
        return Preview(plan.Answers, table, careHours);
    }

    /// <summary>Works the amount out and keeps it in the plan in place of the one before; the same form sent twice is kept once.</summary>
    public async Task<AllocationRefusal> WorkOut(Actor actor, Guid planId, Guid op, string? reference, decimal careHours)
    {
        AllocationPreview? done = null;
        return await Keep(actor, planId, op, async (plan, answers) =>
        {
            if (await tables.Published(plan.OrganisationId, reference) is not { } table || table.From > settings.Today || table.Tool != NeedsProfile.ToolOn(plan.Pathway)) return (AllocationRefusal.NoTable, null);
            done = Preview(answers, table, careHours);
            if (done.Result is not { } result) return (done.Why, null);
            return (AllocationRefusal.None, new AllocatedAmount
            {
                From = table.Name,
                Way = AllocationWay.WorkedOutHere,
                WeeklyPence = result.WeeklyPence,
                YearlyPence = result.YearlyPence,
                ContingencyPence = result.ContingencyPence,
                Points = result.Points,
                Table = table.Reference,
                TableOwner = table.Owner,
                TableFrom = PartialDate.From(table.From!.Value),
                PutIn = Explanation.PutIn(answers.Get<NeedsProfile>(), table.Tool, done.CareHours),
                Working = Explanation.InWords(table, result),
            });
        }, (db, plan, amount) => db.Add(new AllocationCaseRow
        {
            Id = Guid.CreateVersion7(),
            OrganisationId = plan.OrganisationId,
            Tool = done!.Table.Tool,
            AtUtc = settings.UtcNow,
            Table = amount.Table!,
            PutIn = amount.PutIn!,
            WeeklyPence = amount.WeeklyPence!.Value,
        }));
    }

    /// <summary>Keeps an amount that was worked out elsewhere, with where it comes from.</summary>
    public Task<AllocationRefusal> Told(Actor actor, Guid planId, Guid op, ToldAmount told) => Keep(actor, planId, op, (_, _) => Task.FromResult<(AllocationRefusal, AllocatedAmount?)>(
        string.IsNullOrWhiteSpace(told.From) ? (AllocationRefusal.NoSource, null)
        : told.From.Trim().Length > LongestSource ? (AllocationRefusal.LongSource, null)
        : told.YearlyPence is not > 0 ? (AllocationRefusal.NoAmount, null)
        : told.On is not { } on || on > settings.Today || on < settings.Today.AddYears(-Oldest) ? (AllocationRefusal.NoDay, null)
        : (AllocationRefusal.None, new AllocatedAmount
        {
            From = told.From.Trim(),
            Way = AllocationWay.WorkedOutElsewhere,
            On = PartialDate.From(on),
            WeeklyPence = (long)Math.Round((decimal)told.YearlyPence.Value / BudgetLine.WeeksInAYear, MidpointRounding.AwayFromZero),
            YearlyPence = told.YearlyPence,
            ContingencyPence = told.ContingencyPence,
        })), (_, _, _) => { });

    private static AllocationPreview Preview(PlanAnswers answers, AllocationTable table, decimal careHours)
    {
        var profile = answers.Get<NeedsProfile>();
        var missing = profile.WithoutLevel(table.Tool);
        // As it is kept with the amount, so that the same amount is worked out again from it.
        var hours = Math.Round(Math.Clamp(careHours, 0, 168), 2);
        // Only what carers say they are willing and able to give is taken off (NP-07).
        var why = careHours > answers.Get<Involved>().CareHours() ? AllocationRefusal.MoreHours : missing.Count > 0 ? AllocationRefusal.NoLevels : AllocationRefusal.None;
        return new AllocationPreview(table, hours,
            why == AllocationRefusal.None ? Allocating.WorkOut(table, new AllocationInput(table.Tool, profile.LevelsFound(table.Tool), hours)) : null, why,
            [.. missing.Select(d => TableCheck.DomainName(table.Tool, d))]);
    }

    private async Task<AllocationRefusal> Keep(Actor actor, Guid planId, Guid op, Func<PlanRow, PlanAnswers, Task<(AllocationRefusal Why, AllocatedAmount? Amount)>> find, Action<CarePlanDb, PlanRow, AllocatedAmount> also)
    {
        var refusal = await queue.Run(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (await PlanService.Locked(db, planId) is not { } plan) return AllocationRefusal.NotFound;
            var circle = await PlanReadingService.Circle(db, plan);
            if (!PlanAccess.May(actor, PlanAction.Open, circle)) return AllocationRefusal.NotFound;
            if (!PlanAccess.MayWrite(actor, Hand.Professional, circle)) return AllocationRefusal.NotYours;
            if (plan.Status is PlanStatus.Active or PlanStatus.Closed || plan.HasDied()) return AllocationRefusal.PlanIsAgreed;
            var (answers, rows) = await PlanReadingService.Answers(db, planId, track: true);
            var money = answers.Get<Money>();
            var id = op.ToString("N");
            var (why, amount) = await find(plan, answers);
            if (amount is null) return why;
            amount.On ??= PartialDate.From(settings.Today);
            // Changed before it was sent again, it is another amount. What is in use by now may be a colleague's: the first, sent again late, does not take its place.
            var sent = money.Allocations.Where(a => a.Id == id || a.Id.StartsWith($"{id[..24]}-", StringComparison.Ordinal)).ToList();
            var stands = sent.FirstOrDefault(a => !a.Removed);
            if (stands is null ? sent.Exists(a => What(a) == What(amount)) : What(stands) == What(amount)) return AllocationRefusal.None;
            amount.Id = sent.Count == 0 ? id : $"{id[..24]}-{Number(sent.Count)}";
            amount.By = circle.MemberFor(actor)!.Name;
            await Write(db, rows, plan, actor, money, amount);
            also(db, plan, amount);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return AllocationRefusal.None;
        });
        if (refusal == AllocationRefusal.None) await news.Tell(new PlanHappening(planId, Slug, "allocations", actor.UserId));
        return refusal;
    }

    /// <summary>Writes the entry place by place, each with its own line in the history, and takes out the one before.</summary>
    private async Task Write(CarePlanDb db, Dictionary<string, SectionRow> rows, PlanRow plan, Actor actor, Money money, AllocatedAmount amount)
    {
        var definition = PlanSections.Of<Money>();
        var sequence = await AuditService.Next(db, plan.Id);
        if (plan.Status == PlanStatus.AwaitingAgreement) sequence = await SigningService.VoidOpenRound(db, plan, actor, audit, sequence, settings.UtcNow);
        void Set(string path, string value)
        {
            var at = SectionPath.Find(definition, path)!;
            var before = SectionFields.Read(money, at);
            if (SectionFields.Write(money, at, value) is not Unreadable.None and var why) throw new InvalidOperationException($"{path}: {why}");
            audit.Add(db, plan, sequence++, actor, AuditKind.Edited, Slug, path, before: before, after: value);
        }
        foreach (var older in money.Allocations.Where(a => !a.Removed).ToList()) Set($"allocations/{older.Id}", "removed");
        var list = definition.Fields.Single(f => f.Name == "allocations");
        var entry = $"allocations/{amount.Id}";
        Set(entry, "added");
        foreach (var field in list.Items)
        {
            switch (field.Property.GetValue(amount))
            {
                case null: break;
                case PartialDate day:
                    Set($"{entry}/{field.Name}/day", Number(day.Day!.Value));
                    Set($"{entry}/{field.Name}/month", Number(day.Month!.Value));
                    Set($"{entry}/{field.Name}/year", Number(day.Year!.Value));
                    break;
                case long pence: Set($"{entry}/{field.Name}", SectionFields.Pence(pence)); break;
                case var value: Set($"{entry}/{field.Name}", Convert.ToString(value, CultureInfo.InvariantCulture)!); break;
            }
        }
        EditService.Keep(db, rows, plan.Id, definition, money);
        plan.ChangedAtUtc = settings.UtcNow;
    }

    /// <summary>By which two amounts are the same, whoever put them in.</summary>
    private static (string?, string?, string?, DateOnly?, long?, long?) What(AllocatedAmount amount) => (amount.From, amount.Table, amount.PutIn, amount.On?.Date, amount.YearlyPence, amount.ContingencyPence);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
