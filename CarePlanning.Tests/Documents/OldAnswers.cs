using System.Globalization;
using System.Text.Json.Nodes;
using CarePlanning.Core.Plans;

namespace CarePlanning.Tests.Documents;

/// <summary>Reads the answers of an old file straight from its text, without the records, as paths and values.</summary>
internal static class OldAnswers
{
    public static IEnumerable<(string Path, string Value)> Of(SectionDefinition section, JsonObject file) =>
        from pair in file
        from answer in pair.Key == "putOff"
            ? pair.Value!.AsObject().Select(p => ($"{SectionPath.PutOff}/{p.Key}", p.Value!.ToString()))
            : Of(pair.Key, pair.Value!, section.Fields.FirstOrDefault(f => f.Name == pair.Key))
        select answer;

    private static IEnumerable<(string, string)> Of(string path, JsonNode value, FieldDefinition? field) => value switch
    {
        JsonArray list when list.All(v => v is JsonObject) && field is not { Kind: FieldKind.Choices or FieldKind.Links } => list.SelectMany(e => Entry(path, e!.AsObject(), field)),
        JsonArray options => options.Select(o => ($"{path}/{o}", "yes")),
        JsonObject words when words.ContainsKey("words") => Words(path, words),
        JsonObject date => date.Where(p => p.Key is "day" or "month" or "year").Select(p => ($"{path}/{p.Key}", p.Value!.ToString())),
        JsonValue one => [(path, Text(one, field))],
        _ => throw new NotSupportedException($"{path} holds a {value.GetValueKind()}."),
    };

    private static IEnumerable<(string, string)> Entry(string path, JsonObject entry, FieldDefinition? list)
    {
        var id = $"{path}/{entry["id"]}";
        yield return (id, (bool)entry["removed"]! ? "removed" : "added");
        foreach (var pair in entry.Where(p => p.Key is not ("id" or "removed")))
            foreach (var answer in Of($"{id}/{pair.Key}", pair.Value!, list?.Items.FirstOrDefault(f => f.Name == pair.Key))) yield return answer;
    }

    private static IEnumerable<(string, string)> Words(string path, JsonObject words)
    {
        foreach (var (name, value) in words)
        {
            if (name is "words" or "voice") yield return ($"{path}/{name}", value!.ToString());
            if (name == "ownWords") yield return ($"{path}/{name}", (bool)value! ? "yes" : "no");
            if (name == "standings")
                foreach (var (member, standing) in value!.AsObject()) yield return ($"{path}/standing/{member}", standing!.ToString());
        }
    }

    private static string Text(JsonValue value, FieldDefinition? field) => value.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.True => "yes",
        System.Text.Json.JsonValueKind.False => "no",
        System.Text.Json.JsonValueKind.Number when field?.Kind == FieldKind.Money => ((long)value / 100m).ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
