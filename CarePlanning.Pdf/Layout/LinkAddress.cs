namespace CarePlanning.Pdf.Layout;

/// <summary>Which addresses may be followed from a document.</summary>
internal static class LinkAddress
{
    public static string? Allowed(string? link) =>
        link is not null && Uri.TryCreate(link.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto" or "tel"
            ? uri.AbsoluteUri
            : null;
}
