using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using CarePlanning.Pdf;
using Xunit;

namespace CarePlanning.Tests.Pdf.Signing;

/// <summary>A time-stamp lies outside what the seal signs, so a forger starts there.</summary>
public sealed class ChangedTimestampTests : IAsyncLifetime
{
    private const string TokenName = "1.2.840.113549.1.9.16.2.14";

    private readonly SealCertificate _ours = TestCertificates.Rsa;
    private LoopbackTimestampServer _server = null!;
    private byte[] _file = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await LoopbackTimestampServer.StartAsync();
        _file = await SealedAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public void Every_third_byte_of_message_and_token_counts()
    {
        var message = Spoiled.Message(_file);
        var length = message.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
        for (var at = 0; at < length + 3; at += 3)
        {
            var changed = (byte[])message.Clone();
            changed[at] ^= (byte)(1 << (at % 8));
            AssertChanged(Spoiled.WithMessage(_file, changed), $"byte {at}");
        }
    }

    [Fact]
    public void A_time_stamp_taken_out_is_noticed()
    {
        AssertChanged(Forged(RemoveAll), "no time-stamp");

        var without = Spoiled.Rewritten(Exactly(Spoiled.Message(_file)), signature => signature, keepsTheRest: false);
        AssertChanged(Spoiled.WithMessage(_file, without), "a message that reads as if there never was a time-stamp");
    }

    [Fact]
    public void A_time_stamp_that_lost_our_signature_over_it_is_noticed()
    {
        AssertChanged(Forged(signer => signer.RemoveUnsignedAttribute(Binding(signer))), "no binding");
    }

    [Fact]
    public void A_signature_over_a_time_stamp_that_is_gone_is_noticed()
    {
        AssertChanged(Forged(signer => signer.RemoveUnsignedAttribute(Token(signer))), "no token");
    }

    [Fact]
    public async Task A_genuine_time_stamp_of_another_server_moves_the_date_of_no_seal()
    {
        await using var forger = await LoopbackTimestampServer.StartAsync();
        forger.Clock = new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var forged = Forged(signer =>
        {
            var token = forger.Token(Rfc3161TimestampRequest.CreateFromSignerInfo(signer, HashAlgorithmName.SHA256));
            signer.RemoveUnsignedAttribute(Token(signer));
            signer.AddUnsignedAttribute(new AsnEncodedData(new Oid(TokenName), token));
        });

        AssertChanged(forged, "another token");
    }

    [Fact]
    public async Task A_time_stamp_of_another_seal_of_ours_is_noticed()
    {
        var other = Cms(await SealedAsync("Plan of Tomos Davies")).SignerInfos[0];
        var (token, binding) = (Token(other), Binding(other));
        AssertChanged(
            Forged(signer =>
            {
                RemoveAll(signer);
                signer.AddUnsignedAttribute(token);
                signer.AddUnsignedAttribute(binding);
            }),
            "the time-stamp of another document");
    }

    [Fact]
    public void Something_more_among_the_unsigned_attributes_is_noticed()
    {
        AssertChanged(Forged(signer => signer.AddUnsignedAttribute(new AsnEncodedData(new Oid("1.2.3"), [5, 0]))), "one more");
    }

    [Fact]
    public async Task A_bad_time_stamp_on_somebody_elses_seal_gives_the_time_the_file_states()
    {
        _server.Clock = DateTimeOffset.UtcNow.AddYears(-3);
        var file = await SealedAsync();
        var message = Spoiled.Message(file);
        message[message.AsSpan().LastIndexOf("Time-stamp server"u8)] ^= 1;
        var check = SealVerifier.Check(Spoiled.WithMessage(file, message), []);
        Assert.NotEqual(SealState.SealedByUs, check.State);
        Assert.NotEqual(_server.Clock.Year, check.SignedAt?.Year);
    }

    private byte[] Forged(Action<SignerInfo> change)
    {
        var cms = Cms(_file);
        change(cms.SignerInfos[0]);
        return Spoiled.WithMessage(_file, cms.Encode());
    }

    private static void RemoveAll(SignerInfo signer)
    {
        signer.RemoveUnsignedAttribute(Token(signer));
        signer.RemoveUnsignedAttribute(Binding(signer));
    }

    private static AsnEncodedData Token(SignerInfo signer) => Unsigned(signer, name => name == TokenName);

    private static AsnEncodedData Binding(SignerInfo signer) => Unsigned(signer, name => name != TokenName);

    private static AsnEncodedData Unsigned(SignerInfo signer, Func<string?, bool> named) =>
        signer.UnsignedAttributes.OfType<CryptographicAttributeObject>().Single(one => named(one.Oid.Value)).Values[0];

    private static SignedCms Cms(byte[] file)
    {
        var cms = new SignedCms();
        cms.Decode(Exactly(Spoiled.Message(file)));
        return cms;
    }

    private static byte[] Exactly(byte[] message)
    {
        AsnDecoder.ReadEncodedValue(message, AsnEncodingRules.DER, out _, out _, out var length);
        return message[..length];
    }

    private async Task<byte[]> SealedAsync(string text = "Plan of Maya Okafor")
    {
        var sealer = new PdfSealer(_ours, _server.Address, _server.Client);
        var pdf = OnePagePdf.WithPlaceFor(sealer.ReservedBytes, text);
        return await sealer.SealAsync(pdf.Bytes, pdf.ContentsStart, pdf.ContentsEnd, TestContext.Current.CancellationToken);
    }

    private void AssertChanged(byte[] file, string what)
    {
        var state = SealVerifier.Check(file, [_ours.Thumbprint]).State;
        Assert.True(state == SealState.Changed, $"{what}: {state}");
    }
}
