namespace CarePlanning.Pdf;

/// <summary>Room for an organisation's seal: a certifying signature that allows no change after it.</summary>
/// <param name="ReservedBytes">As many as the sealer needs: <see cref="PdfSealer.ReservedBytes"/>.</param>
/// <param name="Name">Who seals, as readers show it.</param>
/// <param name="Reason">Why, as readers show it.</param>
/// <param name="SignedAt">When, as the file itself states it.</param>
public sealed record SealPlaceholder(int ReservedBytes, string Name, string Reason, DateTimeOffset SignedAt);

/// <summary>A finished file, and where its seal goes if room was asked for.</summary>
public sealed record PdfFile(byte[] Bytes, int Pages, SealRange? SealRange);

/// <summary>Where the seal's hexadecimal digits stand: the place of '&lt;' and the place after '&gt;'.</summary>
public sealed record SealRange(int ContentsStart, int ContentsEnd);
