using System.Text.Json;
using System.Text.Json.Serialization;

namespace CarePlanning.Core.Reference;

/// <summary>Reads figures and code tables that change without the program changing; each file says where it is from and of what date.</summary>
internal static class ReferenceFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The file of this name beside this class, without its ".json".</summary>
    public static T Read<T>(string name)
    {
        using var file = typeof(ReferenceFile).Assembly.GetManifestResourceStream($"CarePlanning.Core.Reference.{name}.json")
            ?? throw new FileNotFoundException($"There is no reference file '{name}'.");
        return JsonSerializer.Deserialize<T>(file, Options)!;
    }
}
