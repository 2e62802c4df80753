using System.Net;
using System.Xml.Linq;
using CarePlanning.Core.Keys;
using CarePlanning.Tests.Together;
using CarePlanning.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Vault;

/// <summary>The keys of cookies and forms, as they lie in the database.</summary>
public sealed class SessionKeysTests(TablePortal portal) : IClassFixture<TablePortal>
{
    [Fact]
    public async Task They_lie_wrapped_under_the_master_key_and_sessions_outlive_its_rotation()
    {
        using var nia = await Visitor.SignedInAsync(portal, "Nia Rees");
        var before = await RowsAsync();
        Assert.NotEmpty(before);
        Assert.All(before, xml => Assert.DoesNotContain("<masterKey", xml, StringComparison.Ordinal));
        Assert.True(portal.The<LocalKeys>().Add());
        var done = await portal.The<KeyRotationService>().Rotate();
        Assert.Equal(before.Count, done.SessionKeys);
        var after = await RowsAsync();
        Assert.All(after, xml =>
        {
            var wrapped = Assert.Single(XElement.Parse(xml).Descendants(KeyRotationService.Element));
            Assert.Equal(done.KeyId, (string?)wrapped.Attribute(KeyRotationService.KeyId));
            Assert.Contains("masterKey", new SessionKeyUnwrapping(portal.Services).Decrypt(wrapped).ToString(), StringComparison.Ordinal);
        });
        Assert.Equal(HttpStatusCode.OK, (await nia.GetAsync("/plans")).Status);
    }

    private async Task<List<string>> RowsAsync()
    {
        await using var db = portal.OpenDb();
        return [.. (await db.DataProtectionKeys.AsNoTracking().Select(k => k.Xml).ToListAsync(TestContext.Current.CancellationToken)).OfType<string>()];
    }
}
