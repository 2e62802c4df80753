using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace CarePlanning.Pdf;

/// <summary>Asks an RFC 3161 server to confirm when a signature was made.</summary>
internal sealed class TimestampServer(Uri address, HttpClient http, TimeSpan patience, string undone)
{
    private const int LargestReply = 64 * 1024;

    public Task<byte[]> StampAsync(byte[] signature, CancellationToken cancellation) =>
        StampHashAsync(SHA256.HashData(signature), cancellation);

    public async Task<byte[]> StampHashAsync(byte[] sha256, CancellationToken cancellation)
    {
        var request = Rfc3161TimestampRequest.CreateFromHash(
            sha256, HashAlgorithmName.SHA256, nonce: RandomNumberGenerator.GetBytes(8), requestSignerCertificates: true);
        var reply = await AskAsync(request.Encode(), cancellation).ConfigureAwait(false);
        try
        {
            return request.ProcessResponse(reply, out _).AsSignedCms().Encode();
        }
        catch (CryptographicException e)
        {
            throw Failed($"the time-stamp server {Name} refused or sent an answer that is not a valid time-stamp.", e);
        }
    }

    private SealException Failed(string why, Exception? inner = null) =>
        new($"{undone}: {why}", inner!) { Fault = SealFault.TimestampServer };

    // Only scheme, host and port: the rest of the address may hold a key of the subscriber.
    private string Name => address.GetLeftPart(UriPartial.Authority);

    private async Task<byte[]> AskAsync(byte[] query, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(query) };
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/timestamp-query");
            using var reply = await http
                .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            if (!reply.IsSuccessStatusCode)
            {
                throw Failed($"the time-stamp server {Name} answered with status {(int)reply.StatusCode}.");
            }

            return await ReadAsync(reply, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw Failed($"the time-stamp server {Name} did not answer within {patience.TotalSeconds:0} seconds.", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Failed($"the time-stamp server {Name} could not be reached.", e);
        }
    }

    private async Task<byte[]> ReadAsync(HttpResponseMessage reply, CancellationToken cancellation)
    {
        var stream = await reply.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var buffer = new byte[LargestReply + 1];
            var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
            return length <= LargestReply
                ? buffer[..length]
                : throw Failed($"the time-stamp server {Name} sent far more than a time-stamp.");
        }
    }
}
