using System.Text.RegularExpressions;
using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Concerns;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Family;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Storage;

namespace CarePlanning.Tests.Family;

/// <summary>A household whose clock can be set and whose letters are read here instead of being sent.</summary>
internal sealed partial class FamilyTable : IAsyncDisposable
{
    private FamilyTable(Household house, NamedLeads? named)
    {
        House = house;
        var (storage, queue, audit, news) = (house.The<IOpenDb>(), house.The<WriteQueue>(), new AuditService(Clock), house.The<PlanNews>());
        var (settings, leads) = (new PortalSettings(true, Clock), new NamedLeadService(storage, named ?? new NamedLeads(NamedLead.Of("lead@example.org"))));
        Codes = new OneTimeCodeService(storage, queue, settings);
        Invitations = new InvitationService(storage, queue, audit, settings, news, Codes, Post, CheckAddress.Local);
        var log = new AccessLogService(storage, queue, Clock);
        Circles = new CircleService(storage, queue, audit, settings, news, log);
        Invited = new InvitedService(storage, queue, audit, settings, news, Codes, Post, log);
        Accounts = new FamilyAccountService(storage, queue, settings, Codes, Post, log);
        Shares = new ShareService(storage, queue, audit, settings, Codes, Post, house.The<CopyService>(), CheckAddress.Local, log);
        Restrictions = new RestrictionService(storage, queue, audit, settings, news, log);
        Alerts = new LeadAlertService(storage, queue, Clock, Post, leads, CheckAddress.Local, Microsoft.Extensions.Logging.Abstractions.NullLogger<LeadAlertService>.Instance);
        Concerns = new ConcernService(storage, queue, settings, Alerts, Restrictions, news, log);
        Emergencies = new BreakGlassService(storage, queue, audit, settings, news, Alerts, log);
        Sessions = new SessionService(storage, queue, Clock, SessionLimits.Usual);
    }

    public static async Task<FamilyTable> OnAsync(Database kind, NamedLeads? leads = null) => new(await Household.OnAsync(kind), leads);

    public Household House { get; }
    public SetClock Clock { get; } = new();
    public Letterbox Post { get; } = new();
    public OneTimeCodeService Codes { get; }
    public InvitationService Invitations { get; }
    public InvitedService Invited { get; }
    public FamilyAccountService Accounts { get; }

    /// <summary>Beth's browser.</summary>
    public CodeBrowser Browser { get; } = new(Guid.NewGuid());
    public CircleService Circles { get; }
    public ShareService Shares { get; }
    public RestrictionService Restrictions { get; }
    public ConcernService Concerns { get; }
    public LeadAlertService Alerts { get; }
    public BreakGlassService Emergencies { get; }
    public SessionService Sessions { get; }

    public Guid Plan => House.PlanId;

    /// <summary>Begins a session of somebody's at this table's time.</summary>
    public async Task<SessionKey> SignInAsync(Actor who)
    {
        var session = Guid.NewGuid();
        await Sessions.Begin(session, who.UserId);
        return new SessionKey(who.UserId, session);
    }

    public static NewInvitation ForBeth(SectionRights? rights = null, Relation relation = Relation.Carer, string? email = "beth@example.org", string? phone = "07700 900341", Guid? id = null) =>
        new(id ?? Guid.NewGuid(), "Beth", "O'Connor", relation, "daughter", email, phone, null, rights ?? SectionRights.All);

    /// <summary>Invites Beth and gives the token of the link in her letter.</summary>
    public async Task<string> InviteAsync(NewInvitation? asked = null, Actor? by = null)
    {
        var result = await Invitations.Invite(by ?? House.Nia, Plan, asked ?? ForBeth());
        Assert.Equal(new InvitationResult(InvitationRefusal.None, true), result);
        return Post.Token();
    }

    /// <summary>Invites Beth and lets her accept with the code on her phone.</summary>
    public async Task<(Actor Beth, string Token)> BethIsInAsync(SectionRights? rights = null, Relation relation = Relation.Carer)
    {
        var token = await InviteAsync(ForBeth(rights, relation));
        Assert.Equal(CodeSent.Sent, await Invited.SendCode(token));
        var (outcome, beth, plan) = await Invited.Accept(token, Post.Code(), "O'Connor");
        Assert.Equal((EnterOutcome.In, Plan), (outcome, plan));
        return (beth!, token);
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();

    /// <summary>A clock that stands until it is set.</summary>
    internal sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;
        public override DateTimeOffset GetUtcNow() => Now;
    }

    /// <summary>Keeps the letters instead of sending them.</summary>
    internal sealed partial class Letterbox : IPost
    {
        public List<Letter> Letters { get; } = [];
        public bool SendsTexts { get; set; } = true;
        public bool Works { get; set; } = true;
        private readonly TaskCompletionSource sent = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Done once a letter was sent.</summary>
        public Task Sent => sent.Task;

        public Task<bool> Send(Letter letter)
        {
            if (Works)
            {
                Letters.Add(letter);
                sent.TrySetResult();
            }
            return Task.FromResult(Works);
        }

        /// <summary>The token of the newest link that was sent.</summary>
        public string Token() => Link().Match(Letters.Last(l => Link().IsMatch(l.Body)).Body).Groups[1].Value;

        /// <summary>The newest code that was sent.</summary>
        public string Code() => CodeIn().Match(Letters[^1].Body).Value;

        [GeneratedRegex("/(?:invited|shared)/([0-9a-f]{64})")]
        private static partial Regex Link();

        [GeneratedRegex("[2-9A-Z]{4}-[2-9A-Z]{4}")]
        private static partial Regex CodeIn();
    }
}
