using CarePlanning.Core.Signing;
using CarePlanning.Pdf;

namespace CarePlanning.Tests.Signing;

/// <summary>The certificate that portals of the tests seal with: made once in this run, because making a key takes longer than most tests.</summary>
internal static class OneSeal
{
    private static readonly Lazy<byte[]> Pfx = new(() => SealCertificate.CreateSelfSigned("CarePlanning demonstration", DateTimeOffset.UtcNow.AddYears(-3)).ToPfx(Sealing.OwnPassword));

    /// <summary>A portal that keeps its data there finds its own certificate.</summary>
    public static void PutInto(string folder) => File.WriteAllBytes(Path.Combine(folder, "seal.pfx"), Pfx.Value);
}
