using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Audit;

/// <summary>How far the two chains of one plan had come at a moment.</summary>
public sealed record PlanHeads(Guid Plan, long Changes, string ChangesHash, long Looks, string LooksHash);

/// <summary>One line of the file that stands outside the database: heads of chains at a moment, under the organisation's seal, each line bound to the one before.</summary>
/// <param name="Previous">The SHA-256 of the line before, or empty for the first.</param>
public sealed record HeadLine(DateTime AtUtc, string Previous, IReadOnlyList<PlanHeads> Plans)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    /// <summary>The line as it stands in the file: its text, a tab, its seal.</summary>
    public string Write(SealCertificate certificate)
    {
        var text = JsonSerializer.Serialize(this, Json);
        return $"{text}\t{Convert.ToBase64String(DetachedSeal.Make(certificate, Encoding.UTF8.GetBytes(text)))}";
    }

    /// <summary>Reads a line whose seal holds and is trusted; null for any other.</summary>
    public static HeadLine? Read(string line, IReadOnlyCollection<string> trusted)
    {
        if (line.Split('\t') is not [var text, var seal]) return null;
        try
        {
            return DetachedSeal.Check(Convert.FromBase64String(seal), Encoding.UTF8.GetBytes(text)) is var (thumbprint, _) && trusted.Contains(thumbprint)
                ? JsonSerializer.Deserialize<HeadLine>(text, Json) : null;
        }
        catch (Exception e) when (e is FormatException or JsonException) { return null; }
    }
}
