using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CarePlanning.Core.Exchange;

/// <summary>One encrypted part of a pack: AES-256-GCM, the tag behind the bytes, both base64.</summary>
public sealed record SealedPart(string Iv, string Data);

/// <summary>What came of a passphrase.</summary>
public enum PackLock { Open, WrongPassphrase, Altered }

/// <summary>The locked parts of a visit pack as they stand in its HTML file: written by the server, and by the browser that opened it.</summary>
/// <param name="Header">The header's text; every part but the check of the passphrase is bound to it.</param>
/// <param name="Check">An empty part that only the right passphrase opens, so that a slip of the finger and an altered file are told apart.</param>
/// <param name="Plan">The questions and answers as they were taken.</param>
public sealed record PackFile(string Header, SealedPart Check, SealedPart Plan)
{
    private const int IvBytes = 12, TagBytes = 16;
    private const string CheckPart = "passphrase", PlanPart = "plan", AnswersPart = "answers";

    /// <summary>What was written in the pack, once somebody saved it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public SealedPart? Answers { get; private init; }

    /// <summary>Locks a plan's questions and answers under a passphrase.</summary>
    public static PackFile Lock(PackHeader header, string passphrase, string plan)
    {
        var key = Key(passphrase, header);
        var text = header.Text();
        return new PackFile(text, Seal(key, "", CheckPart), Seal(key, plan, Bound(text, PlanPart)));
    }

    /// <summary>The same pack with answers in it, as the browser saves it.</summary>
    public PackFile With(string passphrase, string answers) =>
        this with { Answers = Seal(Key(passphrase, PackHeader.Read(Header)!), answers, Bound(Header, AnswersPart)) };

    /// <summary>Finds the parts in a file; null when it is not a visit pack.</summary>
    public static (PackFile File, PackHeader Header)? Read(string html)
    {
        if (Block(html, "pack") is not { } pack) return null;
        try
        {
            if (JsonSerializer.Deserialize<PackFile>(pack, PackHeader.Json) is not { Header: not null, Check: not null, Plan: not null } file
                || PackHeader.Read(file.Header) is not { } header) return null;
            var answers = Block(html, "answers") is { } a ? JsonSerializer.Deserialize<SealedPart?>(a, PackHeader.Json) : null;
            return (file with { Answers = answers }, header);
        }
        catch (JsonException) { return null; }
    }

    /// <summary>The two blocks as they stand in the file.</summary>
    public string Blocks() => $"""
        <script type="application/json" id="pack">{JsonSerializer.Serialize(this, PackHeader.Json)}</script>
        <script type="application/json" id="answers">{JsonSerializer.Serialize(Answers, PackHeader.Json)}</script>
        """;

    /// <summary>Opens what was written; empty when nothing was saved in it.</summary>
    public (PackLock Lock, string Answers) Open(string? passphrase)
    {
        var (state, _, answers) = OpenAll(passphrase);
        return (state, answers);
    }

    /// <summary>Opens everything; the plan is read too, so that a change by hand anywhere in the locked parts shows.</summary>
    public (PackLock Lock, string Plan, string Answers) OpenAll(string? passphrase)
    {
        var key = Key(passphrase ?? "", PackHeader.Read(Header)!);
        if (Unseal(key, Check, CheckPart) is null) return (PackLock.WrongPassphrase, "", "");
        if (Unseal(key, Plan, Bound(Header, PlanPart)) is not { } plan) return (PackLock.Altered, "", "");
        if (Answers is null) return (PackLock.Open, plan, "");
        return Unseal(key, Answers, Bound(Header, AnswersPart)) is { } answers ? (PackLock.Open, plan, answers) : (PackLock.Altered, "", "");
    }

    private static byte[] Key(string passphrase, PackHeader header) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(Passphrase.Normal(passphrase)), Convert.FromBase64String(header.Salt), header.Rounds, HashAlgorithmName.SHA256, 32);

    /// <summary>A part is bound to its pack and to its place in it: none can stand in for another.</summary>
    private static string Bound(string header, string part) => $"{part}\n{header}";

    private static SealedPart Seal(byte[] key, string text, string bound)
    {
        var iv = RandomNumberGenerator.GetBytes(IvBytes);
        var plain = Encoding.UTF8.GetBytes(text);
        var data = new byte[plain.Length + TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(iv, plain, data.AsSpan(0, plain.Length), data.AsSpan(plain.Length), Encoding.UTF8.GetBytes(bound));
        return new SealedPart(Convert.ToBase64String(iv), Convert.ToBase64String(data));
    }

    private static string? Unseal(byte[] key, SealedPart part, string bound)
    {
        try
        {
            var iv = Convert.FromBase64String(part.Iv ?? "");
            var data = Convert.FromBase64String(part.Data ?? "");
            if (iv.Length != IvBytes || data.Length < TagBytes) return null;
            var plain = new byte[data.Length - TagBytes];
            using var aes = new AesGcm(key, TagBytes);
            aes.Decrypt(iv, data.AsSpan(0, plain.Length), data.AsSpan(plain.Length), plain, Encoding.UTF8.GetBytes(bound));
            return Encoding.UTF8.GetString(plain);
        }
        catch (Exception e) when (e is CryptographicException or FormatException) { return null; }
    }

    private static string? Block(string html, string id)
    {
        var open = $"<script type=\"application/json\" id=\"{id}\">";
        var from = html.IndexOf(open, StringComparison.Ordinal);
        var to = from < 0 ? -1 : html.IndexOf("</script>", from, StringComparison.Ordinal);
        return to < 0 ? null : html[(from + open.Length)..to];
    }
}
