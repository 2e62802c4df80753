using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Exchange.Fhir;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using CarePlanning.Core.Words;
using CarePlanning.Pdf;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Documents.Copies;

/// <summary>Makes copies, keeps their sealed bytes, and hands them out.</summary>
public sealed class CopyService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings, IDocumentRenderer renderer, Sealing sealing, CheckAddress address)
{
    /// <summary>What this reader sees of a plan's copies; null for a stranger.</summary>
    public async Task<CopyShelf?> Shelf(Actor actor, Guid planId)
    {
        await using var db = storage.Open();
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is not { } plan) return null;
        var circle = await PlanReadingService.Circle(db, plan);
        if (!PlanAccess.May(actor, PlanAction.Download, circle)) return null;
        var version = await db.Versions.AsNoTracking().Where(v => v.PlanId == planId && v.Status == VersionStatus.Agreed).OrderByDescending(v => v.Number)
            .Select(v => new { v.Number, v.SealedAtUtc, v.Id, v.CheckCode, v.PdfPages, v.FrozenBy }).FirstOrDefaultAsync();
        List<MadeCopy> made = [];
        if (version is not null)
            made.Add(new MadeCopy(CopyKind.FullPlan, CopyIssue.Agreed, version.Number, version.CheckCode, version.SealedAtUtc!.Value, version.FrozenBy, version.PdfPages ?? 0,
                await CopyReadingService.Standing(db, planId, CopyKind.FullPlan, version.Id, version.SealedAtUtc.Value)));
        foreach (var c in await db.Copies.AsNoTracking().Where(c => c.PlanId == planId).OrderByDescending(c => c.MadeAtUtc)
            .Select(c => new { c.Kind, c.Issue, c.Version, c.VersionId, c.CheckCode, c.MadeAtUtc, c.MadeBy, c.PdfPages }).ToListAsync())
            made.Add(new MadeCopy(c.Kind, c.Issue, c.Version, c.CheckCode, c.MadeAtUtc, c.MadeBy, c.PdfPages, await CopyReadingService.Standing(db, planId, c.Kind, c.VersionId, c.MadeAtUtc)));
        var ofPlan = version is null ? (CopyStanding?)null : made[0].Standing;
        // Of a copy that somebody may not read they are not told either who holds it.
        made.RemoveAll(c => !MayRead(actor, c.Kind, circle));
        var holders = (await Holders(db, planId)).Where(h => MayRead(actor, h.Kind, circle)).ToList();
        return new CopyShelf(version?.Number, version?.SealedAtUtc, [.. CopyList.All.Where(c => MayHave(actor, c.Kind, circle))], made, holders, LiveFactService.Seen(await CopyReadingService.Facts(db, planId), actor, circle))
        {
            OfPlan = ofPlan,
            MayState = [.. LiveFactTable.All.Where(line => LiveFactTable.MayState(actor, line.Kind, inPlaceOfPlan: false, circle)).Select(line => line.Kind)],
            MayReplace = LiveFactTable.All.Any(line => LiveFactTable.MayState(actor, line.Kind, inPlaceOfPlan: true, circle)),
            IsWithdrawn = version is null && await db.Versions.Where(v => v.PlanId == planId && v.SealedAtUtc != null).OrderByDescending(v => v.Number).Select(v => v.Status).FirstOrDefaultAsync() == VersionStatus.Withdrawn,
            MayEnd = fact => LiveFactTable.MayEnd(actor, fact, circle),
        };
    }

    /// <summary>The latest copy of a kind exactly as it was stored, made first where there is none that holds; null where there is none for this person.</summary>
    public Task<CopyFile?> Get(Actor actor, Guid planId, CopyKind kind) => Get(actor, planId, kind, circle => MayHave(actor, kind, circle));

    /// <summary>The same for somebody to whom this copy was shared by a link; whether the link still opens was asked before, and that the plan is given out at all is asked when it is.</summary>
    internal Task<CopyFile?> Shared(Actor holder, Guid planId, CopyKind kind) => Get(holder, planId, kind, circle => !circle.IsRestricted);

    /// <summary>So often a copy is made anew because the plan went on while it was sealed; then it is handed out as one that something has changed since.</summary>
    private const int MostTries = 3;

    /// <summary>A copy is sealed while nothing is locked: a time-stamp server may take seconds, and nobody's answer waits for it.</summary>
    private async Task<CopyFile?> Get(Actor actor, Guid planId, CopyKind kind, Func<PlanCircle, bool> may)
    {
        ReadyCopy? ready = null;
        for (var tries = 0; ; tries++)
        {
            var last = tries == MostTries;
            var (file, wanted) = await queue.Run(() => HandOut(actor, planId, kind, may, ready, last));
            if (wanted is null) return file;
            ready = Ready(wanted);
        }
    }

    /// <summary>The copy, or what is to be made first.</summary>
    private async Task<(CopyFile? File, WantedCopy? Wanted)> HandOut(Actor actor, Guid planId, CopyKind kind, Func<PlanCircle, bool> may, ReadyCopy? ready, bool last)
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await PlanService.Locked(db, planId) is not { } plan || !may(await PlanReadingService.Circle(db, plan))) return (null, null);
        var version = (await VersionReadingService.All(db, planId)).FirstOrDefault(v => v.Status == VersionStatus.Agreed);
        CopyFile? file = null;
        if (kind == CopyKind.FullPlan) file = version is null ? null : await FullPlan(db, version);
        else
        {
            var row = version is null
                ? await db.Copies.AsNoTracking().Where(c => c.PlanId == planId && c.Kind == kind && c.Issue == CopyIssue.Recorded).OrderByDescending(c => c.MadeAtUtc).FirstOrDefaultAsync()
                : await db.Copies.AsNoTracking().Where(c => c.VersionId == version.Id && c.Kind == kind).OrderByDescending(c => c.MadeAtUtc).FirstOrDefaultAsync();
            if (version is null && row is not null && await CopyReadingService.SealedSince(db, planId, row.MadeAtUtc)) row = null;
            if (version is not null && (row is null || (!plan.HasDied() && await CopyReadingService.ChangedSince(db, planId, kind, row.MadeAtUtc))))
            {
                if (ready is null || (!last && (ready.Wanted.Version?.Id != version.Id || (!plan.HasDied() && await CopyReadingService.ChangedSince(db, planId, kind, ready.Wanted.Stamp.MadeAtUtc)))))
                {
                    var (content, changed) = await AsItIsNow(db, kind, version);
                    return (null, await Wanted(db, plan, actor, kind, content, version, changed));
                }
                if (ready.Made is not null) row = await Keep(db, plan, actor, ready);
                // Nobody goes without the plan because of a certificate: the copy says on every page that it is not sealed.
                else (file, row) = (ready.NotSealed, null);
            }
            file ??= row is null ? null : new CopyFile(row.Pdf, row.Html, row.Text, FileName(plan.Number, kind, row.Version),
                await CopyReadingService.Standing(db, planId, kind, row.VersionId, row.MadeAtUtc));
        }
        if (file is null) return (null, null);
        audit.Add(db, plan, await Next(db, planId), actor, AuditKind.CopyTaken, path: CopyList.Of(kind).Slug);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return (file, null);
    }

    /// <summary>Issues an emergency sheet of what is written down now, on one professional's authority, or says why not.</summary>
    public async Task<SheetRefusal> Record(Actor actor, Guid planId)
    {
        if (await queue.Run(() => Recorded(actor, planId, null)) is not { } wanted) return SheetRefusal.NotYours;
        if (Ready(wanted) is not { Made: not null } ready) return SheetRefusal.NotSealed;
        return await queue.Run(() => Recorded(actor, planId, ready)) is null ? SheetRefusal.NotYours : SheetRefusal.None;
    }

    /// <summary>What is to be on the sheet, or, once it is sealed, the same as it was kept; null for whoever may not.</summary>
    private async Task<WantedCopy?> Recorded(Actor actor, Guid planId, ReadyCopy? ready)
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await PlanService.Locked(db, planId) is not { } plan) return null;
        var circle = await PlanReadingService.Circle(db, plan);
        if (!PlanAccess.May(actor, PlanAction.LeadSigning, circle) || plan.Status == PlanStatus.Closed) return null;
        if (ready is not null)
        {
            await Keep(db, plan, actor, ready);
            await transaction.CommitAsync();
            return ready.Wanted;
        }
        var (answers, _) = await PlanReadingService.Answers(db, planId);
        var organisation = await db.Organisations.Where(o => o.Id == plan.OrganisationId).Select(o => o.Name).SingleAsync();
        var content = new FrozenPlan(plan.Number, 0, plan.Pathway, organisation, plan.PersonName, plan.PersonBornOn, plan.PersonNhsNumber, settings.UtcNow,
            PlanReadingService.VoicesOf(circle, plan, answers.Get<Involved>()), FrozenPlan.Split(ContingencyContactRules.WithoutUnwanted(answers)).Signed)
        { Photo = await Uploads.PhotoService.InPlan(db, planId) };
        return await Wanted(db, plan, actor, CopyKind.EmergencySheet, content, null, []);
    }

    /// <summary>What was agreed, with each answer that takes effect at once as it is now, and the sections in which that makes a difference: what is sealed anew says nothing that no longer holds.</summary>
    private static async Task<(FrozenPlan Content, IReadOnlyList<SectionDefinition> Changed)> AsItIsNow(CarePlanDb db, CopyKind kind, PlanVersion version)
    {
        var answers = ContingencyContactRules.WithoutUnwanted((await PlanReadingService.Answers(db, version.PlanId)).Answers);
        var (agreed, marks) = (version.Content.Answers, AudienceTable.MarksOf(kind));
        var now = FrozenPlan.InUse(answers, m => FrozenPlan.MayBeSigned(m) || marks.Contains(m));
        return (version.Content with { Answers = LiveAnswers.Over(agreed, now) }, LiveAnswers.Changed(kind, agreed, FrozenPlan.Split(answers).Signed));
    }

    /// <summary>How many people hold a copy that is out of date and have not been told; 0 for whoever does not tell them.</summary>
    public async Task<int> StillToTell(Actor actor, Guid planId)
    {
        await using var db = storage.Open();
        if (!await db.CopyHolders.AnyAsync(h => h.PlanId == planId) || await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is not { } plan) return 0;
        var circle = await PlanReadingService.Circle(db, plan);
        return PlanAccess.May(actor, PlanAction.Download, circle) ? (await Holders(db, planId)).Count(h => h.MustBeTold && MayRead(actor, h.Kind, circle)) : 0;
    }

    /// <summary>Who holds which copy, and whether it still holds; asked once for each copy, however many hold it.</summary>
    private static async Task<List<CopyHolding>> Holders(CarePlanDb db, Guid planId)
    {
        Dictionary<string, (Guid? VersionId, CopyStanding Standing)> copies = new(StringComparer.Ordinal);
        List<CopyHolding> holders = [];
        foreach (var h in await db.CopyHolders.AsNoTracking().Where(h => h.PlanId == planId).OrderByDescending(h => h.GivenAtUtc).ToListAsync())
        {
            if (!copies.TryGetValue(h.CheckCode, out var copy))
                copies[h.CheckCode] = copy = await CopyReadingService.Behind(db, planId, h.CheckCode) is var (kind, versionId, at)
                    ? (versionId, await CopyReadingService.Standing(db, planId, kind, versionId, at)) : (null, CopyStanding.Older);
            holders.Add(new CopyHolding(h.Id, h.Kind, h.GivenTo, h.How, h.GivenAtUtc, h.GivenBy, copy.Standing, h.ToldAtUtc, h.ToldBy)
            {
                ChangedSinceTold = copy.Standing != CopyStanding.Latest && h.ToldAtUtc is { } told && await CopyReadingService.ChangedSinceTold(db, planId, h.Kind, copy.VersionId, told),
            });
        }
        return holders;
    }

    /// <summary>A copy that is to be made: of what, under which stamp, with what beside the plan.</summary>
    private sealed record WantedCopy(FrozenPlan Content, PlanVersion? Version, CopyStamp Stamp, CopyContents With);

    /// <summary>The same with its seal, not kept yet.</summary>
    /// <param name="Made">Null where nothing can be sealed now.</param>
    /// <param name="NotSealed">What is handed out then.</param>
    private sealed record ReadyCopy(WantedCopy Wanted, PdfContent Composed, SealedDocument? Made, CopyFile? NotSealed = null);

    private async Task<WantedCopy> Wanted(CarePlanDb db, PlanRow plan, Actor actor, CopyKind kind, FrozenPlan content, PlanVersion? version, IReadOnlyList<SectionDefinition> changed)
    {
        var now = settings.UtcNow;
        var code = CheckCodes.New();
        var stamp = version is not null ? CopyStamp.Of(kind, version, version.SealedAtUtc!.Value, now, code, address)
            : new CopyStamp(kind, CopyIssue.Recorded, plan.Number, 0, now, actor.Name, now, code, address);
        return new WantedCopy(content, version, stamp, new CopyContents(version is null ? null : new Agreement(version, version.SealedAtUtc!.Value), await CopyReadingService.Facts(db, plan.Id))
        { Easy = await CopyReadingService.Easy(db, plan.Id), Changed = changed });
    }

    private PdfContent Composed(WantedCopy copy)
    {
        var (kind, now) = (copy.Stamp.Kind, copy.Stamp.MadeAtUtc);
        var composed = CopySize.Fit(renderer, fit => CopyDocument.Compose(copy.Content, copy.Stamp, copy.With, fit), kind);
        // The data hold what this copy may carry and no more; what nobody has agreed to is not given to other systems.
        return copy.Version is { } version ? composed with { Attachments = [PlanBundle.Attach(version with { Content = AudienceTable.Keep(kind, copy.Content) }, AudienceTable.BundleOf(kind, copy.Content.Answers, copy.With.Facts), now)] } : composed;
    }

    private CopyFile? Unsealed(WantedCopy wanted)
    {
        if (wanted.Version is not { } version) return null;
        var composed = Composed(wanted with { Stamp = wanted.Stamp with { CheckCode = null, NotSealed = true } });
        return new CopyFile(renderer.Render(composed).Bytes, HtmlTwin.Write(composed), PlainText.Write(composed), FileName(wanted.Content.Number, wanted.Stamp.Kind, version.Number) + "-not-sealed", CopyStanding.Latest, Sealed: false);
    }

    private ReadyCopy Ready(WantedCopy wanted)
    {
        var composed = Composed(wanted);
        try
        {
            return new ReadyCopy(wanted, composed, sealing.Seal(place => renderer.Render(composed, place), wanted.Content.Organisation,
                Texts.Documents[wanted.Version is null ? "seal.recorded" : "seal.reason"], wanted.Stamp.MadeAtUtc));
        }
        catch (SealException) { return new ReadyCopy(wanted, composed, null, Unsealed(wanted)); }
    }

    private async Task<CopyRow> Keep(CarePlanDb db, PlanRow plan, Actor actor, ReadyCopy ready)
    {
        var ((_, version, stamp, _), composed, made) = (ready.Wanted, ready.Composed, ready.Made!);
        var file = made.File;
        var row = new CopyRow
        {
            Id = Guid.CreateVersion7(),
            PlanId = plan.Id,
            VersionId = version?.Id,
            Version = version?.Number ?? 0,
            Kind = stamp.Kind,
            Issue = stamp.Issue,
            CheckCode = stamp.CheckCode!,
            MadeAtUtc = stamp.MadeAtUtc,
            MadeById = actor.UserId,
            MadeBy = actor.Name,
            Pdf = file.Bytes,
            PdfSha256 = made.Sha256,
            PdfPages = file.Pages,
            Html = HtmlTwin.Write(composed),
            Text = PlainText.Write(composed),
        };
        db.Copies.Add(row);
        SealTimeService.Note(db, made, plan.Id, stamp.MadeAtUtc);
        audit.Add(db, plan, await Next(db, plan.Id), actor, AuditKind.CopyMade, path: CopyList.Of(stamp.Kind).Slug, after: row.PdfSha256);
        await db.SaveChangesAsync();
        return row;
    }

    /// <summary>File, page and text as they were stored when it was sealed; for a version sealed before pages were stored, the page is composed of the same frozen text.</summary>
    private async Task<CopyFile?> FullPlan(CarePlanDb db, PlanVersion version)
    {
        if (await db.Versions.AsNoTracking().Where(v => v.Id == version.Id && v.Pdf != null).Select(v => new { v.Pdf, v.Html, v.Text }).SingleOrDefaultAsync() is not { } kept) return null;
        var composed = new Lazy<PdfContent>(() => PlanDocument.Compose(version.Content, new Agreement(version, version.SealedAtUtc!.Value), settings.Today, address));
        return new CopyFile(kept.Pdf!, kept.Html ?? HtmlTwin.Write(composed.Value), kept.Text ?? PlainText.Write(composed.Value), FileName(version.Content.Number, CopyKind.FullPlan, version.Number),
            await CopyReadingService.Standing(db, version.PlanId, CopyKind.FullPlan, version.Id, version.SealedAtUtc!.Value));
    }

    /// <summary>Nobody has a copy that carries what they may not see on the screen; while a plan is restricted only the sheet that may save a life is made.</summary>
    internal static bool MayHave(Actor actor, CopyKind kind, PlanCircle circle) =>
        PlanAccess.May(actor, PlanAction.Download, circle) && (kind == CopyKind.EmergencySheet || PlanAccess.MayTakeOut(actor, circle)) && MayRead(actor, kind, circle);

    private static bool MayRead(Actor actor, CopyKind kind, PlanCircle circle) =>
        AudienceTable.MarksOf(kind).All(m => PlanAccess.MaySee(actor, m, circle)) && AudienceTable.SectionsOf(kind).All(slug => PlanAccess.MaySee(actor, slug, circle));

    private static Task<long> Next(CarePlanDb db, Guid planId) => AuditService.Next(db, planId);

    private static string FileName(string number, CopyKind kind, int version) => $"{DocumentService.InFileName(number)}-v{version}-{CopyList.Of(kind).Slug}";
}
