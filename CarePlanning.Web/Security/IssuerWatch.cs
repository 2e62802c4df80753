using System.IdentityModel.Tokens.Jwt;
using CarePlanning.Core.Access;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace CarePlanning.Web.Security;

/// <summary>
/// Asks the issuer, again and again while a session lasts, whether it still vouches for whoever is signed in, and as what: an account that
/// is disabled there and a role that is taken away count here within a minute, on open pages too. An issuer that does not answer changes nothing.
/// </summary>
internal sealed partial class IssuerWatch(VouchingService vouching, WorkSignIn work, IOptionsMonitor<OpenIdConnectOptions> options, TimeProvider time, ILogger<IssuerWatch> log) : BackgroundService
{
    /// <summary>With what is asked at most so often, an issuer's slow answer, and open pages that look four times a minute, nothing is older than a minute.</summary>
    internal static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    internal static readonly TimeSpan Promised = TimeSpan.FromSeconds(8);

    /// <summary>A later answer is heard all the same: what it was asked with may be used up, and only the answer holds what comes after.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Asked so much later than it should have been, whoever runs the portal is told: the issuer is slow, or too many are signed in for the setting.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(30);

    private const int SideBySide = 16;
    private readonly SemaphoreSlim looking = new(1, 1);
    private static readonly object Word = new();

    /// <summary>By this Entra ID says that it was asked too often: nothing about the account.</summary>
    private const string AskedTooOften = "AADSTS50196";

    /// <summary>The errors by which an issuer says that somebody is vouched for no more, or would have to show anew who they are.</summary>
    private static readonly HashSet<string> NoMore = new(StringComparer.Ordinal) { "invalid_grant", "interaction_required", "login_required", "consent_required", "access_denied" };

    /// <summary>Takes what the issuer is asked with from its answer to where the session begins; it is in no cookie.</summary>
    public static void Hand(TokenValidatedContext answer) => answer.HttpContext.Items[Word] = answer.TokenEndpointResponse?.RefreshToken;

    public static string? Handed(HttpContext http) => http.Items[Word] as string is { Length: > 0 } token ? token : null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // Whatever fails, a database that is down or a fault of ours: it is tried again, and the portal goes on.
            try { await Look(stoppingToken); }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested) { NotAsked(log, e.GetType().Name); }
        }
    }

    /// <summary>Asks about every account whose turn it is; also what a test does in place of waiting.</summary>
    internal async Task Look(CancellationToken stop)
    {
        await looking.WaitAsync(stop);
        try { await AskAll(stop); }
        finally { looking.Release(); }
    }

    private async Task AskAll(CancellationToken stop)
    {
        var taken = 1;
        while (taken > 0 && await vouching.Due(work.AskAgain!.Value) is { Count: > 0 } due)
        {
            if (due[0].Since > work.AskAgain.Value + Late) AskedLate(log, (int)due[0].Since.TotalSeconds);
            taken = 0;
            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = stop }, async (about, _) => { if (await Ask(about)) Interlocked.Increment(ref taken); });
        }
    }

    /// <summary>Asks about one, also while the portal is being stopped: what is on its way is heard. False where another portal asks, or nobody could.</summary>
    private async Task<bool> Ask(ToAsk about)
    {
        var issuer = options.Get(WorkSignIn.Scheme);
        using var patience = new CancellationTokenSource(Patience);
        var taken = false;
        try
        {
            if (!(taken = await vouching.Take(about))) return false;
            var known = await issuer.ConfigurationManager!.GetConfigurationAsync(patience.Token);
            var question = new OpenIdConnectMessage
            {
                GrantType = OpenIdConnectGrantTypes.RefreshToken,
                RefreshToken = about.RefreshToken,
                ClientId = issuer.ClientId,
                ClientSecret = issuer.ClientSecret,
                Scope = string.Join(' ', issuer.Scope),
            };
            using var sent = new FormUrlEncodedContent(question.Parameters);
            using var got = await issuer.Backchannel.PostAsync(known.TokenEndpoint, sent, patience.Token);
            var text = await got.Content.ReadAsStringAsync(patience.Token);
            var answer = text.Length == 0 ? new OpenIdConnectMessage() : new OpenIdConnectMessage(text);
            if (!got.IsSuccessStatusCode)
            {
                var tooOften = answer.ErrorDescription?.Contains(AskedTooOften, StringComparison.Ordinal) == true;
                if (!tooOften && answer.Error is { } error && NoMore.Contains(error)) await End(about, "NoMore");
                else NotAsked(log, tooOften ? AskedTooOften : $"{(int)got.StatusCode}");
                return true;
            }
            var isGood = answer.IdToken is { Length: > 0 } && await IsGood(issuer, known, answer);
            if (!isGood && answer.IdToken is { Length: > 0 }) NotAsked(log, "a token that is not good");
            var (person, refusal) = isGood ? work.Table.Read(WorkSignIn.Claims(new JwtSecurityToken(answer.IdToken)), isIn: true) : (null, null);
            // A token that says no more than who it is about says nothing of what they are.
            if (refusal is null or StaffRefusal.NoName) refusal = await vouching.StillVouchedFor(about, person, answer.RefreshToken);
            if (refusal is not null) await End(about, $"{refusal}");
        }
        // One that cannot be asked about keeps nobody else waiting.
        catch (Exception e)
        {
            NotAsked(log, e.GetType().Name);
        }
        return taken;
    }

    private async Task End(ToAsk about, string why)
    {
        if (await vouching.NoMore(about, why)) Ended(log, why);
    }

    public override void Dispose()
    {
        looking.Dispose();
        base.Dispose();
    }

    private static async Task<bool> IsGood(OpenIdConnectOptions issuer, OpenIdConnectConfiguration known, OpenIdConnectMessage answer)
    {
        var demanded = issuer.TokenValidationParameters.Clone();
        if (issuer.ConfigurationManager is BaseConfigurationManager manager) demanded.ConfigurationManager = manager;
        else
        {
            demanded.ValidIssuer = known.Issuer;
            demanded.IssuerSigningKeys = known.SigningKeys;
        }
        return (await issuer.TokenHandler.ValidateTokenAsync(answer.IdToken, demanded)).IsValid;
    }

    [LoggerMessage(1, LogLevel.Warning, "An issuer could not be asked whether it still vouches for an account: {Why}. It is asked again.")]
    private static partial void NotAsked(ILogger log, string why);

    [LoggerMessage(3, LogLevel.Warning, "What an issuer says of accounts is older than it should be: an account was asked about after {Seconds} seconds. The issuer is slow, or SignIn:AskIssuerSeconds is too short for so many.")]
    private static partial void AskedLate(ILogger log, int seconds);

    [LoggerMessage(2, LogLevel.Information, "A session ended, because its work account is vouched for no more: {Why}")]
    private static partial void Ended(ILogger log, string why);
}
