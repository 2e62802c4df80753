using System.Buffers;
using System.Globalization;

namespace CarePlanning.Pdf;

/// <summary>Walks the keys and values of one PDF dictionary without ever reading past the file or recursing.</summary>
internal ref struct PdfTokens(ReadOnlySpan<byte> file, int position)
{
    public static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789ABCDEFabcdef"u8);

    private static readonly SearchValues<byte> Blanks = SearchValues.Create("\0\t\n\f\r "u8);
    private static readonly SearchValues<byte> Delimiters = SearchValues.Create("\0\t\n\f\r ()<>[]{}/%"u8);
    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789"u8);

    private const int LongestNumber = 12;
    private const int DeepestNesting = 32;

    private readonly ReadOnlySpan<byte> _file = file;
    private int _position = position;

    /// <summary>Whether the dictionary's own closing "&gt;&gt;" has been reached.</summary>
    public bool Ended { get; private set; }

    public bool TryEnterDictionary()
    {
        SkipBlanks();
        return TrySkip("<<"u8);
    }

    public bool TryReadKey(out (int Start, int End) key)
    {
        SkipBlanks();
        key = default;
        if (TrySkip(">>"u8))
        {
            Ended = true;
            return false;
        }

        if (_position >= _file.Length || _file[_position] != (byte)'/')
        {
            return false;
        }

        var start = _position;
        SkipWord();
        key = (start, _position);
        return true;
    }

    /// <summary>Reads one value: a name, number, string, array, dictionary or reference.</summary>
    public bool TryReadValue(out (int Start, int End) value)
    {
        SkipBlanks();
        var start = _position;
        var end = start;
        var depth = 0;
        do
        {
            SkipBlanks();
            if (_position >= _file.Length || !TrySkipOne(ref depth))
            {
                value = default;
                return false;
            }

            end = _position;
        }
        while (depth > 0 || IsReferenceGoingOn());

        value = (start, end);
        return true;
    }

    /// <summary>Reads "[a b c d]" and nothing else.</summary>
    public static bool TryReadNumbers(ReadOnlySpan<byte> array, Span<long> numbers)
    {
        if (array.Length < 2 || array[0] != (byte)'[' || array[^1] != (byte)']')
        {
            return false;
        }

        var rest = array[1..^1];
        for (var i = 0; i < numbers.Length; i++)
        {
            rest = rest.TrimStart(" \t\r\n\f\0"u8);
            var length = rest.IndexOfAnyExcept(Digits);
            length = length < 0 ? rest.Length : length;
            if (length is 0 or > LongestNumber)
            {
                return false;
            }

            numbers[i] = long.Parse(rest[..length], CultureInfo.InvariantCulture);
            rest = rest[length..];
            if (rest.Length > 0 && !Blanks.Contains(rest[0]))
            {
                return false;
            }
        }

        return rest.TrimStart(" \t\r\n\f\0"u8).IsEmpty;
    }

    private bool TrySkipOne(ref int depth)
    {
        if (TrySkip("<<"u8) || TrySkip("["u8))
        {
            return ++depth <= DeepestNesting;
        }

        if (depth > 0 && (TrySkip(">>"u8) || TrySkip("]"u8)))
        {
            depth--;
            return true;
        }

        return _file[_position] switch
        {
            (byte)'(' => TrySkipText(),
            (byte)'<' => TrySkipHex(),
            (byte)'/' => SkipWord(),
            var other => !Delimiters.Contains(other) && SkipWord(),
        };
    }

    // In "12 0 R" the value goes on after the first number; a key always starts with a slash, so anything else belongs here.
    private readonly bool IsReferenceGoingOn()
    {
        var rest = _file[_position..];
        var next = rest.IndexOfAnyExcept(Blanks);
        return next >= 0 && (Digits.Contains(rest[next]) || rest[next] == (byte)'R');
    }

    private bool TrySkipText()
    {
        var open = 0;
        for (; _position < _file.Length; _position++)
        {
            switch (_file[_position])
            {
                case (byte)'\\':
                    _position++;
                    break;
                case (byte)'(':
                    open++;
                    break;
                case (byte)')' when --open == 0:
                    _position++;
                    return true;
            }
        }

        return false;
    }

    private bool TrySkipHex()
    {
        var length = _file[_position..].IndexOf((byte)'>');
        if (length < 0)
        {
            return false;
        }

        _position += length + 1;
        return true;
    }

    private bool SkipWord()
    {
        var rest = _file[(_position + 1)..];
        var length = rest.IndexOfAny(Delimiters);
        _position += 1 + (length < 0 ? rest.Length : length);
        return true;
    }

    private void SkipBlanks()
    {
        var next = _file[_position..].IndexOfAnyExcept(Blanks);
        _position = next < 0 ? _file.Length : _position + next;
    }

    private bool TrySkip(ReadOnlySpan<byte> word)
    {
        if (!_file[_position..].StartsWith(word))
        {
            return false;
        }

        _position += word.Length;
        return true;
    }
}
