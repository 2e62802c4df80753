using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace CarePlanning.Web.Security;

/// <summary>Behind a proxy that ends TLS: what it says of the browser (address, https, host) is believed from the addresses in Proxy:Addresses only.</summary>
internal static class BehindProxy
{
    public static void AddProxy(this IServiceCollection services, IConfiguration configuration) => services.Configure<ForwardedHeadersOptions>(o =>
    {
        o.KnownProxies.Clear();
        o.KnownIPNetworks.Clear();
        foreach (var address in Addresses(configuration)) o.KnownProxies.Add(address);
        o.ForwardedHeaders = o.KnownProxies.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
    });

    private static IEnumerable<IPAddress> Addresses(IConfiguration configuration) =>
        from said in (configuration["Proxy:Addresses"] ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)
        select IPAddress.TryParse(said, out var address) ? address : throw new InvalidOperationException($"Proxy:Addresses: '{said}' is not an IP address.");
}
