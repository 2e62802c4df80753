using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CarePlanning.Core.Storage;
using CarePlanning.Core.Uploads;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CarePlanning.Core.Exchange;

public sealed partial class PlanTransferService
{
    /// <summary>Everything stored about one plan, table after table; files stand beside it as parts of their own.</summary>
    private sealed record PlanRows(OrganisationRow Organisation, IReadOnlyList<AccountRow> Accounts, IReadOnlyDictionary<string, JsonElement> Tables);

    /// <summary>The tables that hold rows of plans, whatever they are called; a new one is found here by its plan's id.</summary>
    internal static IReadOnlyList<string> TablesOfPlans(CarePlanDb db) => [.. Tables(db).Select(t => t.GetTableName()!)];

    private static IEnumerable<IEntityType> Tables(CarePlanDb db) =>
        db.Model.GetEntityTypes().Where(t => t.ClrType == typeof(PlanRow) || t.FindProperty("PlanId") is not null)
            .Where(t => !OfThisPortal.Contains(t.GetTableName())).OrderBy(t => t.GetTableName(), StringComparer.Ordinal);

    private static async Task<List<T>> RowsOf<T>(CarePlanDb db, Guid planId) where T : class
    {
        var key = typeof(T) == typeof(PlanRow) ? nameof(PlanRow.Id) : "PlanId";
        var rows = await db.Set<T>().AsNoTracking().Where(r => EF.Property<Guid>(r, key) == planId).ToListAsync();
        // Both databases keep rows in no order; the file keeps them in the order of their keys.
        var keys = db.Model.FindEntityType(typeof(T))!.FindPrimaryKey()!.Properties.Select(p => p.PropertyInfo!).ToList();
        return [.. rows.OrderBy(r => string.Join('/', keys.Select(k => k.GetValue(r))), StringComparer.Ordinal)];
    }

    private static async Task<(PlanRows Rows, Dictionary<string, byte[]> Parts)> Read(CarePlanDb db, PlanRow plan, Func<string, bool> which)
    {
        var parts = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var tables = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        var documents = await db.Versions.AsNoTracking().Where(v => v.PlanId == plan.Id && v.PdfSha256 != null).ToDictionaryAsync(v => v.PdfSha256!, v => $"versions/{v.Number}.pdf");
        foreach (var table in Tables(db).Where(t => which(t.GetTableName()!)))
            tables[table.GetTableName()!] = await (Task<JsonElement>)Generic(nameof(ReadTable), table.ClrType).Invoke(null, [db, plan.Id, new FilesApart(parts) { Documents = documents }])!;
        var members = await db.Members.AsNoTracking().Where(m => m.PlanId == plan.Id).Select(m => m.UserId).ToListAsync();
        var accounts = await db.Accounts.AsNoTracking().Where(a => members.Contains(a.Id)).OrderBy(a => a.Id).ToListAsync();
        // A PIN shows who somebody is here; it goes nowhere, not even as a hash.
        foreach (var account in accounts) account.PinHash = null;
        var organisation = await db.Organisations.AsNoTracking().SingleAsync(o => o.Id == plan.OrganisationId);
        return (new PlanRows(organisation, accounts, tables), parts);
    }

    private static async Task<JsonElement> ReadTable<T>(CarePlanDb db, Guid planId, FilesApart files) where T : class
    {
        var rows = await RowsOf<T>(db, planId);
        return JsonSerializer.SerializeToElement(rows.Select(r => (object)r), Json(files));
    }

    private static int AddRows<T>(CarePlanDb db, JsonElement rows, Guid planId, IReadOnlyDictionary<string, byte[]> parts) where T : class
    {
        var read = rows.Deserialize<List<T>>(Json(new FilesApart(parts)))!;
        var key = typeof(T) == typeof(PlanRow) ? nameof(PlanRow.Id) : "PlanId";
        if (read.Any(r => r is null || !planId.Equals(typeof(T).GetProperty(key)!.GetValue(r)))) throw new JsonException($"A row of {typeof(T).Name} is not of this plan.");
        db.Set<T>().AddRange(read);
        return read.Count;
    }

    private static MethodInfo Generic(string name, Type row) => typeof(PlanTransferService).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(row);

    private static JsonSerializerOptions Json(FilesApart files) => new(PlanArchive.Json)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { files, new Instants() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>Keeps files out of the text: each is a part of its own, named by its hash, which opens on its own too.</summary>
    private sealed class FilesApart(IReadOnlyDictionary<string, byte[]> parts) : JsonConverter<byte[]>
    {
        /// <summary>Names of sealed documents by their hash, so that whoever opens the file finds them.</summary>
        public IReadOnlyDictionary<string, string> Documents { get; init; } = new Dictionary<string, string>();

        public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(value));
            var name = Documents.GetValueOrDefault(hash) ?? $"files/{hash}" + FileKinds.MediaType(value) switch { "application/pdf" => ".pdf", "image/png" => ".png", "image/jpeg" => ".jpg", _ => "" };
            ((Dictionary<string, byte[]>)parts)[name] = value;
            writer.WriteStringValue(name);
        }

        public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            parts.TryGetValue(reader.GetString() ?? "", out var content) ? content : throw new JsonException("A file is named that is not there.");
    }

    /// <summary>Instants in UTC, to the last digit that the databases keep.</summary>
    private sealed class Instants : JsonConverter<DateTime>
    {
        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
            writer.WriteStringValue(DateTime.SpecifyKind(value, DateTimeKind.Utc).ToString("O", System.Globalization.CultureInfo.InvariantCulture));

        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DateTime.TryParseExact(reader.GetString(), "O", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.RoundtripKind, out var at) && at.Kind == DateTimeKind.Utc
                ? at : throw new JsonException("A time is not written as it should be.");
    }
}
