using CarePlanning.Core.Allocation;
using CarePlanning.Core.AreaDirectory;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Web.Security;
using CarePlanning.Web.Wizard;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CarePlanning.Web.Pages.Budget;

/// <summary>The totals as they are now, on-costs put on a line, and what is picked from the directory.</summary>
internal static class BudgetForms
{
    public static void MapBudget(this WebApplication app)
    {
        app.MapGet("/plans/{id:guid}/money/totals", async (Guid id, CurrentActor actors, PlanService plans) => actors.Entered is { } entry && entry.Circle.PlanId == id && Core.Access.PlanAccess.MaySeeMoney(entry.Actor, entry.Circle)
            ? new RazorComponentResult<MoneyTotals>(new Dictionary<string, object?> { ["Plan"] = await plans.Open(entry) }) : Results.NotFound());
        app.MapPost("/plans/{id:guid}/budget/on-costs", async (Guid id, [FromForm] string? op, [FromForm] string? line, [FromForm] string? allowance, HttpContext http, CurrentActor actors, PlanService plans, EditService edits) =>
        {
            if (await actors.Of(http) is not { } actor) return Results.StatusCode(401);
            if (await plans.Open(actor, id) is not { } plan || plan.Answers.Get<Money>().Lines.FirstOrDefault(l => l.Id == line && !l.Removed) is not { } found
                || OnCosts.Of(found, plan.Input.Today, allowance == "yes") is not { } costs) return Results.NotFound();
            var before = found.OnCostYearlyPence is { } was ? SectionFields.Pence(was) : "";
            var outcome = await edits.Apply(actor, id, new Edit(op ?? "", "money", $"lines/{found.Id}/onCostYearlyPence", before, SectionFields.Pence(costs.OnTopPence), null));
            return outcome is EditOutcome.Refused ? Results.NotFound() : Results.LocalRedirect($"/plans/{id}/budget{(allowance == "yes" ? "?allowance=yes" : "")}#employing");
        });
        app.MapPost("/plans/{id:guid}/directory/pick", async (Guid id, [FromForm] Guid? op, [FromForm] Guid? entry, [FromForm] DirectoryPick? into, [FromForm] string? goal, HttpContext http, CurrentActor actors, DirectoryService directory) =>
            await actors.Of(http) is not { } actor ? Results.StatusCode(401)
                : op is { } opId && entry is { } entryId && into is { } where && Enum.IsDefined(where) && await directory.Pick(actor, id, opId, entryId, where, goal)
                    ? Results.LocalRedirect($"/plans/{id}/directory?picked={where}{(string.IsNullOrEmpty(goal) ? "" : "&goal=" + Uri.EscapeDataString(goal))}") : Results.NotFound());
        app.MapGet("/directory.csv", async (HttpContext http, CurrentActor actors, DirectoryService directory) =>
            await actors.Of(http) is { } actor && await directory.Export(actor) is { } file ? Results.File(file, "text/csv; charset=utf-8", "directory.csv") : Results.NotFound());
    }
}
