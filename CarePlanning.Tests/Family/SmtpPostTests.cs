using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CarePlanning.Core.Family;
using CarePlanning.Tests.Journeys;
using CarePlanning.Web.Post;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;

namespace CarePlanning.Tests.Family;

/// <summary>Letters leave through a real mail server on this machine (Debian's aiosmtpd), as they would through any.</summary>
public sealed class SmtpPostTests
{
    [Fact]
    public async Task A_letter_and_a_text_arrive_as_they_were_written()
    {
        await using var server = await MailServer.StartAsync();
        var post = new SmtpPost(server.Settings(("Mail:TextGateway", "text.example.org")), NullLogger<SmtpPost>.Instance);
        Assert.True(post.SendsTexts);
        Assert.True(await post.Send(new Letter(Channel.Email, "beth@example.org", "An invitation for you", "Hello Beth,\n\nŴales – “yes”\n")));
        Assert.True(await post.Send(new Letter(Channel.Text, "+447700900341", "Your code", "Your code is 2345-6789.")));
        var mails = server.Arrived();
        Assert.Equal([("beth@example.org", "An invitation for you"), ("447700900341@text.example.org", "Your code")], mails.Select(m => (m.To.Mailboxes.Single().Address, m.Subject)).OrderByDescending(m => m.Address));
        Assert.Contains(mails, m => m.TextBody!.ReplaceLineEndings("\n").TrimEnd() == "Hello Beth,\n\nŴales – “yes”");
        Assert.All(mails, m => Assert.Equal("care@example.org", m.From.Mailboxes.Single().Address));
    }

    [Fact]
    public async Task An_address_that_would_add_a_line_to_the_head_or_a_second_reader_is_not_sent_to()
    {
        await using var server = await MailServer.StartAsync();
        var post = new SmtpPost(server.Settings(), NullLogger<SmtpPost>.Instance);
        foreach (var to in new[] { "beth@example.org\r\nBcc: eve@example.org", "beth@example.org, eve@example.org", "beth", "" })
            Assert.False(await post.Send(new Letter(Channel.Email, to, "An invitation for you", "Hello")));
        Assert.False(await post.Send(new Letter(Channel.Text, "+447700900341", "Your code", "x")));
        Assert.True(await post.Send(new Letter(Channel.Email, "beth@example.org", "One\r\nBcc: eve@example.org", "Hello")));
        var mail = Assert.Single(server.Arrived());
        Assert.Empty(mail.Bcc);
        Assert.Single(mail.To);
    }

    [Fact]
    public async Task Where_no_server_answers_it_is_said_and_what_was_in_the_letter_is_not_logged()
    {
        await using var portal = new RunningPortal { Settings = { ["Mail:Smtp"] = "127.0.0.1", ["Mail:Port"] = $"{MailServer.FreePort()}", ["Mail:Security"] = "None" } };
        _ = portal.Address;
        var post = (IPost)portal.Services.GetService(typeof(IPost))!;
        Assert.False(await post.Send(new Letter(Channel.Email, "beth@example.org", "Your code", "Your code is 2345-6789.")));
        Assert.Contains(portal.Logged, l => l.Contains("Mail:Smtp", StringComparison.Ordinal));
        Assert.DoesNotContain(portal.Logged, l => l.Contains("2345", StringComparison.Ordinal) || l.Contains("beth", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Mail:Port", "none", "Mail:Port")]
    [InlineData("Mail:Security", "Sometimes", "Mail:Security")]
    [InlineData("Mail:From", "us", "Mail:From")]
    [InlineData("Mail:Security", "None", "in the clear")]
    public void A_wrong_setting_stops_the_start_with_its_name(string name, string value, string says)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Mail:Smtp", "mail.example.org"), new(name, value)]).Build();
        Assert.Contains(says, Assert.Throws<InvalidOperationException>(() => PostSettings.Read(configuration, "/tmp")).Message, StringComparison.Ordinal);
    }

    /// <summary>A mail server of its own that keeps what arrives in a folder.</summary>
    private sealed class MailServer : IAsyncDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("careplanning-mail-").FullName;
        private readonly int port = FreePort();
        private readonly Process process;

        private MailServer()
        {
            var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardError = true };
            foreach (var argument in (string[])["-m", "aiosmtpd", "-n", "-l", $"127.0.0.1:{port}", "-c", "aiosmtpd.handlers.Mailbox", Path.Combine(folder, "box")]) start.ArgumentList.Add(argument);
            process = Process.Start(start)!;
        }

        public static async Task<MailServer> StartAsync()
        {
            var server = new MailServer();
            while (!server.process.HasExited)
            {
                using var knock = new TcpClient();
                try { await knock.ConnectAsync(IPAddress.Loopback, server.port, TestContext.Current.CancellationToken); return server; }
                catch (SocketException) { await Task.Yield(); }
            }
            throw new InvalidOperationException("No mail server: is python3-aiosmtpd installed? " + await server.process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        }

        public PostSettings Settings(params (string Name, string Value)[] more) => PostSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(
            [new("Mail:Smtp", "127.0.0.1"), new("Mail:Port", $"{port}"), new("Mail:Security", "None"), new("Mail:From", "care@example.org"), .. more.Select(m => new KeyValuePair<string, string?>(m.Name, m.Value))]).Build(), folder);

        public IReadOnlyList<MimeMessage> Arrived() => [.. Directory.GetFiles(Path.Combine(folder, "box", "new")).Select(f => MimeMessage.Load(f))];

        /// <summary>A port that nobody listens on now.</summary>
        public static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        public async ValueTask DisposeAsync()
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }
}
