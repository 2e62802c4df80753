using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Family;
using CarePlanning.Core.People;
using CarePlanning.Tests.Family;
using CarePlanning.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlanning.Tests.Journeys;

/// <summary>The pages that families open by a link, each in the states in which it looks different.</summary>
internal static class FamilyAddresses
{
    private static readonly Guid Beth = Guid.NewGuid(), Waiting = Guid.NewGuid();

    public static async Task<IReadOnlyList<(string Path, string Name)>> OfAsync(DemoPortal demo, Household table, string page)
    {
        if (page == "/shared/{Token}")
        {
            var agreed = await demo.MoveInAsync();
            await agreed.AgreeAsync();
            await agreed.The<ShareService>().Share(agreed.Nia, agreed.PlanId, new NewShare(Guid.NewGuid(), "Maureen Pike", "maureen@example.org", null, CopyKind.AboutMe, 7));
            return [($"/shared/{LetterFolder.Newest(demo.Running.Folder, "maureen@example.org").Token}", "shared")];
        }
        await WaitingAsync(demo, table);
        var waits = LetterFolder.Newest(demo.Running.Folder, "toby@example.org").Token;
        await BethAsync(demo, table);
        return [($"/invited/{waits}", "invited"), ($"/invited/{LetterFolder.Newest(demo.Running.Folder, "beth@example.org").Token}", "back by the link")];
    }

    /// <summary>An invitation that waits for its answer.</summary>
    public static async Task<Guid> WaitingAsync(DemoPortal demo, Household table)
    {
        await demo.Running.Services.GetRequiredService<InvitationService>().Invite(table.Nia, table.PlanId, new NewInvitation(Waiting, "Toby", "Ashworth", Relation.Carer, "son", "toby@example.org", "07700 900342", null, SectionRights.All));
        return Waiting;
    }

    /// <summary>Somebody who has accepted.</summary>
    public static async Task<Guid> BethAsync(DemoPortal demo, Household table)
    {
        var services = demo.Running.Services;
        await services.GetRequiredService<InvitationService>().Invite(table.Nia, table.PlanId, FamilyTable.ForBeth(id: Beth, phone: null));
        var token = LetterFolder.Newest(demo.Running.Folder, "beth@example.org").Token;
        if (await services.GetRequiredService<InvitedService>().Look(token) is { State: InvitationState.Accepted, Account: { } known }) return known;
        var code = await services.GetRequiredService<InvitationService>().TellCode(table.Nia, table.PlanId, Beth);
        var (_, actor, _) = await services.GetRequiredService<InvitedService>().Accept(token, code, "O'Connor");
        return actor!.UserId;
    }
}
