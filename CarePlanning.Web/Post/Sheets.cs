using CarePlanning.Core.Family;
using MimeKit;

namespace CarePlanning.Web.Post;

/// <summary>A letter as a mail: plain text, one address, nothing that tells when it was read.</summary>
internal static class Sheets
{
    public static MimeMessage Of(Letter letter, string from, string gateway)
    {
        // The address was checked when it was written down; what cannot be read as one address is refused here again.
        var to = letter.By == Channel.Text ? $"{letter.To.TrimStart('+')}@{gateway}" : letter.To;
        if (Reach.Email(to) is null || !MailboxAddress.TryParse(to, out var address)) throw new FormatException("A letter has no address that can be used.");
        var mail = new MimeMessage { Subject = letter.Subject, Body = new TextPart("plain") { Text = letter.Body } };
        mail.From.Add(MailboxAddress.Parse(from));
        mail.To.Add(address);
        return mail;
    }
}
