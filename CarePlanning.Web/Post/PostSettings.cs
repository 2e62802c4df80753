using System.Globalization;
using CarePlanning.Core.Family;
using MailKit.Security;

namespace CarePlanning.Web.Post;

/// <summary>How letters and texts leave the portal, read and checked once.</summary>
/// <param name="Host">The mail server, or null: letters are put into the folder.</param>
/// <param name="TextGateway">The domain that turns a mail to a number into a text, or null where no texts are sent.</param>
internal sealed record PostSettings(string? Host, int Port, SecureSocketOptions Security, string? User, string? Password, string From, string? TextGateway, string Folder)
{
    /// <param name="inEarnest">True in Production, where letters and codes lie in a folder only because somebody said so.</param>
    public static PostSettings Read(IConfiguration configuration, string dataFolder, bool inEarnest = false)
    {
        var from = configuration["Mail:From"] is { Length: > 0 } said ? said : "care-plan@localhost.localdomain";
        if (Reach.Email(from) is null) throw new InvalidOperationException($"Mail:From '{from}' is not an e-mail address.");
        var port = configuration["Mail:Port"] is not { Length: > 0 } number ? 587
            : int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read is > 0 and < 65536 ? read : throw new InvalidOperationException($"Mail:Port '{number}' is not a port.");
        var security = (configuration["Mail:Security"] ?? "StartTls") switch
        {
            "StartTls" => SecureSocketOptions.StartTls,
            "Tls" => SecureSocketOptions.SslOnConnect,
            "None" => SecureSocketOptions.None,
            var other => throw new InvalidOperationException($"Mail:Security '{other}' is not StartTls, Tls or None."),
        };
        var host = configuration["Mail:Smtp"] is { Length: > 0 } server ? server : null;
        if (host is not null and not ("localhost" or "127.0.0.1") && security == SecureSocketOptions.None)
            throw new InvalidOperationException("Mail:Security None sends codes in the clear; it is for a mail server on the same machine only.");
        if (inEarnest && host is null && string.IsNullOrEmpty(configuration["Mail:Folder"]))
            throw new InvalidOperationException("Mail:Smtp is not set. Letters and codes would reach nobody and lie readable in the data folder. Set Mail:Smtp, or Mail:Folder where that is meant.");
        return new PostSettings(host, port, security, configuration["Mail:User"], configuration["Mail:Password"], from,
            configuration["Mail:TextGateway"] is { Length: > 0 } gateway ? gateway : null,
            configuration["Mail:Folder"] is { Length: > 0 } folder ? folder : Path.Combine(dataFolder, "mail"));
    }
}
