using System.Buffers;
using System.Globalization;

namespace CarePlanning.Pdf.Layout;

/// <summary>One step of an outline in absolute coordinates: to a point (M, L), along a curve with two handles (C), or back to its start (Z).</summary>
internal readonly record struct OutlineStep(char Kind, double X, double Y, double X1 = 0, double Y1 = 0, double X2 = 0, double Y2 = 0);

/// <summary>Reads the small part of SVG's path language that drawings here are made with.</summary>
internal static class OutlineSteps
{
    private static readonly SearchValues<char> Commands = SearchValues.Create("ABCDFGHIJKLMNOPQRSTUVWXYZabcdfghijklmnopqrstuvwxyz");
    private static readonly SearchValues<char> BeginsNumber = SearchValues.Create("+-.0123456789");

    public static List<OutlineStep> Read(string data)
    {
        List<OutlineStep> steps = [];
        double x = 0, y = 0, startX = 0, startY = 0;
        List<double> numbers = [];
        for (var rest = data.AsSpan(); rest.IndexOfAny(Commands) is >= 0 and var begin;)
        {
            var kind = rest[begin];
            var relative = char.IsLower(kind);
            rest = rest[(begin + 1)..];
            Numbers(rest.IndexOfAny(Commands) is >= 0 and var end ? rest[..end] : rest, numbers);
            var size = char.ToUpperInvariant(kind) switch { 'M' or 'L' => 2, 'H' or 'V' => 1, 'C' => 6, 'Z' => 0, _ => throw new NotSupportedException($"'{kind}' is not known in an outline: {data}") };
            if (size == 0)
            {
                steps.Add(new OutlineStep('Z', 0, 0));
                (x, y) = (startX, startY);
                continue;
            }

            if (numbers.Count == 0 || numbers.Count % size != 0) throw new FormatException($"'{kind}' has too few numbers in an outline: {data}");
            for (var i = 0; i < numbers.Count; i += size)
            {
                var (dx, dy) = relative ? (x, y) : (0, 0);
                switch (char.ToUpperInvariant(kind))
                {
                    case 'M' or 'L':
                        (x, y) = (dx + numbers[i], dy + numbers[i + 1]);
                        var begins = char.ToUpperInvariant(kind) == 'M' && i == 0;
                        if (begins) (startX, startY) = (x, y);
                        steps.Add(new OutlineStep(begins ? 'M' : 'L', x, y));
                        break;
                    case 'H':
                        x = dx + numbers[i];
                        steps.Add(new OutlineStep('L', x, y));
                        break;
                    case 'V':
                        y = dy + numbers[i];
                        steps.Add(new OutlineStep('L', x, y));
                        break;
                    default:
                        var step = new OutlineStep('C', dx + numbers[i + 4], dy + numbers[i + 5], dx + numbers[i], dy + numbers[i + 1], dx + numbers[i + 2], dy + numbers[i + 3]);
                        (x, y) = (step.X, step.Y);
                        steps.Add(step);
                        break;
                }
            }
        }

        return steps;
    }

    private static void Numbers(ReadOnlySpan<char> words, List<double> numbers)
    {
        numbers.Clear();
        while (words.IndexOfAny(BeginsNumber) is >= 0 and var begin)
        {
            words = words[begin..];
            var length = 1;
            for (var point = words[0] == '.'; length < words.Length && (char.IsAsciiDigit(words[length]) || (words[length] == '.' && !point)); length++)
            {
                point |= words[length] == '.';
            }

            numbers.Add(double.Parse(words[..length], NumberStyles.Float, CultureInfo.InvariantCulture));
            words = words[length..];
        }
    }
}
