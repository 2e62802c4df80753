using System.Globalization;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Words;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents;

/// <summary>The page for whoever must act quickly: what is known, and, said as plainly, what is not written down.</summary>
internal sealed class EmergencyPage
{
    private readonly FrozenPlan plan;
    private readonly IReadOnlyList<LiveFact> facts;
    private readonly ParagraphStyle decisions;
    private readonly bool brief;

    private EmergencyPage(FrozenPlan plan, IReadOnlyList<LiveFact> facts, ParagraphStyle decisions, bool brief) => (this.plan, this.facts, this.decisions, this.brief) = (plan, facts, decisions, brief);

    private static Texts T => Texts.Documents;

    /// <summary>The page inside the full plan.</summary>
    public static IEnumerable<Block> Compose(FrozenPlan plan, IReadOnlyList<LiveFact>? facts = null) =>
        [new Heading(1, T["emergency"]) { NewPage = true }, .. new EmergencyPage(plan, facts ?? [], ParagraphStyle.Small, brief: true).Body([new Paragraph(new RichText([new Run(plan.PersonName) { Bold = true }])) { Style = ParagraphStyle.Lead }])];

    /// <summary>The sheet for the fridge, on which facts said since the agreement come first.</summary>
    /// <param name="opening">Whose sheet it is and what it is, beside whom to ring.</param>
    /// <param name="brief">Of each plan only what to do first, where all its steps leave no room.</param>
    public static IEnumerable<Block> Sheet(FrozenPlan plan, IReadOnlyList<LiveFact> facts, IReadOnlyList<Block> opening, bool brief) => new EmergencyPage(plan, facts, ParagraphStyle.Body, brief).Body(opening);

    private IEnumerable<Block> Body(IReadOnlyList<Block> name)
    {
        var (who, health) = (plan.Answers.Get<Involved>(), plan.Answers.Get<Health>());
        var contingency = plan.Answers.Get<Contingency>();
        yield return new Columns(
            [
                .. name, .. Person(who),
                Talking(plan, who),
                Fact("emergency.conditions", Facts(health.Conditions.InUse(), c => c.What, c => c.GoodToKnow)),
                Fact("emergency.allergies", LiveFacts.Over(facts, LiveFactKind.Allergies, Allergies(health))),
                Fact("emergency.medicines", LiveFacts.Over(facts, LiveFactKind.Medicines, Facts(health.Medicines.InUse(), m => m.What, m => m.IfItStops, m => m.KeptWhere.IsWritten() ? T.Get("emergency.kept", m.KeptWhere!) : null, m => From(m)))),
            ],
            [
                new Callout(T["emergency.ring"], [.. Ring(who, contingency)]) { Frame = CalloutFrame.Band },
                Fact("emergency.devices", Facts(health.Devices.InUse(), d => Device(d), d => d.NeedsPower == true ? T["emergency.power"] : null, d => d.GoodToKnow)),
                Fact("emergency.infection", Facts(health.Infections.InUse(), i => i.What, i => i.WhatToDo)),
                Fact("emergency.powers", Facts(plan.Answers.Get<Legal>().Authorities.InUse(), Powers.Holder, Powers.Says)),
            ]);
        var plans = contingency.Plans.InUse().ToList();
        var more = brief && plans.Any(p => contingency.StepsOf(p).Count > 1);
        yield return new Heading(4, brief ? T["emergency.first"] + (more ? " " + T.Get("emergency.more", PlanSections.Of<Contingency>().Words.Name) : "") : T["emergency.steps"]) { InContents = false };
        yield return plans.Count > 0 ? new BulletList([.. plans.Select(p => WhatToDo(contingency, p))]) : new Paragraph(Unwritten());
        foreach (var block in ThreeKinds.ForEmergency(plan.Answers, Wishes.Framed(T["emergency.wish"], [.. Wished(plan.Answers.Get<LookingAhead>(), who, alone: plan.Answers.Get<Recommendations>().Current().Count == 0 && !plan.Answers.Get<Legal>().Refusals.InUse().Any())]), decisions)) yield return block;
    }

    private List<Block> Person(Involved who)
    {
        var address = who.Addresses.InUse().OrderBy(a => a.Use ?? AddressUse.Correspondence).FirstOrDefault();
        string?[] lines =
        [
            string.Join(brief ? " \u00b7 " : "\n", new[]
            {
                plan.BornOn is { } born ? T.Get("emergency.born", FieldText.Date(born), PlanDocument.Age(born, DateOnly.FromDateTime(PortalSettings.Local(plan.FrozenAtUtc)))) : T["emergency.bornNotWritten"],
                plan.NhsNumber is null ? null : T.Get("emergency.nhs", FieldText.NhsNumber(plan.NhsNumber)).Replace(' ', '\u00a0'),
            }.Where(t => t.IsWritten())),
            address is null ? null : string.Join(", ", new[] { address.Line1, address.Line2, address.Line3, address.Town, address.Postcode }.Where(l => l.IsWritten())),
            who.WhereToFind,
            who.WhoILiveWith.IsWritten() ? T.Get("emergency.livesWith", who.WhoILiveWith!) : null,
        ];
        return [new Paragraph(string.Join('\n', lines.Where(l => l.IsWritten())))];
    }

    private static Paragraph Talking(FrozenPlan plan, Involved who)
    {
        var how = plan.Answers.Get<AboutMe>().HowICommunicate;
        // The short notes serve at night; a long account is read by day, on the pages about the person.
        List<Run> runs = [];
        if (who.AccessNeedNow.IsWritten()) runs.Add(new Run(who.AccessNeedNow!.TrimEnd('.') + ". ") { Bold = true });
        runs.Add(new Run(string.Join('\n', new[] { who.AccessNotes, who.AccessNotes.IsWritten() ? null : how?.Words, Interpreter(who) }.Where(t => t.IsWritten()))));
        return Fact("emergency.talk", runs.All(r => r.Text.Length == 0) ? Unwritten() : new RichText(runs));
    }

    private static string? Interpreter(Involved who) =>
        who.InterpreterRequired == true ? T.Get("emergency.interpreter", who.Language.IsWritten() ? who.Language! : T["emergency.notWritten"]) : null;

    private IEnumerable<Block> Ring(Involved who, Contingency contingency)
    {
        // People who were put in order for such an hour come first, in that order; whoever else is near comes after them.
        // Inside the plan, where their order stands beside each plan, the page must stay one page.
        var ordered = contingency.Contacts.InUse().Where(c => decisions == ParagraphStyle.Body && !(contingency.DayAndNightWho.IsWritten() && ContingencyContactRules.IsSamePhone(c.Phone, contingency.DayAndNightNumber))).OrderBy(c => c.Order ?? int.MaxValue).ToList();
        string? PhoneOf(ContingencyContact c) => c.Phone.IsWritten() ? c.Phone
            : who.People.InUse().Where(p => !p.MustNotBeContacted).Select(p => (p.Name, p.Phone)).Concat(who.Professionals.InUse().Select(p => (p.Name, p.Phone))).FirstOrDefault(p => ContingencyContactRules.IsSameName(c.Name, p.Name) && p.Phone.IsWritten()).Phone;
        // Nobody stands there twice; somebody with another number, and somebody else at the same number, is somebody to ring.
        bool IsNew(string? name, string? phone) => !ordered.Any(c => ContingencyContactRules.IsSameName(c.Name, name) && (!phone.IsWritten() || ContingencyContactRules.IsSamePhone(PhoneOf(c), phone)));
        var people = who.People.InUse().Where(p => !p.MustNotBeContacted && IsNew(p.Name, p.Phone) && (p.ConsultInEmergency == true || p.Types.Overlaps([ContactType.EmergencyContact, ContactType.Carer, ContactType.ParentalResponsibility])))
            .OrderByDescending(p => p.Types.Contains(ContactType.Carer)).Select(p => Entry(p.Name, p.Relation, p.Phone));
        var staff = who.Professionals.InUse().Where(p => p.KeyWorker == true && p.End is null && IsNew(p.Name, p.Phone)).Select(p => Entry(p.Name, p.Role, p.Phone));
        var all = ordered.Select(c => Entry(c.Name, c.Role, PhoneOf(c), c.ReachedOn == ReachedOn.DayAndNight && c.Hours?.Any(char.IsAsciiDigit) != true ? null : c.Hours)).Concat(people).Concat(staff).ToList();
        if (LiveFacts.Of(facts, LiveFactKind.Contacts) is { Count: > 0 } said) yield return new Paragraph(LiveFacts.Said(said));
        if (!LiveFacts.Replace(facts, LiveFactKind.Contacts)) yield return all.Count > 0 ? new BulletList(all) { Numbered = true } : new Paragraph(Unwritten());
        yield return new Paragraph(new RichText(
        [
            new Run(T["emergency.dayAndNight"] + " ") { Bold = true },
            .. contingency.DayAndNightNumber.IsWritten()
                ? [.. PhoneNumbers.In(contingency.DayAndNightNumber), new Run(contingency.DayAndNightWho.IsWritten() ? $", {contingency.DayAndNightWho}" : "")]
                : Unwritten().Runs,
            new Run("\n" + T["emergency.key"] + " ") { Bold = true },
            .. contingency.KeyHeldBy.IsWritten()
                ? [new Run(T.Get("emergency.heldBy", contingency.KeyHeldBy!)), .. contingency.KeyHeldByPhone.IsWritten() ? [new Run(", "), .. PhoneNumbers.In(contingency.KeyHeldByPhone)] : (Run[])[]]
                : Unwritten().Runs,
        ]));
    }

    private static Paragraph Fact(string key, RichText text) =>
        new(new RichText([new Run(T[key] + "\n") { Bold = true, Colour = "#0b5d6b" }, .. text.Runs]));

    private static RichText Entry(string? name, string? role, string? phone, string? hours = null) => new(
    [
        new Run(string.Join(", ", new[] { name, role }.Where(t => t.IsWritten())) + ": "),
        .. phone.IsWritten() ? PhoneNumbers.In(phone) : Unwritten().Runs,
        .. hours.IsWritten() ? [new Run(" ("), .. PhoneNumbers.In(hours), new Run(")")] : (Run[])[],
    ]);

    private static RichText Allergies(Health health)
    {
        var all = health.Allergies.InUse().ToList();
        if (all.Count > 0) return Facts(all, a => a.What, a => a.WhatHappens, a => From(a));
        return health.AllergiesKnown switch
        {
            AllergyAnswer.NoneKnown => new RichText([new Run(T["emergency.noneKnown"]) { Bold = true }, new Run(From(health.NoneKnownSource, health.NoneKnownAsOf) is { } from ? $" ({from})" : "")]),
            AllergyAnswer.SomeKnown => T["emergency.someKnown"],
            _ => Unwritten(),
        };
    }

    /// <summary>Each fact on a line of its own, its name bold and what is good to know behind it.</summary>
    private static RichText Facts<T1>(IEnumerable<T1> facts, params Func<T1, string?>[] parts)
    {
        List<Run> runs = [];
        foreach (var fact in facts)
        {
            var said = parts.Select(p => p(fact)).Where(p => p.IsWritten()).Select(p => p!.Trim()).ToList();
            if (said.Count == 0) continue;
            runs.Add(new Run((runs.Count > 0 ? "\n" : "") + said[0].TrimEnd('.') + ".") { Bold = true });
            if (said.Count > 1) runs.Add(new Run(" " + string.Join(' ', said.Skip(1).Select(p => p[^1] is '.' or '!' or '?' or ')' ? p : p + "."))));
        }
        return runs.Count == 0 ? Unwritten() : new RichText(runs);
    }

    private static string? From(IHealthFact fact) => From(fact.Source, fact.AsOf) is { } from ? $"({from})" : null;

    private static string? From(string? source, PartialDate? on) =>
        string.Join(", ", new[] { source, on is null ? null : FieldText.Date(on) }.Where(t => t.IsWritten())) is { Length: > 0 } from ? from : null;

    private static string? Device(HealthDevice device) => device.What.IsWritten() ? device.What
        : device.Kind is { } kind ? PlanSections.Of<Health>().Words.Option(typeof(DeviceKind), kind.ToString()) : null;

    private RichText WhatToDo(Contingency contingency, ContingencyPlan plan)
    {
        var steps = contingency.StepsOf(plan);
        var triggers = plan.Triggers.IsWritten() ? string.Join("; ", plan.Triggers!.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) : plan.Name;
        return new RichText(
        [
            .. triggers.IsWritten() ? [new Run(triggers!.TrimEnd('.') + ". ") { Bold = true }] : (Run[])[],
            .. steps.Count == 0 ? Unwritten().Runs : [new Run(string.Join(' ', steps.Take(brief ? 1 : steps.Count).Select(Step)))],
        ]);

        static string Step(ContingencyStep step) =>
            (step.Do?.TrimEnd() is { Length: > 0 } what ? what[^1] is '.' or '!' or '?' ? what : what + "." : "") + (step.Avoid.IsWritten() ? " " + T.Get("contingency.avoid", step.Avoid!) : "");
    }

    private IEnumerable<Block> Wished(LookingAhead ahead, Involved who, bool alone)
    {
        var places = ahead.PlacesOfCare.InUse().OrderBy(p => p.Rank ?? int.MaxValue)
            .Select(p => Place(p.Type is { } type ? Option(type) : null, p.Name)).ToList();
        var avoid = ahead.PlacesToAvoid.InUse().Select(p => Place(p.Type is { } type ? Option(type) : null, p.Name)).ToList();
        List<Run> runs = [];
        if (LiveFacts.Of(facts, LiveFactKind.Place) is { Count: > 0 } now) runs.AddRange(LiveFacts.Said(now).Runs.Append(new Run("\n")));
        if (LiveFacts.Replace(facts, LiveFactKind.Place)) avoid = [];
        else if (places.Count > 0) runs.Add(new Run(string.Join(' ', places.Select((p, i) => $"{(i + 1).ToString(CultureInfo.CurrentCulture)}. {p}."))) { Bold = true });
        else runs.AddRange(Unwritten().Runs);
        if (avoid.Count > 0) runs.Add(new Run(" " + T.Get("emergency.avoid", string.Join("; ", avoid))));
        if (LiveFacts.Of(facts, LiveFactKind.Papers) is { Count: > 0 } papers) runs.AddRange(LiveFacts.Said(papers).Runs.Prepend(new Run("\n" + T["emergency.papers"] + " ") { Bold = true }));
        if (ahead.StatementLocation.IsWritten() && !LiveFacts.Replace(facts, LiveFactKind.Papers)) runs.Add(new Run("\n" + T.Get("emergency.statement", ahead.StatementLocation!)));
        // Somebody who is called an attorney, of whose power nobody wrote anything down.
        var attorneys = plan.Answers.Get<Legal>().Authorities.InUse().Any() ? [] : who.People.InUse().Where(p => p.Types.Contains(ContactType.Attorney) && p.Name.IsWritten()).Select(p => p.Name!).ToList();
        if (attorneys.Count > 0) runs.Add(new Run("\n" + T.Get("emergency.attorneys", string.Join(", ", attorneys))));
        yield return new Paragraph(new RichText(runs));
        // Where the other two kinds stand beside it, nobody needs to be sent to look for them.
        yield return new Paragraph(T[alone ? "emergency.law" : "emergency.lawBeside"]) { Style = ParagraphStyle.Small };

        static string Option(PlaceOfCare type) => PlanSections.Of<LookingAhead>().Words.Option(typeof(PlaceOfCare), type.ToString());
    }

    private static string Place(string? type, string? name) => string.Join(": ", new[] { type, name }.Where(t => t.IsWritten())).TrimEnd('.');

    private static RichText Unwritten() => new([new Run(T["emergency.notWritten"]) { Italic = true }]);
}
