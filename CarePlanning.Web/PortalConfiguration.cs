using CarePlanning.Core.Access;
using CarePlanning.Core.Backup;
using CarePlanning.Core.Concerns;
using CarePlanning.Core.Keys;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using CarePlanning.Web.Post;
using CarePlanning.Web.Security;
using Microsoft.Data.Sqlite;

namespace CarePlanning.Web;

/// <summary>The settings a deployment chooses, read and checked once.</summary>
internal sealed record PortalConfiguration(bool Demo, string Folder, DbProvider Provider, string Connection, SealSource Seal, string FontFolder, Uri? PublicUrl)
{
    /// <summary>How letters to families leave the portal; a folder unless a mail server is named.</summary>
    public PostSettings Post { get; init; } = PostSettings.Read(new ConfigurationBuilder().Build(), Folder);

    /// <summary>Who is told of concerns and of emergency access.</summary>
    public NamedLeads Leads { get; init; } = new(NamedLead.Of(null));

    /// <summary>Where the data is, for the first lines on the console.</summary>
    public string Where => Provider == DbProvider.Sqlite ? Path.Combine(Folder, DatabaseFile) : "PostgreSQL";

    /// <summary>How staff sign in with their work account; null on a demonstration.</summary>
    public WorkSignIn? Work { get; init; }

    public SessionLimits Sessions { get; init; } = SessionLimits.Usual;

    /// <summary>True where browsers reach the portal by https.</summary>
    public bool IsHttps => PublicUrl?.Scheme == "https";

    /// <summary>The name of a cookie of this portal: by https one that no other site can set and no plain connection carries.</summary>
    public string Cookie(string name) => IsHttps ? "__Host-" + name : name;

    /// <summary>The same for one that belongs to a part of the portal only.</summary>
    public string CookieOfPart(string name) => IsHttps ? "__Secure-" + name : name;

    private const string OpenIdConnect = "OpenIdConnect";
    private const string DatabaseFile = "careplanning.db", KeyFile = "master.key";

    /// <summary>Where the master keys come from.</summary>
    public KeySource Keys { get; init; } = new(null, null, Path.Combine(Folder, KeyFile));

    /// <summary>What backups are locked with, or null when that is said with each.</summary>
    public string? BackupPassphrase { get; init; }

    /// <summary>The files that a backup holds and that it is put back to.</summary>
    public BackupPlaces Places => new(Provider == DbProvider.Sqlite ? new SqliteConnectionStringBuilder(Connection).DataSource : null,
        Keys.Path ?? Path.Combine(Folder, KeyFile), Seal.Pfx ?? Seal.OwnMade)
    { Folder = Folder };

    /// <summary>Reads the settings; a wrong one stops the start with a sentence that says which.</summary>
    public static PortalConfiguration Read(IConfiguration configuration, IHostEnvironment environment, bool command = false)
    {
        var mode = configuration["SignIn:Mode"] ?? (environment.IsProduction() ? "" : "Demo");
        if (!command && mode is not ("Demo" or OpenIdConnect))
            throw new InvalidOperationException(mode.Length == 0
                ? "SignIn:Mode is not set. The demo sign-in cannot be used in Production; set OpenIdConnect."
                : $"SignIn:Mode '{mode}' is not known to this release; it knows Demo and OpenIdConnect.");
        if (!command && mode == "Demo" && environment.IsProduction())
            throw new InvalidOperationException("SignIn:Mode is Demo, which lets anybody be anybody. It cannot be used in Production; use the environment Development or Rehearsal.");

        var folder = configuration["Data:Folder"] is { Length: > 0 } chosen ? chosen
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "CarePlanning");
        Directory.CreateDirectory(folder);
        var name = configuration["Db:Provider"] ?? nameof(DbProvider.Sqlite);
        if (!Enum.TryParse<DbProvider>(name, ignoreCase: true, out var provider) || !Enum.IsDefined(provider))
            throw new InvalidOperationException($"Db:Provider '{name}' is not Sqlite or Postgres.");
        var connection = configuration.GetConnectionString("Db");
        if (string.IsNullOrEmpty(connection))
            connection = provider == DbProvider.Sqlite ? $"Data Source={Path.Combine(folder, DatabaseFile)}"
                : throw new InvalidOperationException("ConnectionStrings:Db is needed with Db:Provider Postgres.");
        var seal = new SealSource(configuration["Seal:Pfx"], configuration["Seal:Password"], Path.Combine(folder, "seal.pfx"),
            configuration["Seal:TimestampUrl"] is { Length: > 0 } stamp ? new Uri(stamp) : null,
            (configuration["Seal:Earlier"] ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries));
        var url = configuration["PublicUrl"] is { Length: > 0 } u ? new Uri(u) : null;
        if (!command && environment.IsProduction() && url?.Scheme != "https")
            throw new InvalidOperationException("PublicUrl is not an https address. In Production the portal is reached by https only.");
        var ownKey = Path.Combine(folder, KeyFile);
        // In earnest nobody's key is made unseen; one that is there already is used, so that commands reach what the portal wrote.
        var keys = new KeySource(Set("Keys:File"), Set("Keys:Master"), environment.IsProduction() && !File.Exists(ownKey) ? null : ownKey);
        return new PortalConfiguration(mode == "Demo", folder, provider, connection, seal, Fonts(), url)
        {
            Keys = keys,
            BackupPassphrase = Set("Backup:Passphrase"),
            Post = PostSettings.Read(configuration, folder, inEarnest: !command && environment.IsProduction()),
            Leads = new NamedLeads(NamedLead.Of(configuration["Lead:Email"] ?? (mode == "Demo" ? "lead@demo.example" : null))) { Own = OwnLeads(configuration.GetSection("Lead:Of")) },
            Work = !command && mode == OpenIdConnect ? WorkSignIn.Read(configuration.GetSection("SignIn"), environment.IsProduction()) : null,
            Sessions = new SessionLimits(Time(configuration, "SignIn:IdleMinutes", 60, SessionLimits.Usual.Idle, n => TimeSpan.FromMinutes(n)), Time(configuration, "SignIn:LongestHours", 12, SessionLimits.Usual.Longest, n => TimeSpan.FromHours(n))),
        };

        string? Set(string name) => configuration[name] is { Length: > 0 } value ? value : null;
    }

    private static Dictionary<string, NamedLead> OwnLeads(IConfigurationSection rows)
    {
        var own = new Dictionary<string, NamedLead>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows.GetChildren())
            if (row["Organisation"] is not { Length: > 0 } organisation || row["Email"] is not { Length: > 0 } email || !own.TryAdd(organisation, NamedLead.Of(email, $"{row.Path}:Email")))
                throw new InvalidOperationException($"{row.Path} needs an Organisation that no other row names, and an Email.");
        return own;
    }

    private static TimeSpan Time(IConfiguration configuration, string name, int most, TimeSpan unset, Func<int, TimeSpan> of) => configuration[name] is not { Length: > 0 } said ? unset
        : int.TryParse(said, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n) && n >= 1 && n <= most ? of(n)
        : throw new InvalidOperationException($"{name} '{said}' is not a whole number from 1 to {most}.");

    /// <summary>Refuses to start without every font: a document without them would lack letters, and nobody would notice until it is needed.</summary>
    public void DemandFonts()
    {
        try { CarePlanning.Pdf.FontSet.FromFolder(FontFolder); }
        catch (InvalidDataException wrong) { throw new InvalidOperationException(wrong.Message, wrong); }
    }

    /// <summary>The fonts stand beside the program when published and beside the solution when run from source.</summary>
    private static string Fonts()
    {
        var published = Path.Combine(AppContext.BaseDirectory, "wwwroot", "fonts");
        if (Directory.Exists(published)) return published;
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Path.Combine(at.FullName, "wwwroot-assets", "fonts") is var fonts && Directory.Exists(fonts)) return fonts;
        throw new DirectoryNotFoundException("The folder wwwroot-assets/fonts was not found beside the program or above it.");
    }
}
