using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Storage;

/// <summary>One signing in, from beginning to end; the cookie names it and nothing else keeps it alive.</summary>
public sealed class SessionRow
{
    public Guid Id { get; set; }
    public Guid AccountId { get; set; }
    public DateTime BeganAtUtc { get; set; }

    /// <summary>When its user last did something, to the minute.</summary>
    public DateTime SeenAtUtc { get; set; }
    public DateTime? EndedAtUtc { get; set; }

    /// <summary>When its user last showed again who they are; used up by the act that asked for it.</summary>
    public DateTime? ShownAgainAtUtc { get; set; }
}

/// <summary>The work account by which somebody of the staff signs in: who vouches for it, and under which name it is known there.</summary>
public sealed class WorkAccountRow
{
    public string Issuer { get; set; } = "";
    public string Subject { get; set; } = "";
    public Guid AccountId { get; set; }
    public DateTime LastAtUtc { get; set; }
}

internal static class SignInTables
{
    public static void AddSignInTables(this ModelBuilder model)
    {
        model.Entity<SessionRow>().ToTable("Sessions").HasIndex(s => s.AccountId);
        model.Entity<WorkAccountRow>().ToTable("WorkAccounts").HasKey(w => new { w.Issuer, w.Subject });
    }
}
