using System.Security.Cryptography;
using System.Text;
using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Plans;

/// <summary>The one write path: applies an edit with its audit entry in one transaction, or says why not and changes nothing.</summary>
public sealed class EditService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings, PlanNews news)
{
    public async Task<EditOutcome> Apply(Actor actor, Guid planId, Edit edit)
    {
        if (edit.OpId is not { Length: >= 8 and <= 64 } || !edit.OpId.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) return Refuse(EditRefusal.NoOpId);
        var outcome = await queue.Run(() => InTransaction(actor, planId, edit));
        if (outcome is EditOutcome.Saved { Again: false }) await news.Tell(new PlanHappening(planId, edit.Section, edit.Path, actor.UserId));
        return outcome;
    }

    /// <summary>Applies what a form says of places of one section, one after the other; what stands there already is not written again. Changed before it is sent again, it takes the place of what was sent first.</summary>
    /// <param name="plan">The plan as the form's page showed it.</param>
    /// <param name="form">Made with the page: the same form sent twice is applied once.</param>
    internal async IAsyncEnumerable<EditOutcome> ApplyForm(Actor actor, PlanView plan, SectionDefinition section, Guid form, IEnumerable<(string Path, string Value)> answers)
    {
        foreach (var (path, value) in answers)
        {
            var before = SectionFields.Read(plan.Answers[section.Slug], SectionPath.Find(section, path)!);
            if (before != value) yield return await Apply(actor, plan.Card.Id, new Edit(Edit.OpOf(form, path, before, value), section.Slug, path, before, value, null));
        }
    }

    private async Task<EditOutcome> InTransaction(Actor actor, Guid planId, Edit edit)
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await PlanService.Locked(db, planId) is not { } plan) return Refuse(EditRefusal.NotFound);
        var circle = await PlanReadingService.Circle(db, plan);
        if (!PlanAccess.May(actor, PlanAction.Open, circle)) return Refuse(EditRefusal.NotFound);
        if (PlanSections.Find(edit.Section) is null) return Refuse(EditRefusal.NoSuchPlace);
        if (!PlanAccess.May(actor, PlanAction.Edit, circle, edit.Section)) return Refuse(EditRefusal.NotYours);
        if (PlanSections.Find(edit.Section) is not { } definition || SectionPath.Find(definition, edit.Path) is not { } at)
            return Refuse(EditRefusal.NoSuchPlace);
        if (at.Field is null && !definition.FieldsOf(at.Part).Any(f => PlanAccess.MaySee(actor, f, circle))) return Refuse(EditRefusal.NotYours);

        var (answers, rows) = await PlanReadingService.Answers(db, planId, track: true);
        var section = answers[edit.Section];
        // Before anything is answered: what stands at a place is told only to those who may see it.
        if (!MayWrite(actor, circle, section, at)) return Refuse(EditRefusal.NotYours);
        var before = SectionFields.Read(section, at);
        var value = (edit.Value ?? "").Replace("\r\n", "\n", StringComparison.Ordinal);
        var (sequence, applied, turnedAway) = await AuditService.Next(db, planId, edit.OpId, Attempt(edit));
        if (applied is { } done)
        {
            // Who is told what they have sent themselves has learnt nothing.
            if (before != value) await NoteLook();
            await transaction.CommitAsync();
            return new EditOutcome.Saved(done, before, true, []);
        }
        if (plan.HasDied()) return Refuse(EditRefusal.PersonHasDied);
        if (plan.Status == PlanStatus.Closed || (plan.Status == PlanStatus.Active && !MayChangeNow(definition, at))) return Refuse(EditRefusal.PlanIsAgreed);
        if (section.IsSettled(at)) return Refuse(EditRefusal.Settled);

        if (at.EntryId is { } entryId && edit.Value != SectionFields.Removed && await IsSomebodyElses(db, planId, circle.MemberFor(actor)!, section, entryId)) return Refuse(EditRefusal.NoSuchPlace);

        var @base = (edit.Base ?? "").Replace("\r\n", "\n", StringComparison.Ordinal);
        // Told once that it is a conflict, its writer has decided since: a copy that was late on the line is no decision. What comes by pack is one each time.
        if (turnedAway && !edit.ByPack) return await ConflictHere();
        if (@base != before && value != before)
        {
            if (edit.After is null || await db.Audit.AnyAsync(a => a.PlanId == planId && a.OpId == edit.After)) await TurnAway(db, planId, edit);
            return await ConflictHere();
        }

        if (SectionFields.Write(section, at, value) is not Unreadable.None and var why) return Unkept(edit, why);
        if (at.Field is null) section.PutOffOnDay(at.Part, edit.SaidOn ?? settings.Today);
        var involved = answers.Get<Involved>();
        var voices = PlanReadingService.VoicesOf(circle, plan, involved);
        var voice = at.Part == "voice" ? value : edit.Voice ?? (actor.HandedOver && at.Part == "words" ? Voices.Person : "");
        if (voice.Length > 0 && voice != Voices.Together && voices.All(v => v.Id != voice))
        {
            if (at.Part == "voice") return Unkept(edit, Unreadable.NotAnOption);
            // The words are kept whoever has left the plan since they were written.
            voice = "";
        }
        if (at.Field is { Kind: FieldKind.Narrative }) MarkVoice(section, at, voice, voices, circle.MemberFor(actor)!, value != before);

        var problems = RuleBook.CheckPlace(new RuleInput(answers, plan.Pathway, settings.Today, settings.Demo, Voices.Person), edit.Section, edit.Path);
        var wrong = problems.Where(p => p.Severity == Severity.Block && p.Stage == Stage.Save).ToList();
        if (wrong.Count > 0) return new EditOutcome.Refused(EditRefusal.WrongValue, wrong);

        Keep(db, rows, planId, definition, section);
        if (plan.Status == PlanStatus.AwaitingAgreement)
            sequence = await SigningService.VoidOpenRound(db, plan, actor, audit, sequence, settings.UtcNow);
        if (definition.Type == typeof(Involved)) PlanService.ShowPerson(plan, involved);
        plan.ChangedAtUtc = settings.UtcNow;
        var entry = audit.Add(db, plan, sequence, actor, edit.ByPack ? AuditKind.EditedByPack : AuditKind.Edited, edit.Section, edit.Path, voice, edit.OpId, before, value);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return new EditOutcome.Saved(entry.AtUtc, SectionFields.Read(section, at), false,
            [.. problems.Where(p => p.RuleId == "TX-01" || (p.Severity == Severity.Warn && p.Stage == Stage.Save)), .. IsTakenOut(section, at) ? [TextRules.TakenOut(edit.Section, edit.Path)] : Array.Empty<Problem>()], entry.Sequence);

        async Task<EditOutcome> ConflictHere()
        {
            var conflict = await ConflictAt(db, planId, edit, before, value);
            // Who may not see the history is told what stands there, and not whose it is.
            if (!PlanAccess.May(actor, PlanAction.SeeHistory, circle)) conflict = conflict with { TheirsBy = null, TheirsAtUtc = null };
            await NoteLook();
            await transaction.CommitAsync();
            return conflict;
        }

        // Whoever is told what stands there has looked; each look at how to get in is written down.
        async Task NoteLook()
        {
            if (at.Field?.Sensitivity != Sensitivity.HomeAccess) return;
            audit.Add(db, plan, sequence, actor, AuditKind.CodeLookedAt);
            await db.SaveChangesAsync();
        }
    }

    /// <summary>True for an entry among the people that would take the place of the person or of one of the staff, whose voice and signature it would then be.</summary>
    private static async Task<bool> IsSomebodyElses(CarePlanDb db, Guid planId, Member writer, PlanSection section, string entryId)
    {
        if (section is not Involved involved) return false;
        // Of the family somebody may have been invited from the entry that is there; with a new one nobody else of the family takes their place.
        var isNew = writer.Relation is Relation.Carer or Relation.Representative && writer.Id != entryId && involved.People.All(p => p.Id != entryId);
        return entryId is Voices.Person or Voices.Together
            || await db.Members.AnyAsync(m => m.PlanId == planId && m.MemberId == entryId && (isNew || (m.Relation != Relation.Carer && m.Relation != Relation.Representative)));
    }

    /// <summary>A live fact takes effect at once, also while an agreed version stands.</summary>
    private static bool MayChangeNow(SectionDefinition definition, SectionPath at) => at.Field?.IsLive ?? definition.IsLive(at.Part);

    private static bool MayWrite(Actor actor, PlanCircle circle, PlanSection section, SectionPath at)
    {
        if (!PlaceAccess.MaySee(actor, circle, section, at)) return false;
        var standing = at.Part.StartsWith("standing/", StringComparison.Ordinal);
        if (at.Field is not null && !standing && !PlanAccess.MayWrite(actor, at.Field.Hand, circle)) return false;
        // How somebody stands to another's words is set by their own hand only.
        return !standing || at.Part["standing/".Length..] == circle.MemberFor(actor)!.Id;
    }

    private static bool IsTakenOut(PlanSection section, SectionPath at) =>
        !at.IsEntry && at.Field?.List?.EntriesOf(section).FirstOrDefault(e => e.Id == at.EntryId) is { Removed: true };

    private static async Task<EditOutcome.Conflict> ConflictAt(CarePlanDb db, Guid planId, Edit edit, string theirs, string mine)
    {
        var last = await db.Audit.AsNoTracking()
            .Where(a => a.PlanId == planId && a.Section == edit.Section && a.Path == edit.Path)
            .OrderByDescending(a => a.Sequence).FirstOrDefaultAsync();
        return new EditOutcome.Conflict(theirs, last?.ActorName, last?.AtUtc, mine, last?.Sequence ?? 0);
    }

    /// <summary>Longer than any device keeps an unsent answer.</summary>
    private const int RememberedDays = 60;

    private async Task TurnAway(CarePlanDb db, Guid planId, Edit edit)
    {
        var longAgo = settings.UtcNow.AddDays(-RememberedDays);
        await db.TurnedAway.Where(t => t.PlanId == planId && t.AtUtc < longAgo).ExecuteDeleteAsync();
        db.TurnedAway.Add(new TurnedAwayRow { PlanId = planId, Attempt = Attempt(edit), AtUtc = settings.UtcNow });
        await db.SaveChangesAsync();
    }

    private static string Attempt(Edit edit) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{edit.OpId} {edit.Base}")));

    private static void MarkVoice(PlanSection section, SectionPath at, string voice, IReadOnlyList<Voice> voices, Member writer, bool changed)
    {
        object? owner = at.EntryId is null ? section : at.Field!.List!.EntriesOf(section).FirstOrDefault(e => e.Id == at.EntryId);
        if (owner is null || at.Field!.Property.GetValue(owner) is not Narrative narrative) return;
        if (at.Part == "words")
        {
            narrative.WrittenBy = writer.ShownAs;
            if (changed) narrative.OtherWords();
            if (voice.Length > 0) narrative.Voice = voice;
        }
        // The name stays with the words, for the day when who said them is no longer on the plan.
        if (at.Part is "words" or "voice") narrative.VoiceName = voices.FirstOrDefault(v => v.Id == narrative.Voice)?.ShownAs ?? (narrative.Voice is null or Voices.Together ? null : narrative.VoiceName);
    }

    internal static void Keep(CarePlanDb db, Dictionary<string, SectionRow> rows, Guid planId, SectionDefinition definition, PlanSection section)
    {
        if (!rows.TryGetValue(definition.Slug, out var row))
            db.Sections.Add(row = new SectionRow { PlanId = planId, Slug = definition.Slug });
        row.Json = SectionJson.Write(section);
        row.Schema = SectionJson.Schema;
        row.Version++;
    }

    private static EditOutcome.Refused Unkept(Edit edit, Unreadable why) =>
        Refuse(EditRefusal.WrongValue, new Problem(TextRules.IdOf(why), edit.Section, edit.Path, Severity.Block, Stage.Save, TextRules.Sentence(why)));

    private static EditOutcome.Refused Refuse(EditRefusal why, params Problem[] problems) => new(why, problems);
}
