using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CarePlanning.Tests.Pdf.Signing;

/// <summary>An RFC 3161 time-stamp server on this machine that can also misbehave.</summary>
public sealed class LoopbackTimestampServer : IAsyncDisposable
{
    private const string TokenContent = "1.2.840.113549.1.9.16.1.4";
    private const string TimestampingPurpose = "1.3.6.1.5.5.7.3.8";
    private const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";

    private readonly WebApplication _app;
    private readonly Lazy<X509Certificate2> _certificate;
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });

    private LoopbackTimestampServer(WebApplication app, string note) => (_app, _certificate) = (app, new(() => MakeCertificate(note)));

    public DateTimeOffset Clock { get; set; } = DateTimeOffset.UtcNow;

    public X509Certificate2 Certificate => _certificate.Value;

    /// <summary>What the server was asked last: the type of the body and the request.</summary>
    public (string? ContentType, Rfc3161TimestampRequest? Request) LastAsked { get; private set; }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>A client that never asks the proxy of this machine.</summary>
    public HttpClient Client => _client;

    /// <summary>Turns the proper answer into the one that is sent.</summary>
    public Func<HttpContext, byte[], Task> Answer { get; set; } = (context, proper) => context.Response.Body.WriteAsync(proper).AsTask();

    /// <summary>Changes the token's content before it is signed.</summary>
    public Func<Rfc3161TimestampRequest, byte[]> Imprint { get; set; } = request => request.GetMessageHash().ToArray();

    public Func<Rfc3161TimestampRequest, byte[]?> Nonce { get; set; } = request => request.GetNonce() is { Length: > 0 } nonce ? nonce.ToArray() : null;

    /// <param name="note">Stands in its certificate, and makes it as large as the test needs.</param>
    public static async Task<LoopbackTimestampServer> StartAsync(string note = "")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new LoopbackTimestampServer(builder.Build(), note);
        server._app.MapPost("/", server.HandleAsync);
        await server._app.StartAsync();
        return server;
    }

    public byte[] Token(Rfc3161TimestampRequest request)
    {
        var content = new Rfc3161TimestampTokenInfo(
            new Oid("1.2.3.4"), new Oid(request.HashAlgorithmId.Value!), Imprint(request), new byte[] { 42 }, Clock, nonce: Nonce(request) is { } nonce ? nonce : default(ReadOnlyMemory<byte>?)).Encode();
        var cms = new SignedCms(new ContentInfo(new Oid(TokenContent), content));
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, Certificate)
        {
            DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signer.SignedAttributes.Add(new AsnEncodedData(new Oid(SigningCertificateV2), NameOf(Certificate)));
        cms.ComputeSignature(signer, silent: true);
        return cms.Encode();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
        if (_certificate.IsValueCreated)
        {
            _certificate.Value.Dispose();
        }
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (!Rfc3161TimestampRequest.TryDecode(body.ToArray(), out var request, out _)) throw new InvalidDataException("This is no request for a time-stamp.");
        LastAsked = (context.Request.ContentType, request);
        context.Response.ContentType = "application/timestamp-reply";
        await Answer(context, Granted(Token(request)));
    }

    private static byte[] Granted(byte[] token)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteInteger(0);
            }

            writer.WriteEncodedValue(token);
        }

        return writer.Encode();
    }

    public static byte[] Rejected()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteInteger(2);
        }

        return writer.Encode();
    }

    private static byte[] NameOf(X509Certificate2 certificate)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(SHA256.HashData(certificate.RawData));
        }

        return writer.Encode();
    }

    private static X509Certificate2 MakeCertificate(string note)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Time-stamp server of the tests", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(TimestampingPurpose)], critical: true));
        var comment = new AsnWriter(AsnEncodingRules.DER);
        comment.WriteCharacterString(UniversalTagNumber.IA5String, note);
        request.CertificateExtensions.Add(new X509Extension("2.16.840.1.113730.1.13", comment.Encode(), critical: false));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-20), DateTimeOffset.UtcNow.AddYears(20));
    }
}
