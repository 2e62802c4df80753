namespace CarePlanning.Core.Storage;

/// <summary>The photo a person wants on their plan: one, small, without what the camera wrote into it.</summary>
public sealed class PhotoRow
{
    public Guid PlanId { get; set; }
    public byte[] Jpeg { get; set; } = [];
    public DateTime AtUtc { get; set; }
    public string PutBy { get; set; } = "";
}
