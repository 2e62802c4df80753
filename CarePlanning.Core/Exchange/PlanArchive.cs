using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Exchange;

/// <summary>Why a plan's file is not taken in; each has a plain sentence.</summary>
public enum ArchiveRefusal { None, TooLarge, NotOurs, Altered, UnknownSender, NewerFormat, Incomplete, AlreadyHere, AccountTaken, DoesNotFit }

/// <summary>What is said of a plan's file on its first sheet, under the seal.</summary>
/// <param name="Complete">False when something was left out for whoever took the file; such a file is for reading only.</param>
public sealed record ArchiveSheet(string Kind, int Format, Guid Plan, string Number, DateTime MadeAtUtc, bool Complete, IReadOnlyList<ArchivePart> Parts);

/// <summary>One part of a plan's file.</summary>
public sealed record ArchivePart(string Name, long Size, string Sha256);

/// <summary>A plan in one file that somebody can take with them: a zip whose list of parts is sealed, so that any change shows. It is read in memory and never unpacked to disk.</summary>
public sealed partial record PlanArchive(ArchiveSheet Sheet, IReadOnlyDictionary<string, byte[]> Parts)
{
    /// <summary>The largest file taken in, in bytes (48 MB).</summary>
    public const int MostBytes = 48_000_000;

    /// <summary>The most that a file may unpack to, in bytes (200 MB): a small file that unpacks to more is a trap.</summary>
    public const long MostUnpacked = 200_000_000;

    public const int Format = 1;
    public const string SheetName = "manifest.json", SealName = "manifest.seal";
    private const string Kind = "careplanning-plan";

    /// <summary>The most parts of a file, its list and seal counted.</summary>
    public const int MostParts = 2000;
    private const int MostOfSheet = 1_000_000;

    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        MaxDepth = 16,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Writes the file and seals it.</summary>
    public static byte[] Write(Guid plan, string number, DateTime madeAtUtc, bool complete, IReadOnlyDictionary<string, byte[]> parts, SealCertificate certificate)
    {
        var listed = parts.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => new ArchivePart(p.Key, p.Value.Length, Convert.ToHexStringLower(SHA256.HashData(p.Value)))).ToList();
        var sheet = JsonSerializer.SerializeToUtf8Bytes(new ArchiveSheet(Kind, Format, plan, number, madeAtUtc, complete, listed), Json);
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts.OrderBy(p => p.Key, StringComparer.Ordinal).Append(new(SheetName, sheet)).Append(new(SealName, DetachedSeal.Make(certificate, sheet))))
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = new DateTimeOffset(madeAtUtc, TimeSpan.Zero);
                using var to = entry.Open();
                to.Write(content);
            }
        }
        return file.ToArray();
    }

    /// <summary>Whether a file that was just written holds more than any portal takes in.</summary>
    public static bool IsTooLarge(byte[] file)
    {
        if (file.Length > MostBytes) return true;
        using var zip = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
        return IsTooLarge(zip);
    }

    private static bool IsTooLarge(ZipArchive zip) => zip.Entries.Count > MostParts || zip.Entries.Sum(e => e.Length) > MostUnpacked || zip.Entries.Any(e => e.FullName == SheetName && e.Length > MostOfSheet);

    /// <summary>Reads a file from anywhere; nothing but its sheet is unpacked before the seal is known to hold and to be trusted.</summary>
    public static (PlanArchive? Archive, ArchiveRefusal Refusal, string Sender) Read(byte[] file, IReadOnlyCollection<string> trusted)
    {
        if (file.Length > MostBytes) return (null, ArchiveRefusal.TooLarge, "");
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
            if (IsTooLarge(zip)) return (null, ArchiveRefusal.TooLarge, "");
            if (Unpack(zip, SheetName, MostOfSheet) is not { } text || Unpack(zip, SealName, MostOfSheet) is not { } seal) return (null, ArchiveRefusal.NotOurs, "");
            if (DetachedSeal.Check(seal, text) is not var (thumbprint, subject)) return (null, ArchiveRefusal.Altered, "");
            if (!trusted.Contains(thumbprint)) return (null, ArchiveRefusal.UnknownSender, $"{subject} ({thumbprint})");
            if (JsonSerializer.Deserialize<ArchiveSheet>(text, Json) is not { Kind: Kind } sheet) return (null, ArchiveRefusal.NotOurs, "");
            if (sheet.Format != Format) return (null, ArchiveRefusal.NewerFormat, "");
            return Unpack(zip, sheet) is { } parts ? (new PlanArchive(sheet, parts), ArchiveRefusal.None, subject) : (null, ArchiveRefusal.Altered, subject);
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or IOException or ArgumentException or NotSupportedException) { return (null, ArchiveRefusal.NotOurs, ""); }
    }

    private static Dictionary<string, byte[]>? Unpack(ZipArchive zip, ArchiveSheet sheet)
    {
        var names = sheet.Parts.Select(p => p.Name).Append(SheetName).Append(SealName).Order(StringComparer.Ordinal);
        if (!zip.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal).SequenceEqual(names)) return null;
        if (sheet.Parts.Any(p => !PartNames().IsMatch(p.Name) || p.Size is < 0 or > MostUnpacked) || sheet.Parts.Sum(p => p.Size) > MostUnpacked) return null;
        var parts = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var part in sheet.Parts)
        {
            if (Unpack(zip, part.Name, part.Size) is not { } content || content.Length != part.Size || Convert.ToHexStringLower(SHA256.HashData(content)) != part.Sha256) return null;
            parts.Add(part.Name, content);
        }
        return parts;
    }

    /// <summary>The bytes of a part, or null when it is not there or unpacks to more than it may, whatever the zip says of its size.</summary>
    private static byte[]? Unpack(ZipArchive zip, string name, long most)
    {
        if (zip.Entries.Where(e => e.FullName == name).ToList() is not [var entry] || entry.Length > most) return null;
        using var from = entry.Open();
        using var to = new MemoryStream();
        var block = new byte[65536];
        for (int read; (read = from.Read(block)) > 0;)
        {
            if (to.Length + read > most) return null;
            to.Write(block, 0, read);
        }
        return to.ToArray();
    }

    /// <summary>Names of our own making: no part can stand for a place on a disk.</summary>
    [GeneratedRegex(@"^(plan\.json|read-me\.txt|versions/[0-9]{1,6}\.(pdf|fhir\.json)|files/[0-9a-f]{64}(\.(pdf|png|jpg))?)\z")]
    private static partial Regex PartNames();
}
