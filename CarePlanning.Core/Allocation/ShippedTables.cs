using System.Text.Json;
using System.Text.Json.Serialization;

namespace CarePlanning.Core.Allocation;

/// <summary>The invented example tables that come with the portal, and how a table is written down.</summary>
public static class ShippedTables
{
    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The three examples; none of their figures is anybody's.</summary>
    public static IReadOnlyList<AllocationTable> All { get; } = Read();

    /// <summary>A table as it is kept; the same table is the same text.</summary>
    public static string Write(AllocationTable table) => JsonSerializer.Serialize(table, Json);

    public static AllocationTable Read(string json) => JsonSerializer.Deserialize<AllocationTable>(json, Json)!;

    private static List<AllocationTable> Read()
    {
        using var file = typeof(ShippedTables).Assembly.GetManifestResourceStream("CarePlanning.Core.Reference.allocation-tables.json")!;
        return JsonSerializer.Deserialize<ShippedFile>(file, Json)!.Tables;
    }

    private sealed record ShippedFile(string Source, DateOnly Date, List<AllocationTable> Tables);
}
