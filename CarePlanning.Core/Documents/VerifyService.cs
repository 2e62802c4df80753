using System.Security.Cryptography;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using CarePlanning.Pdf;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Documents;

/// <summary>What can be said of a copy to anybody; it says nothing about the person.</summary>
/// <param name="Seal">What the seal says, or null when a code was typed.</param>
/// <param name="Status">What became of the version, or null when it is not one of ours.</param>
/// <param name="NewerExists">True when a later version was agreed, or a later sheet recorded.</param>
/// <param name="Why">What the seal's check found, for the command line.</param>
public sealed record CopyCheck(SealState? Seal, VersionStatus? Status, int? Version, DateTime? SealedAtUtc, bool NewerExists, string Why)
{
    /// <summary>True when something that stands on the copy was changed since; never what.</summary>
    public bool ChangedSince { get; init; }

    /// <summary>True when one professional recorded it and nobody has agreed with it.</summary>
    public bool Recorded { get; init; }

    /// <summary>Whose clock stands behind the time of the seal.</summary>
    public SealClock Clock { get; init; }

    /// <summary>When the time-stamp server confirmed that the file was there, where it did so later.</summary>
    public DateTime? ConfirmedAtUtc { get; init; }

    /// <summary>True for a letter about money, which is of its day and not of a version.</summary>
    public bool IsLetter { get; init; }

    /// <summary>The day the newer version was agreed.</summary>
    public DateTime? NewerAtUtc { get; init; }
}

/// <summary>Answers "is this the latest copy?" for a file or a code.</summary>
public sealed class VerifyService(IOpenDb storage, Sealing sealing)
{
    /// <summary>The largest file that is looked at, in bytes (20 MB).</summary>
    public const int MostBytes = 20 * 1024 * 1024;

    /// <summary>Checks a file: sealed by us and unchanged or not; and what became of that version.</summary>
    public async Task<CopyCheck> File(byte[] file)
    {
        var seal = SealVerifier.Check(file, sealing.Trusted);
        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        await using var db = storage.Open();
        // Byte for byte a file we kept is ours, even while the certificate that sealed it cannot be read.
        if (seal.State == SealState.SealedByOthers && (await db.Versions.AnyAsync(v => v.PdfSha256 == hash) || await db.Copies.AnyAsync(c => c.PdfSha256 == hash) || await db.Letters.AnyAsync(l => l.PdfSha256 == hash) || await db.PaymentNotices.AnyAsync(n => n.PdfSha256 == hash) || await db.Uploads.AnyAsync(u => u.Sha256 == hash && u.CheckCode != null)))
            seal = seal with { State = SealState.SealedByUs };
        if (seal.State != SealState.SealedByUs) return new CopyCheck(seal.State, null, null, null, false, seal.Why);
        return await Letter(db.Letters.Where(l => l.PdfSha256 == hash).Select(l => l.AtUtc).Concat(db.PaymentNotices.Where(n => n.PdfSha256 == hash).Select(n => n.AtUtc)), seal.State, seal.Why)
            ?? await Find(db, db.Versions.Where(v => v.PdfSha256 == hash), db.Copies.Where(c => c.PdfSha256 == hash), db.Uploads.Where(u => u.Sha256 == hash && u.CheckCode != null), seal.State, seal.Why);
    }

    /// <summary>Checks a code as somebody typed it from a page.</summary>
    public async Task<CopyCheck> Code(string? typed)
    {
        if (CheckCodes.Read(typed) is not { } code) return new CopyCheck(null, null, null, null, false, "");
        await using var db = storage.Open();
        return await Letter(db.Letters.Where(l => l.CheckCode == code).Select(l => l.AtUtc).Concat(db.PaymentNotices.Where(n => n.CheckCode == code).Select(n => n.AtUtc)), null, "")
            ?? await Find(db, db.Versions.Where(v => v.CheckCode == code), db.Copies.Where(c => c.CheckCode == code), db.Uploads.Where(u => u.CheckCode == code), null, "");
    }

    /// <summary>A letter about money is as it was on its day; a later one about the same has a code of its own.</summary>
    private static async Task<CopyCheck?> Letter(IQueryable<DateTime> sealedAt, SealState? seal, string why) =>
        await sealedAt.Select(at => (DateTime?)at).FirstOrDefaultAsync() is { } at ? new CopyCheck(seal, VersionStatus.Agreed, null, at, false, why) { IsLetter = true } : null;

    private static async Task<CopyCheck> Find(CarePlanDb db, IQueryable<VersionRow> which, IQueryable<CopyRow> copies, IQueryable<UploadRow> records, SealState? seal, string why)
    {
        var (check, sha256) = await Standing(db, which, copies, records, seal, why);
        var (clock, at) = await SealTimeService.Of(db, sha256);
        return check with { Clock = clock, ConfirmedAtUtc = at };
    }

    private static async Task<(CopyCheck Check, string? Sha256)> Standing(CarePlanDb db, IQueryable<VersionRow> which, IQueryable<CopyRow> copies, IQueryable<UploadRow> records, SealState? seal, string why)
    {
        if (await which.AsNoTracking().Select(v => new { v.PlanId, v.Number, v.Status, v.SealedAtUtc, v.PdfSha256 }).SingleOrDefaultAsync() is { } found)
            return (await OfVersion(db, found.PlanId, found.Number, found.Status, found.SealedAtUtc, CopyKind.FullPlan, found.SealedAtUtc ?? default, seal, why), found.PdfSha256);
        if (await copies.AsNoTracking().Select(c => new { c.PlanId, c.VersionId, c.Kind, c.MadeAtUtc, c.PdfSha256 }).SingleOrDefaultAsync() is not { } copy)
            return await records.AsNoTracking().Select(u => new { u.PlanId, u.AtUtc, u.Sha256 }).FirstOrDefaultAsync() is { } record
                ? (await OfRecord(db, record.PlanId, record.AtUtc, seal, why), record.Sha256) : (new CopyCheck(seal, null, null, null, false, why), null);
        if (copy.VersionId is null)
        {
            var newest = await Newest(db, copy.PlanId, 0);
            var again = await db.Copies.AnyAsync(c => c.PlanId == copy.PlanId && c.VersionId == null && c.Kind == copy.Kind && c.MadeAtUtc > copy.MadeAtUtc);
            return (new CopyCheck(seal, await StatusOfRecorded(db, copy.PlanId, copy.MadeAtUtc, newest), null, copy.MadeAtUtc, newest is not null || again, why)
            { Recorded = true, NewerAtUtc = newest, ChangedSince = await CopyReadingService.ChangedSince(db, copy.PlanId, copy.Kind, copy.MadeAtUtc) }, copy.PdfSha256);
        }
        var version = await db.Versions.AsNoTracking().Where(v => v.Id == copy.VersionId).Select(v => new { v.Number, v.Status, v.SealedAtUtc }).SingleAsync();
        return (await OfVersion(db, copy.PlanId, version.Number, version.Status, version.SealedAtUtc, copy.Kind, copy.MadeAtUtc, seal, why), copy.PdfSha256);
    }

    /// <summary>The record of a conversation: a later one, or an agreed plan, is newer; its second page tells what the emergency sheet tells.</summary>
    private static async Task<CopyCheck> OfRecord(CarePlanDb db, Guid planId, DateTime at, SealState? seal, string why)
    {
        var newest = await Newest(db, planId, 0);
        var again = await db.Uploads.AnyAsync(u => u.PlanId == planId && u.CheckCode != null && u.AtUtc > at);
        return new CopyCheck(seal, await StatusOfRecorded(db, planId, at, newest), null, at, newest is not null || again, why)
        { Recorded = true, NewerAtUtc = newest, ChangedSince = await CopyReadingService.ChangedSince(db, planId, CopyKind.EmergencySheet, at) };
    }

    private static async Task<CopyCheck> OfVersion(CarePlanDb db, Guid planId, int number, VersionStatus status, DateTime? sealedAt, CopyKind kind, DateTime madeAt, SealState? seal, string why)
    {
        var newer = await Newest(db, planId, number);
        return new CopyCheck(seal, status, number, sealedAt, newer is not null, why)
        { NewerAtUtc = newer, ChangedSince = sealedAt is not null && await CopyReadingService.ChangedSince(db, planId, kind, madeAt) };
    }

    /// <summary>What was recorded before a plan was agreed does not come back when that plan is taken back.</summary>
    private static async Task<VersionStatus> StatusOfRecorded(CarePlanDb db, Guid planId, DateTime at, DateTime? newest) =>
        newest is null && await CopyReadingService.SealedSince(db, planId, at) ? VersionStatus.Superseded : VersionStatus.Agreed;

    /// <summary>When the newest agreed version after this one was sealed, of this plan or of one that was begun from it.</summary>
    private static Task<DateTime?> Newest(CarePlanDb db, Guid planId, int after) =>
        db.Versions.Where(v => v.PlanId == planId && v.Number > after && v.Status == VersionStatus.Agreed).Select(v => v.SealedAtUtc)
            .Concat(CopyReadingService.AgreedInItsPlace(db, planId).Select(v => v.SealedAtUtc)).MaxAsync();
}
