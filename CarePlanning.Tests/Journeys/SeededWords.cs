using System.Text.RegularExpressions;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Journeys;

/// <summary>What people wrote and are called in the seeded database: the only words a page may show that come from no resource.</summary>
internal sealed class SeededWords(IEnumerable<string> words)
{
    private readonly HashSet<string> known = [.. words.Select(Flat).Where(w => w.Any(char.IsLetter))];

    /// <summary>Reads the names and answers of the demonstration; names of options are not among them, for they have words of their own.</summary>
    public static async Task<SeededWords> OfAsync(DemoPortal demo)
    {
        List<string> words = [.. RuleBook.All.Select(r => r.Id)];
        await using var db = demo.OpenDb();
        var stop = TestContext.Current.CancellationToken;
        words.AddRange(await db.Organisations.Select(o => o.Name).ToListAsync(stop));
        foreach (var a in await db.Accounts.ToListAsync(stop)) words.AddRange([a.Name, a.ShownAs, a.JobTitle ?? "", $"{a.Name}, {a.JobTitle}", a.Name[..1], a.ShownAs[..1]]);
        foreach (var p in await db.Plans.ToListAsync(stop)) words.AddRange([p.Number, p.PersonName, p.PersonAccessNeed ?? ""]);
        foreach (var m in await db.Members.ToListAsync(stop)) words.AddRange([m.ShownAs, m.ShownAs[..1]]);
        foreach (var i in await db.Invitations.ToListAsync(stop)) words.AddRange([$"{i.GivenName} {i.FamilyName}", i.GivenName, i.InvitedBy, i.RelationInWords]);
        foreach (var s in await db.Shares.ToListAsync(stop)) words.AddRange([s.Name, s.SharedBy]);
        foreach (var d in await db.Set<Core.Storage.DirectoryRow>().ToListAsync(stop)) words.AddRange([d.Service, d.Provider, d.WhatFor, d.Area, d.Contact, $"{d.Service} {d.Provider}"]);
        foreach (var t in await db.Set<Core.Storage.AllocationTableRow>().ToListAsync(stop)) words.AddRange(Regex.Matches(t.Form + t.Published, "\"((?:[^\"\\\\]|\\\\.)*)\"").Select(m => Regex.Unescape(m.Groups[1].Value)));
        words.AddRange(Regex.Matches(await File.ReadAllTextAsync(Path.Combine(Architecture.Sources.Root, "CarePlanning.Core/Reference/allocation-tables.json"), stop), "\"([^\"]+)\"").Select(m => m.Groups[1].Value));
        foreach (var r in await db.Requests.ToListAsync(stop)) words.AddRange([r.Number, r.What, r.Why, r.Goal, r.Need, r.InsteadOf, r.AskedBy, r.Clinician ?? ""]);
        foreach (var l in await db.RequestLines.ToListAsync(stop)) words.AddRange([l.What, l.Supplier, l.Reason ?? ""]);
        foreach (var s in await db.RequestSteps.ToListAsync(stop)) words.AddRange([s.By, s.Words, s.Next]);
        foreach (var p in await db.DirectPayments.ToListAsync(stop)) words.AddRange([p.RecipientName, p.AccountName, p.AccountAccess, p.CareCoordinator]);
        foreach (var s in await db.Statements.ToListAsync(stop)) words.AddRange([s.What, s.TalkedAbout]);
        foreach (var n in await db.PaymentNotices.ToListAsync(stop)) words.AddRange([n.Reason, n.Payer, n.GivenBy]);
        foreach (var v in await db.Versions.ToListAsync(stop))
        {
            words.AddRange([v.CheckCode, .. v.ContentSha256.Chunk(8).Select(c => new string(c)), v.FrozenBy]);
            foreach (var voice in FrozenPlan.Read(v.Content).Voices) words.AddRange([voice.Name, voice.ShownAs, voice.ShownAs[..1]]);
        }
        foreach (var s in await db.Signings.ToListAsync(stop)) words.AddRange([s.Name, s.Statement, s.MarkData ?? "", s.Witness ?? "", s.Reason ?? ""]);
        foreach (var row in await db.Sections.ToListAsync(stop))
        {
            var definition = PlanSections.Find(row.Slug)!;
            foreach (var place in SectionFields.Places(definition, SectionJson.Read(definition, row.Json, row.Schema)))
                words.AddRange(place.Value switch
                {
                    string text => [text, .. text.Split('\n')],
                    Narrative n => [n.Words ?? "", .. (n.Words ?? "").Split('\n'), n.VoiceName ?? "", n.WrittenBy ?? ""],
                    _ => [],
                });
        }
        return new SeededWords(words);
    }

    /// <summary>What of a text is neither marked nor known nor a number; empty when nothing is.</summary>
    public string LeftOver(string text)
    {
        var left = Unmarked(text).Where(piece => !IsKnown(piece) && !piece.Split("; ").All(IsKnown));
        return string.Join(" ", left);
    }

    /// <summary>True for a line of what somebody wrote, where a picture breaks it into lines.</summary>
    public bool IsPartOfAnAnswer(string text) => known.Any(k => k.Contains(Flat(text), StringComparison.Ordinal));

    /// <summary>A number, a group of a fingerprint, a known text, one with a number or a known name behind it, or several such with dots between.</summary>
    private bool IsKnown(string piece) => (Regex.Match(piece, @"^(.+?)(?:: £|, )[\d ,.]+$") is { Success: true } numbered && IsKnown(numbered.Groups[1].Value)) ||
        (piece.Contains(" · ", StringComparison.Ordinal) && piece.Split(" · ").All(IsKnown)) ||
        !piece.Any(char.IsLetter) || Regex.IsMatch(piece, "^[0-9a-f]{8}$") || known.Contains(piece) || known.Contains(piece.Trim(' ', ',', '.', ';', ':', '(', ')', '"', '“', '”'))
        || (Regex.Match(piece, @"^(.+) \((.+)\)$") is { Success: true } named && named.Groups.Values.Skip(1).All(g => known.Contains(g.Value)));

    /// <summary>The pieces outside all brackets.</summary>
    private static IEnumerable<string> Unmarked(string text)
    {
        var depth = 0;
        var piece = new System.Text.StringBuilder();
        foreach (var c in text)
        {
            if (c == '⟦') depth++;
            if (depth == 0) piece.Append(c);
            else if (c == '⟦' && depth == 1) { yield return Flat(piece.ToString()); piece.Clear(); }
            if (c == '⟧') depth--;
        }
        yield return Flat(piece.ToString());
    }

    private static string Flat(string text) => Regex.Replace(text, @"\s+", " ").Trim();
}
