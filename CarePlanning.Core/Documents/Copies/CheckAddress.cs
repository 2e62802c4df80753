using CarePlanning.Pdf;
using QRCoder;

namespace CarePlanning.Core.Documents.Copies;

/// <summary>Where anybody can ask whether a copy is the latest.</summary>
/// <param name="Portal">The portal's own address.</param>
public sealed record CheckAddress(Uri Portal)
{
    /// <summary>Where a portal listens when nobody said where it is reached.</summary>
    public static CheckAddress Local { get; } = new(new Uri("http://localhost:5080/"));

    /// <summary>The page that answers for one code.</summary>
    public string Of(string code) => new Uri(Portal, "v/" + code).AbsoluteUri;

    /// <summary>The address as it is printed and typed.</summary>
    public string Shown => $"{Portal.Authority}{Portal.AbsolutePath}verify";

    /// <summary>The code to be scanned, drawn as squares.</summary>
    public Drawing Squares(string code)
    {
        // Capitals make a smaller code, and neither a host's name nor our own page minds them.
        var address = Portal.AbsolutePath == "/" ? Of(code).ToUpperInvariant() : Of(code);
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(address, QRCodeGenerator.ECCLevel.M);
        // The paper round the drawing is its quiet zone.
        const int Quiet = 4;
        var side = data.ModuleMatrix.Count - (2 * Quiet);
        var path = new System.Text.StringBuilder();
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++)
            {
                var from = x;
                while (x < side && data.ModuleMatrix[y + Quiet][x + Quiet]) x++;
                if (x > from) path.Append(System.Globalization.CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h-{x - from}Z");
            }
        return new Drawing(side, side, [new Outline(path.ToString()) { Fill = "#000000" }]);
    }
}
