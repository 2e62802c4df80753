using System.Text.Json;
using System.Text.Json.Nodes;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;

namespace CarePlanning.Core.Signing;

/// <summary>What is signed: who the plan is about, who was at the table, and every answer that may be shared.</summary>
/// <param name="Number">The plan's number.</param>
/// <param name="Version">The version's number, counting from 1.</param>
public sealed record FrozenPlan(string Number, int Version, Pathway Pathway, string Organisation, string PersonName, DateOnly? BornOn,
    string? NhsNumber, DateTime FrozenAtUtc, IReadOnlyList<Voice> Voices, PlanAnswers Answers)
{
    /// <summary>What carers say of themselves, where they let it into the plan.</summary>
    public IReadOnlyList<CarerSaid> CarersSaid { get; init; } = [];

    /// <summary>The person's photo as a JPEG, where they want one on the plan; it is part of what is signed.</summary>
    public byte[]? Photo { get; init; }

    /// <summary>Marks that stay out of what everyone signs.</summary>
    public static bool MayBeSigned(Sensitivity sensitivity) => sensitivity is Sensitivity.Open or Sensitivity.Money;

    /// <summary>The text that is stored, hashed and signed; the same plan always writes the same text.</summary>
    public string Write()
    {
        var sections = new JsonObject();
        foreach (var s in PlanSections.All) sections[s.Slug] = JsonNode.Parse(SectionJson.Write(Answers[s.Slug]));
        var all = new JsonObject
        {
            ["schema"] = SectionJson.Schema,
            ["number"] = Number,
            ["version"] = Version,
            ["pathway"] = Pathway.ToString(),
            ["organisation"] = Organisation,
            ["personName"] = PersonName,
            ["bornOn"] = BornOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["nhsNumber"] = NhsNumber,
            ["frozenAtUtc"] = FrozenAtUtc.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["voices"] = JsonSerializer.SerializeToNode(Voices, SectionJson.Options),
            ["sections"] = sections,
        };
        // Left out when there is nothing, so that texts frozen before carers had a page stay as they are written.
        if (CarersSaid.Count > 0) all["carers"] = JsonSerializer.SerializeToNode(CarersSaid, SectionJson.Options);
        if (Photo is not null) all["photo"] = Convert.ToBase64String(Photo);
        return all.ToJsonString(SectionJson.Options);
    }

    /// <summary>Opens a frozen text; it never changes, so this must read every schema there ever was.</summary>
    public static FrozenPlan Read(string text)
    {
        var all = JsonNode.Parse(text)!.AsObject();
        var schema = (int)all["schema"]!;
        var sections = all["sections"]!.AsObject();
        var answers = PlanSections.All.ToDictionary(s => s.Slug, s =>
            sections[s.Slug] is { } node ? SectionJson.Read(s, node.ToJsonString(), schema) : s.NewAnswers());
        return new FrozenPlan((string)all["number"]!, (int)all["version"]!, Enum.Parse<Pathway>((string)all["pathway"]!), (string)all["organisation"]!,
            (string)all["personName"]!, (string?)all["bornOn"] is { } born ? DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture) : null,
            (string?)all["nhsNumber"],
            DateTime.Parse((string)all["frozenAtUtc"]!, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.RoundtripKind),
            all["voices"].Deserialize<List<Voice>>(SectionJson.Options)!, new PlanAnswers(answers))
        { CarersSaid = all["carers"].Deserialize<List<CarerSaid>>(SectionJson.Options) ?? [], Photo = (string?)all["photo"] is { } photo ? Convert.FromBase64String(photo) : null };
    }

    /// <summary>Freezes what may be signed, and beside it what is withheld, by path.</summary>
    internal static (PlanAnswers Signed, string Withheld) Split(PlanAnswers all)
    {
        var withheld = new JsonObject();
        foreach (var s in PlanSections.All)
        {
            foreach (var place in SectionFields.Places(s, all[s.Slug]))
            {
                var mark = place.Entry is { HeldAs: not Sensitivity.Open } e ? e.HeldAs : place.Field.Sensitivity;
                if (!MayBeSigned(mark) && SectionFields.HasValue(place.Value))
                    withheld[$"{s.Slug}/{place.Path}"] = JsonSerializer.SerializeToNode(place.Value, place.Value!.GetType(), SectionJson.Options);
            }
        }
        return (InUse(all, MayBeSigned), withheld.ToJsonString(SectionJson.Options));
    }

    /// <summary>The answers that may be kept, without the entries that were taken out.</summary>
    internal static PlanAnswers InUse(PlanAnswers all, Func<Sensitivity, bool> mayKeep)
    {
        var kept = Withholding.Keep(all, mayKeep);
        foreach (var (section, list) in from s in PlanSections.All from field in s.Fields where field.Kind == FieldKind.Items select (s, field))
        {
            var entries = (System.Collections.IList)list.Property.GetValue(kept[section.Slug])!;
            for (var i = entries.Count - 1; i >= 0; i--)
                if (((PlanItem)entries[i]!).Removed) entries.RemoveAt(i);
        }
        return kept;
    }
}
