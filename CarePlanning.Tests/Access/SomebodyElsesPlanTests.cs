using System.Collections;
using System.Reflection;
using CarePlanning.Core.Access;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Family;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Architecture;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlanning.Tests.Access;

/// <summary>Somebody who is not on a plan asks every service for it, in every way there is: nothing is told and nothing is done.</summary>
public sealed class SomebodyElsesPlanTests
{
    private const string Secret = "Only those at this table know of the blue tin";

    private static readonly string[] Words = [Secret, "Ashworth", "Joyce", "9990000018"];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Every_method_of_every_service_refuses_whoever_is_not_on_the_plan(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Nia, "about-me", "mostImportant/words", Secret);
        await house.SaveAsync(house.Nia, "legal-decisions", "decisions/d/name", "Machines");
        await house.SaveAsync(house.Nia, "legal-decisions", "refusals/r/treatment", "A tube");
        await house.AgreeAsync();
        var file = await house.The<Core.Uploads.UploadService>().Add(house.Nia, house.PlanId, "letter.pdf", "%PDF-1.7\n%%EOF"u8.ToArray());
        var real = await RealAsync(house);
        var before = await CountsAsync(house);
        var everything = await house.EverythingAsync();
        var methods = Methods();
        Assert.True(methods.Count > 40, "The services were not found.");
        List<string> wrong = [];
        foreach (var (who, actor) in await OutsidersAsync(house))
            foreach (var method in methods)
            {
                var name = $"{method.DeclaringType!.Name}.{method.Name} for {who}";
                try
                {
                    var samples = new Samples(house.PlanId, file.File!.Sha256, actor) { Service = method.DeclaringType.Name, Real = real };
                    var result = await Awaited(method.Invoke(house.The(method.DeclaringType), [.. method.GetParameters().Select(p => samples.Of(p.ParameterType, p.Name!))]));
                    if (Tells(result, 0) is { } told) wrong.Add($"{name}: tells {told}");
                }
                catch (Exception e) when (e is not Xunit.Sdk.XunitException) { wrong.Add($"{name}: {(e.InnerException ?? e).GetType().Name} {(e.InnerException ?? e).Message}"); }
            }
        if (await CountsAsync(house) is var after && after != before) wrong.Add($"Something was kept:\n{before}\n{after}");
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.Equal(everything, await house.EverythingAsync());
    }

    /// <summary>Methods that take a plan's id and nobody's name, and why they may.</summary>
    private static readonly Dictionary<string, string> AskNobody = new(StringComparer.Ordinal)
    {
        ["SessionService.Enter"] = "finds out who asks, from the cookie's own key, and asks PlanAccess itself",
        ["DocumentService.WhyNotSealed"] = "says of the organisation's certificate what is wrong with it, and nothing of the plan",
        ["SealTimeService.Waiting"] = "counts seals that wait for the time, and tells nothing else",
    };

    [Fact]
    public void Every_method_of_a_service_that_takes_a_plans_id_takes_whoever_asks_or_is_written_down_here()
    {
        var without = (from type in Services()
                       from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                       let parameters = method.GetParameters()
                       where parameters.Any(p => p.ParameterType == typeof(Guid) && p.Name!.Contains("plan", StringComparison.OrdinalIgnoreCase))
                       // What takes the database itself is used within services and cannot be reached from outside them.
                       where parameters.All(p => p.ParameterType != typeof(Actor) && !p.ParameterType.IsAssignableTo(typeof(CarePlanDb)))
                       select $"{type.Name}.{method.Name}").Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.Equal(AskNobody.Keys.Order(StringComparer.Ordinal), without);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_is_named_by_an_id_of_its_own_is_refused_as_well(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Nia, "about-me", "mostImportant/words", Secret);
        var concern = Guid.NewGuid();
        Assert.True(await house.The<Core.Concerns.ConcernService>().Raise(house.Anne, house.PlanId, concern, Core.Concerns.ConcernKind.Restriction, Secret));
        await house.AgreeAsync();
        var real = await RealAsync(house);
        var before = await CountsAsync(house);
        var everything = await house.EverythingAsync();
        var methods = (from type in Services()
                       from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                       let parameters = method.GetParameters()
                       where parameters.Any(p => p.ParameterType == typeof(Actor)) && parameters.All(p => p.Name != "planId")
                       where parameters.Any(p => p.ParameterType == typeof(Guid))
                       select method).ToList();
        Assert.True(methods.Count > 8, "The services were not found.");
        List<string> wrong = [];
        Dictionary<string, object> none = [];
        foreach (var (who, actor) in await OutsidersAsync(house))
            // Another organisation's lead is a lead, and reaches nothing here; the lead of this one is who is told.
            foreach (var asking in new[] { actor with { Role = Core.People.AccountRole.Professional }, actor with { Role = Core.People.AccountRole.Lead, OrganisationId = Guid.NewGuid() } })
                foreach (var method in methods)
                    foreach (var (id, ofThem) in new[] { (concern, none), (house.PlanId, real) })
                    {
                        var samples = new Samples(id, "", asking) { Service = method.DeclaringType!.Name, Real = ofThem };
                        var result = await Awaited(method.Invoke(house.The(method.DeclaringType!), [.. method.GetParameters().Select(p => samples.Of(p.ParameterType, p.Name!))]));
                        if (Tells(result, 0) is { } told) wrong.Add($"{method.DeclaringType!.Name}.{method.Name} for {who}: tells {told}");
                    }
        if (await CountsAsync(house) is var after && after != before) wrong.Add($"Something was kept:\n{before}\n{after}");
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.Equal(everything, await house.EverythingAsync());
    }

    private static IEnumerable<Type> Services() => OurTypes.OfCore.Where(t => t.IsPublic && t.Name.EndsWith("Service", StringComparison.Ordinal) && !t.Namespace!.EndsWith(".Demo", StringComparison.Ordinal)
        // The log takes notes of whoever asks, and answers nobody.
        && t != typeof(Core.Audit.AccessLogService));

    private static List<MethodInfo> Methods() =>
    [
        .. from type in Services()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
           let parameters = method.GetParameters()
           where parameters.Any(p => p.ParameterType == typeof(Actor)) && parameters.Any(p => p.ParameterType == typeof(Guid) && p.Name == "planId")
           select method,
    ];

    private static async Task<IReadOnlyList<(string Who, Actor Actor)>> OutsidersAsync(Household house)
    {
        var left = house.Anne;
        await using (var db = house.OpenDb())
        {
            var now = DateTime.UtcNow;
            await db.Members.Where(m => m.PlanId == house.PlanId && m.UserId == left.UserId).ExecuteUpdateAsync(m => m.SetProperty(x => x.EndedAtUtc, now), TestContext.Current.CancellationToken);
        }
        return
        [
            ("a professional of the same organisation", house.Stranger),
            ("a professional of another organisation", house.Stranger with { OrganisationId = Guid.NewGuid() }),
            ("somebody who has left the plan", left),
            ("its professional, whose laptop was handed over for another plan", house.Nia with { OnlyPlan = Guid.NewGuid(), HandedOver = true }),
            ("a device that joined another plan", house.Joyce with { OnlyPlan = Guid.NewGuid(), JoinedBy = Guid.NewGuid() }),
            ("nobody", new Actor(Guid.Empty, "", Core.People.AccountRole.Lead, house.Nia.OrganisationId)),
        ];
    }

    /// <summary>What there is about the plan under ids and codes of its own, by the name of what asks for it, with the service where several call it "id".</summary>
    private static async Task<Dictionary<string, object>> RealAsync(Household house)
    {
        var (now, plan, code) = (DateTime.UtcNow, house.PlanId, $"{Guid.NewGuid():N}");
        var (invitation, share) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Equal(InvitationRefusal.None, (await house.The<InvitationService>().Invite(house.Nia, plan, Family.FamilyTable.ForBeth(id: invitation))).Refusal);
        Assert.Equal(ShareRefusal.None, (await house.The<ShareService>().Share(house.Nia, plan, new NewShare(share, "Maureen Pike", "maureen@example.org", null, Core.Documents.Copies.CopyKind.AboutMe, 7))).Refusal);
        Assert.True(await house.The<BetweenUsService>().Write(house.Joyce, plan, Secret));
        var joins = house.The<JoinService>();
        var token = (await joins.MakeCode(house.Nia, plan))!;
        var join = (await joins.Ask((await joins.MakeCode(house.Nia, plan))!, Household.AnnesEntry))!.Value.Id;
        var (request, holder, fact, statement) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await using var db = house.OpenDb();
        db.Requests.Add(new RequestRow { Id = request, PlanId = plan, OrganisationId = house.Nia.OrganisationId, Number = "R-OTHERS", OpId = code, State = Core.Funding.RequestState.Declined, What = Secret, Why = Secret, AskedById = house.Nia.UserId, AskedAtUtc = now, ClockFromUtc = now, DueAtUtc = now });
        db.Letters.Add(new LetterRow { Id = Guid.NewGuid(), PlanId = plan, RequestId = request, CheckCode = code, AtUtc = now, Pdf = "%PDF-1.7"u8.ToArray(), Html = Secret });
        db.DirectPayments.Add(new DirectPaymentRow { PlanId = plan, CareCoordinator = Secret, ChangedAtUtc = now });
        db.Statements.Add(new StatementRow { Id = statement, PlanId = plan, What = Secret, Pence = -100, Key = "1", ImportedAtUtc = now });
        db.PaymentNotices.Add(new PaymentNoticeRow { Id = Guid.NewGuid(), PlanId = plan, Reason = Secret, AtUtc = now, CheckCode = code, Pdf = "%PDF-1.7"u8.ToArray(), Html = Secret });
        db.CopyHolders.Add(new CopyHolderRow { Id = holder, PlanId = plan, CheckCode = code, GivenTo = Secret, GivenAtUtc = now });
        db.LiveFacts.Add(new LiveFactRow { Id = fact, PlanId = plan, Words = Secret, StatedById = house.Nia.UserId, AtUtc = now });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        var note = await db.BetweenUs.Where(b => b.PlanId == plan).Select(b => b.Id).SingleAsync(TestContext.Current.CancellationToken);
        return new(StringComparer.OrdinalIgnoreCase)
        {
            ["requestId"] = request,
            ["noteId"] = note,
            ["holder"] = holder,
            ["fact"] = fact,
            ["statementLine"] = statement,
            ["code"] = code,
            ["token"] = token,
            ["account"] = house.Stranger.UserId,
            ["InvitationService.id"] = invitation,
            ["ShareService.id"] = share,
            ["JoinService.id"] = join,
        };
    }

    /// <summary>What an answer gives away, or null: a word of the plan, a file, a yes, or a key of any kind.</summary>
    private static string? Tells(object? answer, int depth) => answer switch
    {
        null or false or Enum or DateTime or DateTimeOffset or DateOnly or int or long => null,
        true => depth == 0 ? "yes" : null,
        byte[] bytes => bytes.Length == 0 ? null : $"{bytes.Length} bytes",
        string text => Words.FirstOrDefault(w => text.Contains(w, StringComparison.OrdinalIgnoreCase)) ?? (depth == 0 && text.Length > 0 ? text : null),
        Guid id => depth == 0 && id != Guid.Empty ? id.ToString() : null,
        System.Runtime.CompilerServices.ITuple tuple => Enumerable.Range(0, tuple.Length).Select(i => Tells(tuple[i], depth + 1)).FirstOrDefault(t => t is not null),
        IEnumerable many => many.Cast<object?>().Select(m => Tells(m, depth + 1)).FirstOrDefault(t => t is not null),
        _ when depth > 6 => null,
        _ => answer.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0 && p.GetMethod is { IsStatic: false }).Select(p => Tells(p.GetValue(answer), depth + 1)).FirstOrDefault(t => t is not null),
    };

    private static async Task<object?> Awaited(object? called)
    {
        if (called is not Task task) return called;
        await task;
        return task.GetType().GetProperty("Result")?.GetValue(task) is { } result && result.GetType().Name != "VoidTaskResult" ? result : null;
    }

    /// <summary>How much is kept in each table; what is noted of the asking itself is left out.</summary>
    private static async Task<string> CountsAsync(Household house)
    {
        await using var db = house.OpenDb();
        List<string> counts = [];
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Where(t => t is not ("AccessLog" or "AccessHeads")).Order(StringComparer.Ordinal))
#pragma warning disable EF1002 // the names are the model's own
            counts.Add($"{table} {await db.Database.SqlQueryRaw<int>($"SELECT COUNT(*) AS \"Value\" FROM \"{table}\"").SingleAsync(TestContext.Current.CancellationToken)}");
#pragma warning restore EF1002
        return string.Join(", ", counts);
    }

    /// <summary>Makes something of any type that a service takes.</summary>
    private sealed record Samples(Guid Plan, string File, Actor Actor)
    {
        public required string Service { get; init; }

        /// <summary>What is really there, by the name that asks for it.</summary>
        public required Dictionary<string, object> Real { get; init; }

        public object? Of(Type type, string name)
        {
            if (Nullable.GetUnderlyingType(type) is { } inner) return Of(inner, name);
            if (type == typeof(Actor)) return Actor;
            if ((Real.GetValueOrDefault($"{Service}.{name}") ?? Real.GetValueOrDefault(name)) is { } real && real.GetType() == type) return real;
            if (type == typeof(Guid)) return Plan;
            if (type == typeof(string)) return Text(name.ToUpperInvariant());
            if (type == typeof(byte[])) return "%PDF-1.7\n%%EOF"u8.ToArray();
            if (type == typeof(bool)) return true;
            if (type == typeof(DateTime)) return DateTime.UtcNow.AddYears(-1);
            if (type == typeof(DateOnly)) return DateOnly.FromDateTime(DateTime.UtcNow);
            if (type == typeof(DateTimeOffset)) return DateTimeOffset.UtcNow;
            if (type == typeof(TimeSpan)) return TimeSpan.FromDays(1);
            if (type.IsEnum) return Enum.GetValues(type).GetValue(0);
            if (type.IsPrimitive || type == typeof(decimal)) return Convert.ChangeType(1, type, System.Globalization.CultureInfo.InvariantCulture);
            if (type == typeof(CancellationToken)) return CancellationToken.None;
            if (type.IsArray || (type.IsGenericType && type.GetGenericArguments() is [var item] && type.IsAssignableFrom(item.MakeArrayType())))
            {
                var of = type.GetElementType() ?? type.GetGenericArguments()[0];
                var list = Array.CreateInstance(of, 1);
                list.SetValue(Of(of, name), 0);
                return list;
            }
            if (type.IsGenericType && type.IsInterface && type.GetGenericArguments() is [var key, var value]) return Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(key, value));
            if (type.IsGenericType && type.IsInterface && type.GetGenericArguments() is [var element] && typeof(HashSet<>).MakeGenericType(element) is var set && type.IsAssignableFrom(set)) return Activator.CreateInstance(set);
            if (type.IsAbstract) type = type.GetNestedTypes().FirstOrDefault(t => t.IsSubclassOf(type)) ?? throw new InvalidOperationException($"Say how to make a {type}.");
            var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).FirstOrDefault() ?? throw new InvalidOperationException($"Say how to make a {type}.");
            return constructor.Invoke([.. constructor.GetParameters().Select(p => Of(p.ParameterType, p.Name!))]);
        }

        private string Text(string name) => name switch
        {
            "SLUG" or "SECTION" => "about-me",
            "PATH" => "mostImportant/words",
            "SHA256" => File,
            "DECISIONID" => "d",
            "MEMBERID" => "person",
            "OPID" => Guid.NewGuid().ToString("N"),
            _ => "Said by a stranger",
        };
    }
}
