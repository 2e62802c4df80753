namespace CarePlanning.Core.Storage;

/// <summary>A sealed file whose seal was to carry a time-stamp and does not: the file stays as it is, and the proof of its time is kept here.</summary>
public sealed class SealTimeRow
{
    public string FileSha256 { get; set; } = "";
    public Guid PlanId { get; set; }
    public DateTime SealedAtUtc { get; set; }

    /// <summary>How often the server was asked again without an answer.</summary>
    public int Tries { get; set; }
    public DateTime NextTryAtUtc { get; set; }

    /// <summary>The server's answer over the whole file (RFC 3161), or null while there is none.</summary>
    public byte[]? Token { get; set; }
    public DateTime? ConfirmedAtUtc { get; set; }
}
