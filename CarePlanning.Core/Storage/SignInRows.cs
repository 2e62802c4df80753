using CarePlanning.Core.Keys;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Storage;

/// <summary>One signing in, from beginning to end; the cookie names it and nothing else keeps it alive.</summary>
public sealed class SessionRow
{
    public Guid Id { get; set; }
    public Guid AccountId { get; set; }
    public DateTime BeganAtUtc { get; set; }

    /// <summary>The way in, in a word or two; empty on a demonstration, where nobody shows who they are.</summary>
    public string Way { get; set; } = "";

    /// <summary>When its user last did something, to the minute.</summary>
    public DateTime SeenAtUtc { get; set; }
    public DateTime? EndedAtUtc { get; set; }

    /// <summary>When its user last showed again who they are; used up by the act that asked for it.</summary>
    public DateTime? ShownAgainAtUtc { get; set; }

    /// <summary>The plan whose signing pages are all that opens while the laptop goes round to be signed on, since then; null in its owner's hands.</summary>
    public Guid? SigningPlanId { get; set; }
    public DateTime? SigningSinceUtc { get; set; }
}

/// <summary>The work account by which somebody of the staff signs in: who vouches for it, and under which name it is known there.</summary>
public sealed class WorkAccountRow
{
    public string Issuer { get; set; } = "";
    public string Subject { get; set; } = "";
    public Guid AccountId { get; set; }
    public DateTime LastAtUtc { get; set; }
}

/// <summary>What the issuer of a work account is asked with, whether it still vouches for whoever has this session; gone with the session.</summary>
public sealed class VouchingRow : IRowAtRest
{
    public Guid SessionId { get; set; }
    [AtRest] public string RefreshToken { get; set; } = "";
    public DateTime AskedAtUtc { get; set; }
    Guid IRowAtRest.PlanId => KeyRing.Family;
    string IRowAtRest.RowKey => SessionId.ToString("N");
}

internal static class SignInTables
{
    public static void AddSignInTables(this ModelBuilder model)
    {
        model.Entity<SessionRow>().ToTable("Sessions").HasIndex(s => s.AccountId);
        model.Entity<VouchingRow>().ToTable("Vouchings").HasKey(v => v.SessionId);
        model.Entity<WorkAccountRow>().ToTable("WorkAccounts").HasKey(w => new { w.Issuer, w.Subject });
    }
}
