using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using CarePlanning.Web.Security;
using Microsoft.AspNetCore.SignalR;

namespace CarePlanning.Web.Live;

/// <summary>
/// Gives a circuit back only to the user who opened it: on a shared laptop the cookie may be another user's when the signal returns.
/// A refused page is loaded again, as whoever is signed in now. One user has so many live pages and no more; a page beyond them
/// is as it was drawn, and saves as any other.
/// </summary>
internal sealed class CircuitOwners(TimeProvider time) : IHubFilter
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(13);

    /// <summary>Live pages of one user at once.</summary>
    public const int MostOfOne = 20;

    private readonly ConcurrentDictionary<string, string> live = new();
    private readonly ConcurrentDictionary<string, (Guid? Owner, DateTimeOffset Since)> owners = new();

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var user = Security.Session.UserOf(invocationContext.Context.User);
        switch (invocationContext.HubMethodName)
        {
            case "ConnectCircuit" or "ResumeCircuit" when invocationContext.HubMethodArguments is [string circuit, ..] && !IsOf(user, circuit):
                return invocationContext.HubMethodName == "ConnectCircuit" ? false : null;
            case "StartCircuit" or "ResumeCircuit" or "ConnectCircuit" when !MayOpen(user, invocationContext.Context.ConnectionId, Caller.Of(invocationContext.Context.GetHttpContext())):
                return invocationContext.HubMethodName == "ConnectCircuit" ? false : null;
            case "StartCircuit" or "ResumeCircuit":
                var begun = await next(invocationContext);
                if (begun is string secret) Begun(user, secret);
                return begun;
            default:
                return await next(invocationContext);
        }
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        Closed(context.Context.ConnectionId);
        return next(context, exception);
    }

    /// <summary>Counts a connection as a live page of this user, or of whoever comes from the same address without being signed in, unless they have too many.</summary>
    internal bool MayOpen(Guid? user, string connection, string from = "")
    {
        var whose = user?.ToString() ?? from;
        if (!live.ContainsKey(connection) && live.Values.Count(u => u == whose) >= MostOfOne) return false;
        live[connection] = whose;
        return true;
    }

    internal void Closed(string connection) => live.TryRemove(connection, out _);

    /// <summary>Remembers whose a circuit is; those of sessions long over are forgotten.</summary>
    internal void Begun(Guid? user, string circuit)
    {
        var now = time.GetUtcNow();
        owners[Key(circuit)] = (user, now);
        foreach (var (key, (_, since)) in owners)
            if (now - since > Longest) owners.TryRemove(key, out _);
    }

    /// <summary>True unless it is known to be another's; a circuit nobody knows cannot be connected to anyhow.</summary>
    internal bool IsOf(Guid? user, string circuit) => !owners.TryGetValue(Key(circuit), out var owner) || owner.Owner == user;

    private static string Key(string circuit) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(circuit)));
}
