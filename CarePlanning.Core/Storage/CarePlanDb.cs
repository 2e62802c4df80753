using CarePlanning.Core.Keys;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CarePlanning.Core.Storage;

/// <summary>The database of plans, the same on SQLite and PostgreSQL.</summary>
public abstract class CarePlanDb(DbContextOptions options) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<OrganisationRow> Organisations => Set<OrganisationRow>();
    public DbSet<AccountRow> Accounts => Set<AccountRow>();
    public DbSet<PlanRow> Plans => Set<PlanRow>();
    public DbSet<MemberRow> Members => Set<MemberRow>();
    public DbSet<SectionRow> Sections => Set<SectionRow>();
    public DbSet<AuditRow> Audit => Set<AuditRow>();
    public DbSet<AuditWordsRow> AuditWords => Set<AuditWordsRow>();
    public DbSet<TurnedAwayRow> TurnedAway => Set<TurnedAwayRow>();
    public DbSet<VersionRow> Versions => Set<VersionRow>();
    public DbSet<SigningRow> Signings => Set<SigningRow>();
    public DbSet<CopyRow> Copies => Set<CopyRow>();
    public DbSet<CopyHolderRow> CopyHolders => Set<CopyHolderRow>();
    public DbSet<LiveFactRow> LiveFacts => Set<LiveFactRow>();
    public DbSet<PhotoRow> Photos => Set<PhotoRow>();
    public DbSet<SealTimeRow> SealTimes => Set<SealTimeRow>();
    public DbSet<EasyWordsRow> EasyWords => Set<EasyWordsRow>();
    public DbSet<UploadRow> Uploads => Set<UploadRow>();
    public DbSet<HandoverRow> Handovers => Set<HandoverRow>();
    public DbSet<JoinRow> Joins => Set<JoinRow>();
    public DbSet<BetweenUsRow> BetweenUs => Set<BetweenUsRow>();
    public DbSet<CarerPartRow> CarerParts => Set<CarerPartRow>();
    public DbSet<AccessEntryRow> AccessLog => Set<AccessEntryRow>();
    public DbSet<AccessHeadRow> AccessHeads => Set<AccessHeadRow>();
    public DbSet<DeathRow> Deaths => Set<DeathRow>();
    public DbSet<SettledRow> Settled => Set<SettledRow>();
    public DbSet<InvitationRow> Invitations => Set<InvitationRow>();
    public DbSet<ShareRow> Shares => Set<ShareRow>();
    public DbSet<OneTimeCodeRow> OneTimeCodes => Set<OneTimeCodeRow>();
    public DbSet<FamilyAccountRow> FamilyAccounts => Set<FamilyAccountRow>();
    public DbSet<PortalKeyRow> PortalKeys => Set<PortalKeyRow>();
    public DbSet<PasskeyRow> Passkeys => Set<PasskeyRow>();
    public DbSet<BreakGlassRow> BreakGlass => Set<BreakGlassRow>();
    public DbSet<ConcernRow> Concerns => Set<ConcernRow>();
    public DbSet<SessionRow> Sessions => Set<SessionRow>();
    public DbSet<WorkAccountRow> WorkAccounts => Set<WorkAccountRow>();
    public DbSet<VouchingRow> Vouchings => Set<VouchingRow>();
    public DbSet<SeatRow> Seats => Set<SeatRow>();
    public DbSet<BaselineRow> Baselines => Set<BaselineRow>();
    public DbSet<RequestRow> Requests => Set<RequestRow>();
    public DbSet<RequestLineRow> RequestLines => Set<RequestLineRow>();
    public DbSet<RequestStepRow> RequestSteps => Set<RequestStepRow>();
    public DbSet<LetterRow> Letters => Set<LetterRow>();
    public DbSet<DirectPaymentRow> DirectPayments => Set<DirectPaymentRow>();
    public DbSet<StatementRow> Statements => Set<StatementRow>();
    public DbSet<PaymentNoticeRow> PaymentNotices => Set<PaymentNoticeRow>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>The keys of plans and of the portal, with which words are closed on their way in and opened on their way out; null where the shape alone matters.</summary>
    internal KeyRing? Keys { get; set; }

    /// <summary>Saves with the words closed; in memory they stay as they are read.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var closed = Keys is { } keys ? ClosedWords.Close(this, keys) : [];
        var saved = false;
        try
        {
            var rows = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            saved = acceptAllChangesOnSuccess;
            return rows;
        }
        finally { ClosedWords.OpenAgain(closed, saved); }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<OrganisationRow>().ToTable("Organisations");
        modelBuilder.Entity<AccountRow>().ToTable("Accounts").HasIndex(a => a.OrganisationId);
        modelBuilder.AddSignInTables();
        var plan = modelBuilder.Entity<PlanRow>().ToTable("Plans");
        plan.HasIndex(p => p.Number).IsUnique();
        plan.HasIndex(p => p.OrganisationId);
        var member = modelBuilder.Entity<MemberRow>().ToTable("Members");
        member.HasKey(m => new { m.PlanId, m.MemberId });
        member.HasIndex(m => m.UserId);
        var section = modelBuilder.Entity<SectionRow>().ToTable("Sections");
        section.HasKey(s => new { s.PlanId, s.Slug });
        section.Property(s => s.Version).IsConcurrencyToken();
        var audit = modelBuilder.Entity<AuditRow>().ToTable("Audit");
        audit.HasIndex(a => new { a.PlanId, a.Sequence }).IsUnique();
        audit.HasIndex(a => new { a.PlanId, a.OpId }).IsUnique();
        audit.HasIndex(a => new { a.PlanId, a.Section, a.Path });
        modelBuilder.Entity<AuditWordsRow>().ToTable("AuditWords").HasKey(w => w.AuditId);
        modelBuilder.Entity<TurnedAwayRow>().ToTable("TurnedAway").HasKey(t => new { t.PlanId, t.Attempt });
        var version = modelBuilder.Entity<VersionRow>().ToTable("Versions");
        version.HasIndex(v => new { v.PlanId, v.Number }).IsUnique();
        version.HasIndex(v => v.CheckCode).IsUnique();
        version.HasIndex(v => v.PdfSha256);
        var signing = modelBuilder.Entity<SigningRow>().ToTable("Signings");
        signing.HasIndex(s => new { s.VersionId, s.OpId }).IsUnique();
        signing.HasIndex(s => s.PlanId);
        var copy = modelBuilder.Entity<CopyRow>().ToTable("Copies");
        copy.HasIndex(c => c.CheckCode).IsUnique();
        copy.HasIndex(c => c.PdfSha256);
        copy.HasIndex(c => new { c.PlanId, c.Kind });
        modelBuilder.Entity<PhotoRow>().ToTable("Photos").HasKey(p => p.PlanId);
        var time = modelBuilder.Entity<SealTimeRow>().ToTable("SealTimes");
        time.HasKey(t => t.FileSha256);
        time.HasIndex(t => t.NextTryAtUtc);
        modelBuilder.Entity<CopyHolderRow>().ToTable("CopyHolders").HasIndex(h => h.PlanId);
        modelBuilder.Entity<LiveFactRow>().ToTable("LiveFacts").HasIndex(f => f.PlanId);
        modelBuilder.Entity<EasyWordsRow>().ToTable("EasyWords").HasKey(w => new { w.PlanId, w.Slug });
        modelBuilder.Entity<UploadRow>().ToTable("Uploads").HasKey(u => new { u.PlanId, u.Sha256 });
        modelBuilder.Entity<HandoverRow>().ToTable("Handovers").HasKey(h => h.SessionId);
        var join = modelBuilder.Entity<JoinRow>().ToTable("Joins");
        join.HasIndex(j => j.TokenSha256).IsUnique();
        join.HasIndex(j => j.PlanId);
        modelBuilder.Entity<BetweenUsRow>().ToTable("BetweenUs").HasIndex(n => new { n.PlanId, n.ProfessionalId });
        modelBuilder.MapAhead();
        modelBuilder.AddFamilyTables();
        modelBuilder.Entity<CarerPartRow>().ToTable("CarerParts").HasKey(c => new { c.PlanId, c.MemberId, c.Part });
        modelBuilder.MapLog();
        modelBuilder.MapAllocation();
        modelBuilder.MapFunding();
        modelBuilder.MapDirectPayments();
    }

    /// <summary>PostgreSQL keeps microseconds and wants UTC; SQLite gives the kind back unspecified.</summary>
    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        v => new DateTime(v.Ticks - (v.Ticks % 10), DateTimeKind.Utc),
        v => DateTime.SpecifyKind(v, DateTimeKind.Utc));
}
