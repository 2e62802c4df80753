namespace CarePlanning.Pdf;

/// <summary>Room for an organisation's seal: a certifying signature that allows no change after it.</summary>
public sealed record SealPlaceholder(int ReservedBytes, string Name, string Reason, DateTimeOffset SignedAt);

/// <summary>A finished file, and where its seal goes if room was asked for.</summary>
public sealed record PdfFile(byte[] Bytes, int Pages, SealRange? SealRange);

/// <summary>Where the seal's hexadecimal digits stand: the place of '&lt;' and the place after '&gt;'.</summary>
public sealed record SealRange(int ContentsStart, int ContentsEnd);
