using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using CarePlanning.Core.Access;
using CarePlanning.Core.Exchange;
using Microsoft.AspNetCore.DataProtection;

namespace CarePlanning.Web.Pages.Pack;

/// <summary>Carries a reviewed pack through the page that asks about it: sealed for one person and one plan, so that the server keeps nothing between.</summary>
internal sealed class PackToken(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Holds = TimeSpan.FromHours(12);

    public string Seal(Actor actor, Guid planId, PackReview review)
    {
        using var small = new MemoryStream();
        using (var zip = new GZipStream(small, CompressionLevel.Fastest)) JsonSerializer.Serialize(zip, review, JsonSerializerOptions.Web);
        return Convert.ToBase64String(For(actor, planId).Protect(small.ToArray(), Holds));
    }

    /// <summary>The review as it was shown, or null when it is not this person's or too long ago.</summary>
    public PackReview? Open(Actor actor, Guid planId, string? token)
    {
        try
        {
            using var zip = new GZipStream(new MemoryStream(For(actor, planId).Unprotect(Convert.FromBase64String(token ?? ""))), CompressionMode.Decompress);
            return JsonSerializer.Deserialize<PackReview>(zip, JsonSerializerOptions.Web);
        }
        catch (Exception e) when (e is CryptographicException or FormatException) { return null; }
    }

    private ITimeLimitedDataProtector For(Actor actor, Guid planId) =>
        protection.CreateProtector("CarePlanning.VisitPack", actor.UserId.ToString("N"), planId.ToString("N")).ToTimeLimitedDataProtector();
}
