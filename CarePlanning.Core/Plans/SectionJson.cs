using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CarePlanning.Core.Plans;

/// <summary>How answers are written down: one JSON text per section, with a schema number beside it.</summary>
public static class SectionJson
{
    /// <summary>The schema number written today; older ones open through their upgrade.</summary>
    public const int Schema = 1;

    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
        IgnoreReadOnlyProperties = true,
    };

    public static string Write(PlanSection section) => JsonSerializer.Serialize(section, section.GetType(), Options);

    /// <summary>Opens a section written under any schema so far; an unknown newer schema is refused, never guessed at.</summary>
    public static PlanSection Read(SectionDefinition definition, string json, int schema)
    {
        if (schema is < 1 or > Schema)
            throw new NotSupportedException($"Section {definition.Slug} was written under schema {schema}; this release knows up to {Schema}.");
        return (PlanSection)JsonSerializer.Deserialize(json, definition.Type, Options)!;
    }
}
