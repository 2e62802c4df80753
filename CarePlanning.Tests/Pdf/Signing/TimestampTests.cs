using System.Formats.Asn1;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.Pkcs;
using CarePlanning.Pdf;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace CarePlanning.Tests.Pdf.Signing;

public sealed class TimestampTests : IAsyncLifetime
{
    private LoopbackTimestampServer _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await LoopbackTimestampServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("Rsa")]
    [InlineData("Elliptic")]
    [InlineData("WithChain")]
    public async Task The_time_of_a_seal_comes_from_the_time_stamp(string certificate)
    {
        _server.Clock = new DateTimeOffset(2026, 4, 2, 10, 11, 12, TimeSpan.Zero);
        var seal = TestCertificates.Named(certificate);
        var check = SealVerifier.Check(await SealedAsync(seal), [seal.Thumbprint]);

        Assert.Equal(SealState.SealedByUs, check.State);
        Assert.Equal(_server.Clock, check.SignedAt);
    }

    [Fact]
    public async Task The_message_holds_a_token_over_the_signature_that_reads_back()
    {
        var message = Spoiled.Message(await SealedAsync());
        AsnDecoder.ReadEncodedValue(message, AsnEncodingRules.DER, out _, out _, out var length);
        var cms = new SignedCms();
        cms.Decode(message[..length]);
        var attribute = cms.SignerInfos[0].UnsignedAttributes.OfType<System.Security.Cryptography.CryptographicAttributeObject>()
            .Single(one => one.Oid.Value == "1.2.840.113549.1.9.16.2.14");

        Assert.True(Rfc3161TimestampToken.TryDecode(attribute.Values[0].RawData, out var token, out _));
        Assert.True(token.VerifySignatureForSignerInfo(cms.SignerInfos[0], out var stampedBy));
        Assert.Equal(_server.Certificate.RawData, stampedBy!.RawData);
        Assert.NotNull(token.TokenInfo.GetNonce());
    }

    [Fact]
    public async Task The_server_is_asked_with_a_nonce_for_its_certificate_and_over_SHA_256()
    {
        await SealedAsync();
        Assert.Equal("application/timestamp-query", _server.LastAsked.ContentType);
        Assert.True(_server.LastAsked.Request!.RequestSignerCertificate);
        Assert.NotNull(_server.LastAsked.Request.GetNonce());
        Assert.Equal("2.16.840.1.101.3.4.2.1", _server.LastAsked.Request.HashAlgorithmId.Value);
    }

    [Fact]
    public async Task Poppler_and_qpdf_accept_a_seal_with_a_time_stamp()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pdf");
        try
        {
            await File.WriteAllBytesAsync(path, await SealedAsync(), Cancellation);
            var (_, said) = await OutsideTool.RunAsync("pdfsig", "poppler-utils", path);
            Assert.Contains("Signature Validation: Signature is Valid.", said, StringComparison.Ordinal);
            Assert.Contains("Total document signed", said, StringComparison.Ordinal);
            var (exitCode, checkedBy) = await OutsideTool.RunAsync("qpdf", "qpdf", "--check", path);
            Assert.True(exitCode == 0, checkedBy);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Sealing_may_also_wait_for_the_server()
    {
        var file = await Task.Run(() => OnePagePdf.Sealed(Sealer()), Cancellation);
        Assert.Equal(SealState.SealedByUs, SealVerifier.Check(file, [TestCertificates.Rsa.Thumbprint]).State);
    }

    [Fact]
    public async Task A_server_that_is_down_leaves_the_document_unsealed()
    {
        int freePort;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            freePort = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        var sealer = new PdfSealer(TestCertificates.Rsa, new Uri($"http://127.0.0.1:{freePort}/key/secret"), _server.Client);
        var refusal = await RefusalOf(sealer);
        Assert.Equal($"The document was not sealed: the time-stamp server http://127.0.0.1:{freePort} could not be reached.", refusal);
    }

    public static TheoryData<string> NotATimestamp => ["", "garbage", "<html>Sign in</html>", "0\u0003\u0002\u0001\0", "0\u0080"];

    [Theory]
    [MemberData(nameof(NotATimestamp))]
    public async Task A_server_that_sends_garbage_leaves_the_document_unsealed(string garbage)
    {
        _server.Answer = (context, _) => context.Response.WriteAsync(garbage);
        Assert.Contains("sent an answer that is not a valid time-stamp", await RefusalOf(Sealer()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_rejects_leaves_the_document_unsealed()
    {
        _server.Answer = (context, _) => context.Response.Body.WriteAsync(LoopbackTimestampServer.Rejected()).AsTask();
        Assert.Contains("refused", await RefusalOf(Sealer()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_with_an_error_of_its_own_leaves_the_document_unsealed()
    {
        _server.Answer = (context, _) =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        Assert.Contains("answered with status 503", await RefusalOf(Sealer()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_sends_without_end_leaves_the_document_unsealed()
    {
        _server.Answer = async (context, _) =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(new byte[4096], context.RequestAborted);
            }
        };
        Assert.Contains("far more than a time-stamp", await RefusalOf(Sealer()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_hangs_up_halfway_leaves_the_document_unsealed()
    {
        _server.Answer = async (context, proper) =>
        {
            context.Response.ContentLength = proper.Length;
            await context.Response.Body.WriteAsync(proper.AsMemory(0, 100));
            await context.Response.Body.FlushAsync();
            context.Abort();
        };
        Assert.Contains("could not be reached", await RefusalOf(Sealer()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_not_waited_for_without_end()
    {
        _server.Answer = (context, _) =>
        {
            var hungUp = new TaskCompletionSource();
            context.RequestAborted.Register(hungUp.SetResult);
            return hungUp.Task;
        };
        var sealer = new PdfSealer(TestCertificates.Rsa, _server.Address, _server.Client) { TimestampPatience = TimeSpan.FromMilliseconds(200) };
        Assert.Contains("did not answer within", await RefusalOf(sealer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_for_something_else_leaves_the_document_unsealed()
    {
        _server.Imprint = _ => new byte[32];
        Assert.Contains("not a valid time-stamp", await RefusalOf(Sealer()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_for_another_request_leaves_the_document_unsealed()
    {
        _server.Nonce = _ => [1, 2, 3, 4, 5, 6, 7, 8];
        Assert.Contains("not a valid time-stamp", await RefusalOf(Sealer()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Giving_up_by_choice_is_no_refusal()
    {
        using var choice = new CancellationTokenSource();
        await choice.CancelAsync();
        var sealer = Sealer();
        var pdf = OnePagePdf.WithPlaceFor(sealer.ReservedBytes);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => sealer.SealAsync(pdf.Bytes, pdf.ContentsStart, pdf.ContentsEnd, choice.Token));
    }

    private PdfSealer Sealer(SealCertificate? seal = null) => new(seal ?? TestCertificates.Rsa, _server.Address, _server.Client);

    private async Task<byte[]> SealedAsync(SealCertificate? seal = null)
    {
        var sealer = Sealer(seal);
        var pdf = OnePagePdf.WithPlaceFor(sealer.ReservedBytes);
        return await sealer.SealAsync(pdf.Bytes, pdf.ContentsStart, pdf.ContentsEnd, Cancellation);
    }

    private static async Task<string> RefusalOf(PdfSealer sealer)
    {
        var pdf = OnePagePdf.WithPlaceFor(sealer.ReservedBytes);
        var refusal = await Assert.ThrowsAsync<SealException>(
            () => sealer.SealAsync(pdf.Bytes, pdf.ContentsStart, pdf.ContentsEnd, Cancellation));
        return refusal.Message;
    }
}
