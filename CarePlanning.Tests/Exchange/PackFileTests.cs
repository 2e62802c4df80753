using CarePlanning.Core.Exchange;

namespace CarePlanning.Tests.Exchange;

public sealed class PackFileTests
{
    private const string Secret = "brown kettle by the window";
    private static readonly DateTime Now = new(2026, 11, 12, 9, 30, 0, DateTimeKind.Utc);
    private static readonly PackHeader Header = PackHeader.Begin(Guid.NewGuid(), "K7Q2MN", 41, Now);
    private static readonly PackFile Locked = PackFile.Lock(Header, Secret, "the plan");

    [Fact]
    public void What_is_locked_opens_with_its_passphrase_and_is_nowhere_in_the_file()
    {
        var html = Locked.With(Secret, "the answers").Blocks();
        Assert.DoesNotContain("the plan", html, StringComparison.Ordinal);
        var (file, header) = PackFile.Read($"<html>{html}</html>")!.Value;
        Assert.Equal(Header, header);
        Assert.Equal((PackLock.Open, "the plan", "the answers"), file.OpenAll(Secret));
    }

    [Theory]
    [InlineData("brown kettle by the window ")]
    [InlineData("  brown  kettle by the\u00A0window")]
    public void A_second_space_does_not_lock_anybody_out(string typed) => Assert.Equal(PackLock.Open, Locked.Open(typed).Lock);

    [Theory, InlineData("Brown kettle by the window"), InlineData(""), InlineData(null)]
    public void Another_passphrase_opens_nothing(string? typed) => Assert.Equal((PackLock.WrongPassphrase, ""), Locked.Open(typed));

    [Fact]
    public void A_header_changed_by_hand_shows_whatever_was_changed_in_it()
    {
        foreach (var changed in new[] { Header with { Plan = Guid.NewGuid() }, Header with { Upto = 1 }, Header with { ExpiresUtc = Now.AddYears(1) }, Header with { CreatedUtc = Now.AddDays(1) }, Header with { Number = "AAAAAA" }, Header with { Pack = Guid.NewGuid() } })
            Assert.Equal(PackLock.Altered, (Locked with { Header = changed.Text() }).Open(Secret).Lock);
    }

    [Fact]
    public void A_part_changed_by_hand_shows()
    {
        var data = Convert.FromBase64String(Locked.Plan.Data);
        data[3] ^= 1;
        Assert.Equal(PackLock.Altered, (Locked with { Plan = Locked.Plan with { Data = Convert.ToBase64String(data) } }).Open(Secret).Lock);
        Assert.Equal(PackLock.Altered, (Locked with { Plan = Locked.Plan with { Data = "not base64" } }).Open(Secret).Lock);
        Assert.Equal(PackLock.Altered, (Locked with { Plan = new SealedPart("", "") }).Open(Secret).Lock);
    }

    [Fact]
    public void A_part_cannot_stand_in_for_another_nor_in_another_pack()
    {
        var saved = Locked.With(Secret, "the answers");
        Assert.Equal(PackLock.Altered, (saved with { Plan = saved.Answers! }).Open(Secret).Lock);
        var other = PackFile.Lock(Header with { Pack = Guid.NewGuid() }, Secret, "another");
        Assert.Equal(PackLock.Altered, (saved with { Header = other.Header, Plan = other.Plan }).Open(Secret).Lock);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html><p>A letter</p></html>")]
    [InlineData("""<script type="application/json" id="pack">{}</script>""")]
    [InlineData("""<script type="application/json" id="pack">not json</script>""")]
    [InlineData("""<script type="application/json" id="pack">{"header":"{}","check":{"iv":"","data":""},"plan":{"iv":"","data":""}}</script>""")]
    [InlineData("""<script type="application/json" id="pack">{"header":"{}","check"</script>""")]
    public void What_is_not_a_pack_is_not_taken_for_one(string html) => Assert.Null(PackFile.Read(html));

    [Fact]
    public void A_made_up_file_cannot_ask_for_more_rounds_than_ours() =>
        Assert.Null(PackFile.Read((Locked with { Header = (Header with { Rounds = int.MaxValue }).Text() }).Blocks()));

    [Fact]
    public void A_pack_holds_for_seven_days() => Assert.Equal(Now.AddDays(7), Header.ExpiresUtc);

    [Fact]
    public void No_two_packs_share_salt_or_nonce() =>
        Assert.Equal(40, Enumerable.Range(0, 20).Select(_ => PackHeader.Begin(Header.Plan, "K7Q2MN", 1, Now)).SelectMany(h => new[] { h.Salt, h.Pack.ToString() }).Distinct().Count());
}
