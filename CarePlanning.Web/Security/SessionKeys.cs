using System.Text;
using System.Xml.Linq;
using CarePlanning.Core.Keys;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;

namespace CarePlanning.Web.Security;

/// <summary>Keeps the keys of cookies and forms in the database under a master key.</summary>
internal static class SessionKeys
{
    public static void AddWrappedSessionKeys(this IServiceCollection services) =>
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s => new ConfigureOptions<KeyManagementOptions>(o => o.XmlEncryptor = new Wrapping(s.GetRequiredService<IKeyVault>())));

    private sealed class Wrapping(IKeyVault vault) : IXmlEncryptor
    {
        public EncryptedXmlInfo Encrypt(XElement plaintextElement)
        {
            var wrapped = vault.Wrap(Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)), KeyRotationService.SessionKeys);
            return new EncryptedXmlInfo(new XElement(KeyRotationService.Element, new XAttribute(KeyRotationService.KeyId, wrapped.KeyId), Convert.ToBase64String(wrapped.Bytes)), typeof(SessionKeyUnwrapping));
        }
    }
}

/// <summary>Opens such a key; its name stands beside each key in the database, so it is never renamed.</summary>
internal sealed class SessionKeyUnwrapping(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var wrapped = new WrappedKey((string)encryptedElement.Attribute(KeyRotationService.KeyId)!, Convert.FromBase64String(encryptedElement.Value));
        return services.GetRequiredService<IKeyVault>().Unwrap(wrapped, KeyRotationService.SessionKeys) is { } plain ? XElement.Parse(Encoding.UTF8.GetString(plain))
            : throw new System.Security.Cryptography.CryptographicException("A session key is not what it was.");
    }
}
