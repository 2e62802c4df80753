namespace CarePlanning.Pdf;

/// <summary>Tells whether a file is, byte for byte, a document that was sealed, and by whom.</summary>
public static class SealVerifier
{
    /// <summary>No document we write comes near this, and checking costs memory in proportion.</summary>
    internal const int LargestFile = 256 * 1024 * 1024;

    // Each seal costs a hash over the whole file; nobody signs a plan this often, so more is an attempt to keep us busy.
    private const int MostSeals = 16;
    private const int HeaderWithin = 1024;
    private const int TrailerWithin = 2048;

    /// <summary>Checks a file against the SHA-256 thumbprints of our own certificates. Never throws.</summary>
    public static SealCheck Check(byte[] file, IReadOnlyCollection<string> trustedThumbprints)
    {
        try
        {
            return file is null
                ? SealCheck.Without(SealState.NotAPdf, "There is no file.")
                : CheckFile(file, trustedThumbprints ?? []);
        }
        catch (Exception)
        {
            // Whoever asks gets an answer whatever the file holds, and never the wrong way round.
            return SealCheck.Without(SealState.Unreadable, "The file could not be read.");
        }
    }

    private static SealCheck CheckFile(byte[] file, IReadOnlyCollection<string> trustedThumbprints)
    {
        if (file.AsSpan(0, Math.Min(file.Length, HeaderWithin)).IndexOf("%PDF"u8) < 0)
        {
            return SealCheck.Without(SealState.NotAPdf, "The file is not a PDF.");
        }

        if (file.Length > LargestFile)
        {
            return SealCheck.Without(SealState.Unreadable, "The file is too large to be one of our documents.");
        }

        var keys = KeysOf(file);
        if (keys.Count == 0)
        {
            return WithoutSeal(file);
        }

        if (keys.Count > MostSeals)
        {
            return SealCheck.Without(SealState.Changed, "The file claims more seals than a document can have.");
        }

        return Judge(file, keys, trustedThumbprints);
    }

    private static SealCheck Judge(byte[] file, List<int> keys, IReadOnlyCollection<string> trustedThumbprints)
    {
        SealCheck? others = null;
        SealCheck? changed = null;
        foreach (var key in keys)
        {
            if (SignatureDictionary.Read(file, key) is not { } place || OneSeal.Read(file, place) is not { } seal)
            {
                continue;
            }

            var ours = trustedThumbprints.Contains(seal.Thumbprint, StringComparer.OrdinalIgnoreCase);
            if (place.CoveredEnd != file.Length)
            {
                changed = ours || changed is null
                    ? seal.Answer(SealState.Changed, "Something was added to the file after it was sealed.")
                    : changed;
            }
            else if (!ours)
            {
                others ??= seal.Answer(SealState.SealedByOthers, "The file is unchanged since it was sealed, but not with a certificate of ours.");
            }
            else if (seal.IsAsWeWriteIt)
            {
                return seal.Answer(SealState.SealedByUs, "The file is exactly as we sealed it.");
            }
            else
            {
                changed = seal.Answer(SealState.Changed, "The seal itself was altered.");
            }
        }

        var oursWasBroken = changed?.Thumbprint is { } broken
            && trustedThumbprints.Contains(broken, StringComparer.OrdinalIgnoreCase);
        return (oursWasBroken ? changed : others ?? changed)
            ?? SealCheck.Without(SealState.Changed, "The file was changed after it was sealed, or its seal is damaged.");
    }

    private static List<int> KeysOf(byte[] file)
    {
        var keys = new List<int>();
        for (var at = 0; keys.Count <= MostSeals;)
        {
            var found = file.AsSpan(at).IndexOf("/ByteRange"u8);
            if (found < 0)
            {
                break;
            }

            keys.Add(at + found);
            at += found + 1;
        }

        return keys;
    }

    private static SealCheck WithoutSeal(byte[] file)
    {
        // One of these survives when somebody spoils the other words that would lead to the seal.
        if (file.AsSpan().IndexOf("ETSI.CAdES.detached"u8) >= 0
            || file.AsSpan().IndexOf("adbe.pkcs7."u8) >= 0
            || file.AsSpan().IndexOf("Adobe.PPKLite"u8) >= 0)
        {
            return SealCheck.Without(SealState.Changed, "The file was changed after it was sealed: what is left of the seal is damaged.");
        }

        var tail = file.AsSpan(Math.Max(0, file.Length - TrailerWithin));
        return tail.IndexOf("startxref"u8) >= 0 && tail.IndexOf("%%EOF"u8) >= 0
            ? SealCheck.Without(SealState.NoSeal, "The file is a PDF without a seal.")
            : SealCheck.Without(SealState.Unreadable, "The file is a PDF that is cut short or damaged.");
    }
}
