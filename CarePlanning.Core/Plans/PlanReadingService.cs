using CarePlanning.Core.Access;
using CarePlanning.Core.Family;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Plans;

/// <summary>Reads rows into plans; used by the services only.</summary>
internal static class PlanReadingService
{
    /// <summary>A plan for lists and banners: everybody on it is told whose it is; birthday, number and access need are answers, for who sees the section they stand in.</summary>
    public static PlanCard Card(PlanRow p, Actor reader, PlanCircle circle) => PlanAccess.MaySee(reader, PlanSections.Of<Involved>().Slug, circle) ? Card(p) : Card(p) with { BornOn = null, NhsNumber = null, AccessNeed = null };

    private static PlanCard Card(PlanRow p) => new(p.Id, p.Number, p.Pathway, p.Status, p.PersonName, p.PersonBornOn, p.PersonNhsNumber, p.PersonAccessNeed, p.ChangedAtUtc) { DiedOn = p.PersonDiedOn, RestrictedAtUtc = p.RestrictedAtUtc, RestrictedBy = p.RestrictedBy };

    public static async Task<PlanCircle> Circle(CarePlanDb db, PlanRow plan)
    {
        var rows = await (from m in db.Members.AsNoTracking()
                          // Whoever joins on a second device may have no account.
                          join a in db.Accounts on m.UserId equals a.Id into accounts
                          from a in accounts.DefaultIfEmpty()
                          where m.PlanId == plan.Id && m.EndedAtUtc == null
                          orderby m.AddedAtUtc
                          select new { m, a }).ToListAsync();
        return Circle(plan, rows.Select(r => (r.m, (AccountRow?)r.a)));
    }

    public static PlanCircle Circle(PlanRow plan, IEnumerable<(MemberRow Member, AccountRow? Account)> rows)
    {
        var of = rows.ToLookup(r => IsOn(plan, r.Member, r.Account));
        return new(plan.Id, plan.OrganisationId, [.. of[true].Select(r => Of(r.Member, r.Account))])
        {
            PersonName = plan.PersonName,
            IsRestricted = plan.RestrictedAtUtc is not null,
            PersonHasDied = plan.HasDied(),
            Formerly = [.. of[false].Select(r => r.Member.UserId)],
        };
    }

    /// <summary>A professional is on a plan while their account lasts and is one of its organisation's professionals; whoever has no account here stays who they were.</summary>
    private static bool IsOn(PlanRow plan, MemberRow member, AccountRow? account) =>
        member.Relation != Relation.Professional || account is null || (account is { EndedAtUtc: null, Role: AccountRole.Professional } && account.OrganisationId == plan.OrganisationId);

    private static Member Of(MemberRow row, AccountRow? account) => new(row.MemberId, row.UserId, row.Relation, account?.Name ?? row.ShownAs, row.ShownAs, account?.JobTitle, account?.RegistrationNumber)
    {
        RegisteredWith = Enum.TryParse<RegistrationBody>(account?.RegistrationBody, ignoreCase: true, out var body) ? body : null,
        Sees = Slugs(row.Sees),
        Writes = Slugs(row.Writes),
    };

    /// <summary>Which sections somebody may see and write in, as it is kept.</summary>
    public static SectionRights RightsOf(MemberRow row) => new(Slugs(row.Sees), Slugs(row.Writes));

    private static HashSet<string>? Slugs(string? kept) => kept?.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);

    public static async Task<(PlanAnswers Answers, Dictionary<string, SectionRow> Rows)> Answers(CarePlanDb db, Guid planId, bool track = false)
    {
        var query = db.Sections.Where(s => s.PlanId == planId);
        var rows = await (track ? query : query.AsNoTracking()).ToDictionaryAsync(s => s.Slug);
        return (PlanAnswers.ReadWhenAsked(s => rows.TryGetValue(s.Slug, out var row) ? SectionJson.Read(s, row.Json, row.Schema) : s.NewAnswers()), rows);
    }

    /// <summary>Everybody whose words can be written down: the person, their people, the staff on the plan.</summary>
    public static IReadOnlyList<Voice> VoicesOf(PlanCircle circle, PlanRow plan, Involved involved)
    {
        var person = circle.Members.FirstOrDefault(m => m.Relation == Relation.Person);
        var name = plan.PersonName;
        List<Voice> voices = [new(Voices.Person, name, person?.ShownAs ?? FirstWord(involved.PreferredName ?? involved.GivenNames ?? name), Relation.Person)];
        voices.AddRange(involved.VoicesOfPeople(circle));
        // Who was invited is heard, also where nobody has written them down under "who is involved".
        voices.AddRange(circle.Members.Where(m => m.Relation is Relation.Carer or Relation.Representative && voices.All(v => v.Id != m.Id) && !involved.People.Any(p => p.Id == m.Id && p.MustNotBeContacted)).Select(m => new Voice(m.Id, m.Name, m.ShownAs, m.Relation)));
        voices.AddRange(circle.Members.Where(m => m.Relation is Relation.Professional).Select(m => new Voice(m.Id, m.Name, m.ShownAs, m.Relation)));
        return voices;
    }

    /// <summary>Those of them who are asked to sign: nobody signs what they may not read.</summary>
    public static IReadOnlyList<Voice> SignersOf(PlanCircle circle, PlanRow plan, Involved involved) =>
        [.. VoicesOf(circle, plan, involved).Where(v => circle.Members.All(m => m.Id != v.Id || m.Sees is null))];

    private static string FirstWord(string name) => name.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? name;
}
