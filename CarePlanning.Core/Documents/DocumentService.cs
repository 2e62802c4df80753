using System.Collections.Concurrent;
using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Exchange.Fhir;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using CarePlanning.Pdf;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Documents;

/// <summary>Makes previews, seals agreed versions once, and hands out what is stored.</summary>
public sealed class DocumentService(IOpenDb storage, WriteQueue queue, AuditService audit, PortalSettings settings, PlanNews news, IDocumentRenderer renderer, Sealing sealing, CheckAddress address)
{
    /// <summary>The plan as it stands now, marked a draft on every page, and a name for its file that says nothing of the person; null for a stranger.</summary>
    public async Task<(byte[] Pdf, string FileName)?> Draft(Actor actor, Guid planId)
    {
        await using var db = storage.Open();
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is not { } plan) return null;
        var circle = await PlanReadingService.Circle(db, plan);
        if (!PlanAccess.May(actor, PlanAction.Download, circle) || !PlanAccess.May(actor, PlanAction.ReadWhole, circle) || !PlanAccess.MayTakeOut(actor, circle)) return null;
        var (answers, _) = await PlanReadingService.Answers(db, planId);
        var organisation = await db.Organisations.Where(o => o.Id == plan.OrganisationId).Select(o => o.Name).SingleAsync();
        var next = (await db.Versions.Where(v => v.PlanId == planId).MaxAsync(v => (int?)v.Number) ?? 0) + 1;
        var content = new FrozenPlan(plan.Number, next, plan.Pathway, organisation, plan.PersonName, plan.PersonBornOn, plan.PersonNhsNumber,
            settings.UtcNow, PlanReadingService.VoicesOf(circle, plan, answers.Get<Involved>()), FrozenPlan.Split(answers).Signed)
        { CarersSaid = await CarerPageService.InPlan(db, circle), Photo = await Uploads.PhotoService.InPlan(db, planId) };
        return (renderer.Render(PlanDocument.Compose(content, null, settings.Today, address)).Bytes, $"{InFileName(plan.Number)}-draft.pdf");
    }

    private readonly ConcurrentDictionary<Guid, string> troubles = new();

    /// <summary>Why the seal could not be set the last time it was tried, or null.</summary>
    public string? WhyNotSealed(Guid planId) => troubles.GetValueOrDefault(planId);

    /// <summary>Seals the open version when all have signed; done again it changes nothing.</summary>
    public async Task<SigningResult> Finish(Actor actor, Guid planId)
    {
        SigningResult? result = null;
        try
        {
            ReadyPlan? ready = null;
            while (result is null)
            {
                // A time-stamp server may take seconds, and nobody's answer waits for it: the version is sealed while nothing is locked.
                PlanVersion? wanted;
                (result, wanted) = await queue.Run(() => Agree(actor, planId, ready));
                if (wanted is not null) ready = Seal(wanted);
            }
        }
        catch (SealException e)
        {
            troubles[planId] = e.Message;
            return new SigningRefusal.NotSealed(e.Message);
        }
        troubles.TryRemove(planId, out _);
        if (result.Version is not null) await news.Tell(new PlanHappening(planId, "", ""));
        return result;
    }

    /// <summary>The sealed PDF of a version exactly as it was stored; null when there is none for this person.</summary>
    public async Task<(byte[] Bytes, string FileName)?> Sealed(Actor actor, Guid planId, int number)
    {
        var found = await queue.Run<(byte[], string)?>(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (await PlanService.Locked(db, planId) is not { } plan || await PlanReadingService.Circle(db, plan) is not { } circle
                || !PlanAccess.May(actor, PlanAction.ReadWhole, circle) || !PlanAccess.MayTakeOut(actor, circle)) return null;
            var pdf = await db.Versions.AsNoTracking().Where(v => v.PlanId == planId && v.Number == number && v.Pdf != null).Select(v => v.Pdf).SingleOrDefaultAsync();
            if (pdf is null) return null;
            audit.Add(db, plan, await AuditService.Next(db, planId), actor, AuditKind.Downloaded, path: $"v{number}");
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return (pdf, FileName(plan.Number, number));
        });
        return found;
    }

    /// <summary>The data of a sealed version on its own, as they are attached to the document; null when there are none for this person.</summary>
    public async Task<(byte[] Bytes, string FileName)?> Data(Actor actor, Guid planId, int number) =>
        await Sealed(actor, planId, number) is var (pdf, name) && PlanBundle.TakenOut(pdf) is { } data ? (data, Path.ChangeExtension(name, PlanBundle.Extension)) : null;

    /// <summary>Writes the newest sealed PDF of each active plan into a folder, for printing before or during an outage; returns how many, and how many were left out because nothing of them is given out.</summary>
    public async Task<(int Written, int Restricted)> Export(string folder)
    {
        await using var db = storage.Open();
        Directory.CreateDirectory(folder);
        var newest = await (from v in db.Versions.AsNoTracking()
                            join p in db.Plans on v.PlanId equals p.Id
                            where v.Status == VersionStatus.Agreed && v.Pdf != null && p.Status != PlanStatus.Closed
                            select new { p.Number, Version = v.Number, v.Id, IsRestricted = p.RestrictedAtUtc != null }).ToListAsync();
        foreach (var one in newest.Where(n => !n.IsRestricted))
        {
            var pdf = await db.Versions.AsNoTracking().Where(v => v.Id == one.Id).Select(v => v.Pdf!).SingleAsync();
            await File.WriteAllBytesAsync(Path.Combine(folder, FileName(one.Number, one.Version)), pdf);
        }
        return (newest.Count(n => !n.IsRestricted), newest.Count(n => n.IsRestricted));
    }

    /// <summary>Of letters and digits only: a plan may have come from elsewhere, and its number names no folder.</summary>
    internal static string InFileName(string number) => string.Concat(number.Where(char.IsAsciiLetterOrDigit));

    internal static string FileName(string number, int version) => $"{InFileName(number)}-v{version}.pdf";

    /// <summary>A version with its seal, not kept yet.</summary>
    private sealed record ReadyPlan(PlanVersion Version, PdfContent Composed, SealedDocument Made, DateTime AtUtc);

    /// <summary>Keeps the sealed version where it is still the one that everybody signed; otherwise says which version is to be sealed first.</summary>
    private async Task<(SigningResult? Result, PlanVersion? Wanted)> Agree(Actor actor, Guid planId, ReadyPlan? ready)
    {
        await using var db = storage.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await PlanService.Locked(db, planId) is not { } plan) return (new SigningRefusal.NotFound(), null);
        // The seal follows from the last signature, whoever gives it; nobody decides anything here.
        if (!PlanAccess.May(actor, PlanAction.Sign, await PlanReadingService.Circle(db, plan))) return (new SigningRefusal.NotYours(), null);
        if (await VersionReadingService.Newest(db, planId) is not { } version) return (new SigningRefusal.NothingToSign(), null);
        if (version.Status == VersionStatus.Agreed) return (version, null);
        if (version.Status != VersionStatus.Open || !version.AllDone) return (new SigningRefusal.RoundClosed(), null);
        if (ready?.Version.Id != version.Id || !ready.Version.Signings.SequenceEqual(version.Signings)) return (null, version);

        var (pdf, now) = (ready.Made.File, ready.AtUtc);
        var row = await db.Versions.SingleAsync(v => v.Id == version.Id);
        (row.Status, row.ClosedAtUtc, row.SealedAtUtc) = (VersionStatus.Agreed, now, now);
        (row.Pdf, row.PdfPages, row.PdfSha256) = (pdf.Bytes, pdf.Pages, ready.Made.Sha256);
        (row.Html, row.Text) = (HtmlTwin.Write(ready.Composed), PlainText.Write(ready.Composed));
        SealTimeService.Note(db, ready.Made, planId, now);
        foreach (var earlier in await db.Versions.Where(v => v.PlanId == planId && v.Status == VersionStatus.Agreed && v.Id != version.Id).ToListAsync())
            earlier.Status = VersionStatus.Superseded;
        plan.Status = PlanStatus.Active;
        audit.Add(db, plan, await AuditService.Next(db, planId), actor, AuditKind.Agreed, path: $"v{version.Number}", after: row.PdfSha256);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return ((await VersionReadingService.Newest(db, planId))!, null);
    }

    private ReadyPlan Seal(PlanVersion version)
    {
        var now = settings.UtcNow;
        var composed = PlanDocument.Compose(version.Content, new Agreement(version, now), settings.Today, address) with { Attachments = [PlanBundle.Attach(version, BundleCopy.FullPlan, now)] };
        return new ReadyPlan(version, composed, sealing.Seal(place => renderer.Render(composed, place), version.Content.Organisation, Core.Words.Texts.Documents["seal.reason"], now), now);
    }
}
