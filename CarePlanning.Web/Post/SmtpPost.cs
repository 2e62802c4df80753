using System.Net.Sockets;
using CarePlanning.Core.Family;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace CarePlanning.Web.Post;

/// <summary>Sends letters through a mail server, and texts through its gateway; says so when one did not leave, and never what was in it.</summary>
internal sealed partial class SmtpPost(PostSettings settings, ILogger<SmtpPost> log) : IPost
{
    private const int MostMilliseconds = 10_000;

    public bool SendsTexts => settings.TextGateway is not null;

    public async Task<bool> Send(Letter letter)
    {
        if (letter.By == Channel.Text && settings.TextGateway is null) return false;
        try
        {
            using var mail = Sheets.Of(letter, settings.From, settings.TextGateway ?? "");
            using var client = new SmtpClient { Timeout = MostMilliseconds };
            await client.ConnectAsync(settings.Host!, settings.Port, settings.Security);
            if (settings.User is { Length: > 0 } user) await client.AuthenticateAsync(user, settings.Password ?? "");
            await client.SendAsync(mail);
            await client.DisconnectAsync(quit: true);
            return true;
        }
        catch (Exception e) when (e is IOException or SocketException or CommandException or ProtocolException or AuthenticationException or SslHandshakeException or FormatException or TimeoutException or ServiceNotConnectedException)
        {
            // The kind of mistake only: a server's answer may repeat the address.
            NotSent(log, e.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A letter could not be sent: {Why}. Check Mail:Smtp.")]
    private static partial void NotSent(ILogger log, string why);
}
