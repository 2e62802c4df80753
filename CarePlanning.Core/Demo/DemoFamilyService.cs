using CarePlanning.Core.Access;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Family;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Demo;

/// <summary>Gives Joyce's invented family their links: Anne comes back by hers, Peter's waits for his answer. The letters lie in the folder.</summary>
public sealed class DemoFamilyService(IOpenDb storage, WriteQueue queue, PortalSettings settings, InvitationService invitations, IPost post, CheckAddress address)
{
    private const string AnnesEmail = "anne@demo.example", AnnesPhone = "+447700900341";

    /// <summary>Anne accepted months ago and has kept her letter; Joyce has just invited her son.</summary>
    public async Task Invite(Guid planId, Guid organisation)
    {
        var token = OneTimeCodeService.NewToken();
        var joyce = await queue.Run(async () =>
        {
            await using var db = storage.Open();
            var (anne, now) = (await db.Accounts.SingleAsync(a => a.OrganisationId == organisation && a.Name == DemoCast.Anne.Name), settings.UtcNow);
            var member = await db.Members.SingleAsync(m => m.PlanId == planId && m.UserId == anne.Id);
            db.FamilyAccounts.Add(new FamilyAccountRow { Id = anne.Id, Email = AnnesEmail, Phone = AnnesPhone, EmailHmac = db.Keys!.Hmac(AnnesEmail), MadeAtUtc = member.AddedAtUtc });
            db.Invitations.Add(new InvitationRow
            {
                Id = Guid.CreateVersion7(),
                PlanId = planId,
                InvitedBy = DemoCast.Nia.ShownAs,
                GivenName = "Anne",
                FamilyName = "Ashworth",
                Relation = Relation.Carer,
                RelationInWords = "daughter",
                MemberId = member.MemberId,
                Email = AnnesEmail,
                Phone = AnnesPhone,
                TokenSha256 = OneTimeCodeService.Sha256(token),
                SentAtUtc = member.AddedAtUtc,
                AcceptedAtUtc = member.AddedAtUtc,
                AccountId = anne.Id,
                ExpiresAtUtc = now + InvitedService.LinkLives,
            });
            await db.SaveChangesAsync();
            return await db.Accounts.Where(a => a.OrganisationId == organisation && a.Name == DemoCast.Joyce.Name).Select(a => new Actor(a.Id, a.ShownAs, a.Role, a.OrganisationId)).SingleAsync();
        });
        await post.Send(Letters.Invitation((Channel.Email, AnnesEmail), "Anne", DemoCast.Nia.ShownAs, "Demo hospice and care team", new Uri(address.Portal, "invited/" + token).AbsoluteUri));
        await invitations.Invite(joyce, planId, new NewInvitation(Guid.NewGuid(), "Peter", "Ashworth", Relation.Carer, "son", "peter@demo.example", "07700 900562", null, SectionRights.All));
    }
}
