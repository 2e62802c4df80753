using System.Net;
using System.Net.Sockets;

namespace CarePlanning.Web.Security;

/// <summary>From where somebody asks, for limits on how often.</summary>
internal static class Caller
{
    /// <summary>The half of an IPv6 address that names a network, in bytes: one household has all the addresses under it.</summary>
    private const int NetworkBytes = 8;

    /// <summary>The address, of IPv6 its network; empty where there is none.</summary>
    public static string Of(HttpContext? http) => http?.Connection.RemoteIpAddress is { } address ? Of(address) : "";

    public static string Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4().ToString();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
