using System.Security.Cryptography;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using CarePlanning.Pdf;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Documents;

/// <summary>What can be said of a copy to anybody; it says nothing about the person.</summary>
/// <param name="Seal">What the seal says, or null when a code was typed.</param>
/// <param name="Status">What became of the version, or null when it is not one of ours.</param>
/// <param name="NewerExists">True when a later version was agreed.</param>
public sealed record CopyCheck(SealState? Seal, VersionStatus? Status, int? Version, DateTime? SealedAtUtc, bool NewerExists, string Why);

/// <summary>Answers "is this the latest copy?" for a file or a code.</summary>
public sealed class VerifyService(IOpenDb storage, Sealing sealing)
{
    /// <summary>The largest file that is looked at, in bytes (20 MB).</summary>
    public const int MostBytes = 20 * 1024 * 1024;

    /// <summary>Checks a file: sealed by us and unchanged or not; and what became of that version.</summary>
    public async Task<CopyCheck> File(byte[] file)
    {
        var seal = SealVerifier.Check(file, sealing.Trusted);
        if (seal.State != SealState.SealedByUs) return new CopyCheck(seal.State, null, null, null, false, seal.Why);
        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        await using var db = storage.Open();
        return await Find(db, db.Versions.Where(v => v.PdfSha256 == hash), seal.State, seal.Why);
    }

    /// <summary>Checks a code as somebody typed it from a page.</summary>
    public async Task<CopyCheck> Code(string? typed)
    {
        if (CheckCodes.Read(typed) is not { } code) return new CopyCheck(null, null, null, null, false, "");
        await using var db = storage.Open();
        return await Find(db, db.Versions.Where(v => v.CheckCode == code), null, "");
    }

    private static async Task<CopyCheck> Find(CarePlanDb db, IQueryable<VersionRow> which, SealState? seal, string why)
    {
        var found = await which.AsNoTracking().Select(v => new { v.PlanId, v.Number, v.Status, v.SealedAtUtc }).SingleOrDefaultAsync();
        if (found is null) return new CopyCheck(seal, null, null, null, false, why);
        var newer = await db.Versions.AnyAsync(v => v.PlanId == found.PlanId && v.Number > found.Number && v.Status == VersionStatus.Agreed);
        return new CopyCheck(seal, found.Status, found.Number, found.SealedAtUtc, newer, why);
    }
}
