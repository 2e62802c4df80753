using System.Globalization;
using System.Text;
using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Funding;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;

namespace CarePlanning.Core.Demo;

/// <summary>Lets the invented people ask for money and decide about it, on the days on which they did.</summary>
public sealed class DemoRequestService(IOpenDb storage, WriteQueue queue, PlanNews news, PortalSettings settings, ReauthenticationService reauthentication, IDocumentRenderer renderer, Sealing sealing, CheckAddress address, DirectPaymentService payments)
{
    private static readonly (DemoAccount Who, Seat Seat)[] Seats =
    [
        (DemoCast.Owen, Seat.TeamLead), (DemoCast.Owen, Seat.PanelMember), (DemoCast.Helen, Seat.Chair), (DemoCast.Miriam, Seat.PanelMember),
        (DemoCast.Tunde, Seat.PanelMember), (DemoCast.Ravi, Seat.ProgrammeLead),
    ];

    internal async Task Seed(Dictionary<string, Actor> actors, Guid joyce, Guid tess)
    {
        await Sit(actors);
        var (nia, samir, owen, miriam) = (actors[DemoCast.Nia.Name], actors[DemoCast.Samir.Name], actors[DemoCast.Owen.Name], actors[DemoCast.Miriam.Name]);
        var switchboard = await Ask(At(4, 9), samir, tess, "college", "A second switch for the tablet", "The one on the chair works, but in bed I cannot call anybody or write.", "Shouting, which I cannot do.", "switch");
        await Decide(At(4, 15), owen, switchboard, new Deciding(RequestState.Approved, [], null, "This gives Tess a voice at night. It should not wait.", null, 0));
        var sitter = await Ask(At(2, 14), samir, tess, "mum-sleeps", "A night sitter who knows fits, three nights a week", "Grace drives a bus on four hours' sleep. With three nights covered she and Tess are both safe.", "Respite in a unit 40 miles away, one week in eight.", "sitter");
        await At(1, 11).View(miriam, sitter, RequestState.Approved, "The unit costs more for each night, and Grace would still be awake for seven weeks in eight.", DemoService.Pin);
        await Ask(Now, nia, joyce, "sea", "A folding ramp that fits the van and the beach", "Joyce wants to get to the sea again while she can still sit up for an hour.", "Two people carrying her, which nobody may do.", "ramp");
        await Pay(nia, joyce);
    }

    /// <summary>Joyce is paid every four weeks, for her assistant's wages and Anne's Saturdays.</summary>
    private async Task Pay(Actor nia, Guid joyce)
    {
        var first = settings.Today.AddDays(-56);
        await Must(payments.Save(nia, joyce, DirectPayment.None with
        {
            Recipient = PaymentRecipient.Person,
            RecipientName = "Joyce Ashworth",
            ConsentOn = first.AddDays(-7),
            NotExcluded = true,
            Account = AccountKind.OwnAccount,
            AccountName = "J Ashworth care account",
            SortCode = "00-00-00",
            AccountAccess = "Joyce Ashworth\nAnne Ashworth",
            CareCoordinator = "Nia Rees",
            NoticeDays = 28,
            AmountPence = 118_600,
            Frequency = PaymentFrequency.FourWeekly,
            PersonAgreedOn = first.AddDays(-3),
            BodyAgreedOn = first.AddDays(-2),
            ReviewOn = first.AddDays(84),
        }, "00004417"));
        await Must(payments.Begin(nia, joyce, first));
        string Day(int after) => first.AddDays(after).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        await payments.Import(nia, joyce, Encoding.UTF8.GetBytes($"""
            Date,Description,Amount
            {Day(0)},ALDERSFORD NHS DIRECT PAYMENT,1186.00
            {Day(2)},FAIR WAGES PAYROLL SERVICE,-894.60
            {Day(12)},LANTERN HOME NURSING,-225.00
            {Day(28)},ALDERSFORD NHS DIRECT PAYMENT,1186.00
            {Day(30)},FAIR WAGES PAYROLL SERVICE,-894.60
            {Day(40)},MERIDIAN CYCLES,-38.50
            {Day(41)},LANTERN HOME NURSING,-225.00
            """));

        static async Task Must(Task<PaymentOutcome> done)
        {
            if (await done is { Refusal: not PaymentRefusal.None } no) throw new InvalidOperationException($"The demonstration could not pay: {no.Refusal} {no.Field}");
        }
    }

    private Task<bool> Sit(Dictionary<string, Actor> actors) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        db.Seats.AddRange(Seats.Select(s => new SeatRow { AccountId = actors[s.Who.Name].UserId, OrganisationId = actors[s.Who.Name].OrganisationId, Seat = s.Seat }));
        await db.SaveChangesAsync();
        return true;
    });

    private static async Task<Guid> Ask(FundingService funding, Actor who, Guid plan, string goal, string what, string why, string instead, params string[] lines)
    {
        var asked = await funding.Ask(who, plan, new Asking(Guid.CreateVersion7().ToString("N"), what, why, goal, instead, null, lines));
        return asked.Id ?? throw new InvalidOperationException($"The demonstration could not ask for {what}: {asked.Refusal} {string.Join(", ", asked.Problems.Select(p => p.Sentence))}");
    }

    private static async Task Decide(FundingService funding, Actor who, Guid request, Deciding deciding)
    {
        var refusal = await funding.Decide(who, request, deciding with { Seen = (await funding.Open(who, request))!.Newest }, DemoService.Pin);
        if (refusal != RequestRefusal.None) throw new InvalidOperationException($"The demonstration could not decide: {refusal}");
    }

    private FundingService Now => At(settings.Time);

    private FundingService At(int daysAgo, int hour) => At(new DemoClock { Now = new(settings.Today.AddDays(-daysAgo).ToDateTime(new TimeOnly(hour, 0)), TimeSpan.Zero) });

    private FundingService At(TimeProvider clock) => new(storage, queue, new AuditService(clock), new PortalSettings(settings.Demo, clock), news, reauthentication, renderer, sealing, address);
}
