using System.Globalization;
using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.MovingOn;

/// <summary>One thing that a council's budget pays for, and what it costs a year, in pence.</summary>
public sealed record CouncilLine(string What, long? YearlyPence);

/// <summary>A budget of a council that is brought into a plan.</summary>
/// <param name="YearlyPence">Pence a year.</param>
public sealed record CouncilBudget(string? Council, long? YearlyPence, IReadOnlyList<CouncilLine> Lines);

/// <summary>What came of moving on.</summary>
public enum MovingOnRefusal { None, NotFound, NotYours, PlanIsAgreed, NoCouncil, NoAmount, NotAChild }

/// <summary>Carries a plan over from one way of support to the next, so that nobody begins anew.</summary>
public sealed class MovingOnService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings, PlanNews news, PlanService plans, EditService edits)
{
    /// <summary>What an adult's plan does not take over: the levels are found anew, and what was agreed or recommended for the child stays with the child's plan.</summary>
    private static readonly string[] Left = ["legal-decisions", "recommendations", "review", "sharing"];

    /// <summary>The plan that this one started from and the one that started from it, as far as the reader may open them.</summary>
    public async Task<(PlanCard? Before, PlanCard? After)> Beside(Actor actor, Guid planId)
    {
        await using var db = storage.Open();
        var before = await db.Set<PlanStartRow>().AsNoTracking().Where(s => s.PlanId == planId).Select(s => (Guid?)s.FromPlanId).SingleOrDefaultAsync();
        var after = await db.Set<PlanStartRow>().AsNoTracking().Where(s => s.FromPlanId == planId).Select(s => (Guid?)s.PlanId).FirstOrDefaultAsync();
        async Task<PlanCard?> Card(Guid? id) => id is { } which && await plans.Open(actor, which) is { } view ? view.Card : null;
        return (await Card(before), await Card(after));
    }

    /// <summary>Begins an adult's plan from a child's: the same people and words, the levels and the amount to be found anew; asked twice it is the same plan.</summary>
    public async Task<(Guid? PlanId, MovingOnRefusal Refusal)> BeginAdult(Actor actor, Guid childPlanId) => await queue.Run<(Guid?, MovingOnRefusal)>(async () =>
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await PlanService.Locked(db, childPlanId) is not { } child) return (null, MovingOnRefusal.NotFound);
        var circle = await PlanReadingService.Circle(db, child);
        if (!PlanAccess.May(actor, PlanAction.Open, circle)) return (null, MovingOnRefusal.NotFound);
        if (!PlanAccess.MayWrite(actor, Hand.Professional, circle) || actor.OnlyPlan is not null || child.HasDied()) return (null, MovingOnRefusal.NotYours);
        if (child.Pathway != Pathway.ChildContinuingCare) return (null, MovingOnRefusal.NotAChild);
        if (await db.Set<PlanStartRow>().Where(s => s.FromPlanId == childPlanId).Select(s => (Guid?)s.PlanId).FirstOrDefaultAsync() is { } begun) return (begun, MovingOnRefusal.None);

        var now = settings.UtcNow;
        var adult = new PlanRow
        {
            Id = Guid.CreateVersion7(),
            Number = CheckCodes.Some(6),
            OrganisationId = child.OrganisationId,
            Pathway = Pathway.AdultContinuingCare,
            Status = PlanStatus.InPlanning,
            CreatedAtUtc = now,
            ChangedAtUtc = now,
        };
        db.Plans.Add(adult);
        db.Add(new PlanStartRow { PlanId = adult.Id, FromPlanId = child.Id, AtUtc = now, By = actor.Name });
        List<string> stood = [];
        // Whose telephone was let in on the child's plan has no way into this one.
        foreach (var member in await db.Members.AsNoTracking().Where(m => m.PlanId == childPlanId && m.EndedAtUtc == null
            && (db.Accounts.Any(a => a.Id == m.UserId) || !db.Joins.Any(j => j.PlanId == childPlanId && j.SessionUserId == m.UserId))).ToListAsync())
        {
            // Who stood for a child does not by that stand for an adult: somebody asks by what right, and invites them anew.
            if (member.Relation == Relation.Representative)
            {
                member.Relation = Relation.Carer;
                stood.Add(circle.Members.FirstOrDefault(m => m.Id == member.MemberId)?.Name ?? member.ShownAs);
            }
            member.PlanId = adult.Id;
            member.AddedAtUtc = now;
            db.Members.Add(member);
        }
        var (answers, _) = await PlanReadingService.Answers(db, childPlanId);
        PlanService.ShowPerson(adult, answers.Get<Involved>());
        var sequence = 1L;
        audit.Add(db, adult, sequence++, actor, AuditKind.PlanBegun, after: adult.PersonName);
        foreach (var name in stood) audit.Add(db, adult, sequence++, actor, AuditKind.StandsForEnded, after: name);
        // The words are the same, and so is the question about them that is not settled.
        if (child.RestrictedAtUtc is not null)
        {
            (adult.RestrictedAtUtc, adult.RestrictedBy) = (child.RestrictedAtUtc, child.RestrictedBy);
            audit.Add(db, adult, sequence++, actor, AuditKind.Restricted);
        }
        foreach (var definition in PlanSections.All.Where(s => !Left.Contains(s.Slug)))
        {
            var section = Carried(answers[definition.Slug]);
            var json = SectionJson.Write(section);
            if (json == SectionJson.Write(definition.NewAnswers())) continue;
            db.Sections.Add(new SectionRow { PlanId = adult.Id, Slug = definition.Slug, Json = json, Schema = SectionJson.Schema, Version = 1 });
            foreach (var edit in SectionEdits.Of(definition, section))
                audit.Add(db, adult, sequence++, actor, AuditKind.Edited, definition.Slug, edit.Path, edit.Voice, after: edit.Value);
        }
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return (adult.Id, MovingOnRefusal.None);
    });

    /// <summary>Brings a council's budget into the plan: the council as a payer, and what it pays for as lines; the plan becomes one of joint funding.</summary>
    public async Task<MovingOnRefusal> BringCouncilBudget(Actor actor, Guid planId, Guid op, CouncilBudget budget)
    {
        if (await plans.Open(actor, planId) is not { } view) return MovingOnRefusal.NotFound;
        if (!PlanAccess.MayWrite(actor, Hand.Professional, view.Circle)) return MovingOnRefusal.NotYours;
        if (view.Card.Status is PlanStatus.Active or PlanStatus.Closed || view.Card.HasDied) return MovingOnRefusal.PlanIsAgreed;
        if (string.IsNullOrWhiteSpace(budget.Council)) return MovingOnRefusal.NoCouncil;
        if (budget.YearlyPence is not > 0) return MovingOnRefusal.NoAmount;
        await JoinFunding(actor, planId);
        var source = $"sources/{op:N}";
        var ours = $"{op.ToString("N")[..24]}-";
        List<(string Path, string Value)> all =
        [
            ($"{source}/who", budget.Council.Trim()), ($"{source}/type", nameof(FunderType.LocalAuthority)), ($"{source}/yearlyPence", SectionFields.Pence(budget.YearlyPence.Value)),
        ];
        for (var i = 0; i < budget.Lines.Count; i++)
        {
            var line = $"lines/{ours}{i}";
            all.Add((line, "added"));
            all.Add(($"{line}/description", budget.Lines[i].What.Trim()));
            all.Add(($"{line}/sourceIds/{op:N}", "yes"));
            var pence = budget.Lines[i].YearlyPence;
            string OfCost(string value) => pence is null ? "" : value;
            all.AddRange([($"{line}/quantity", OfCost("1")), ($"{line}/unit", OfCost(nameof(BudgetUnit.Item))), ($"{line}/unitCostPence", OfCost(SectionFields.Pence(pence ?? 0))), ($"{line}/frequency", OfCost(nameof(BudgetFrequency.PerYear)))]);
        }
        // Lines that were sent before and are none any more.
        all.AddRange(view.Answers.Get<Money>().Lines.Where(l => !l.Removed && l.Id.StartsWith(ours, StringComparison.Ordinal) && int.TryParse(l.Id[ours.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= budget.Lines.Count).Select(l => ($"lines/{l.Id}", "removed")));
        await foreach (var outcome in edits.ApplyForm(actor, view, PlanSections.Of<Money>(), op, all))
            if (outcome is EditOutcome.Refused) return MovingOnRefusal.NotYours;
        return MovingOnRefusal.None;
    }

    /// <summary>A plan of the council alone, or without money, becomes one that the NHS and the council pay for together.</summary>
    private async Task JoinFunding(Actor actor, Guid planId)
    {
        var changed = await queue.Run(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (await PlanService.Locked(db, planId) is not { Pathway: Pathway.SocialCareOnly or Pathway.NoBudget or Pathway.EndOfLife } plan) return false;
            audit.Add(db, plan, await AuditService.Next(db, planId), actor, AuditKind.PathwayChanged, before: plan.Pathway.ToString(), after: nameof(Pathway.JointFunded));
            plan.Pathway = Pathway.JointFunded;
            plan.ChangedAtUtc = settings.UtcNow;
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return true;
        });
        if (changed) await news.Tell(new PlanHappening(planId, "", ""));
    }

    /// <summary>What of a section goes along: of the money the lines without what was agreed, of the levels only the plan for education.</summary>
    private static PlanSection Carried(PlanSection section) => section switch
    {
        NeedsProfile p => new NeedsProfile { HasEhcPlan = p.HasEhcPlan, EhcCouncil = p.EhcCouncil, EhcHealthPart = p.EhcHealthPart, EhcGoalIds = p.EhcGoalIds, EhcReviewOn = p.EhcReviewOn, EhcKeptWhere = p.EhcKeptWhere },
        Money m => m with { Allocations = [], Decided = [], AgreedYearlyPence = null, SufficiencyConfirmedBy = null, SufficiencyConfirmedOn = null, FirstReviewDate = null, PutOff = new(StringComparer.Ordinal), PutOffOn = null },
        _ => section,
    };
}
