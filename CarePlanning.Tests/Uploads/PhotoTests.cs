using System.Text;
using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Exchange.Fhir;
using CarePlanning.Core.Family;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Uploads;
using CarePlanning.Pdf;
using CarePlanning.Tests.Exchange.Fhir;
using CarePlanning.Tests.Pdf;
using CarePlanning.Tests.Signing;
using CarePlanning.Tests.Storage;
using StbImageWriteSharp;

namespace CarePlanning.Tests.Uploads;

/// <summary>The photo on a plan: any picture a telephone makes, made small; and nothing that only says it is one.</summary>
public sealed class PhotoTests
{
    [Fact]
    public void A_photo_of_twelve_million_dots_becomes_a_small_one()
    {
        var large = Jpeg(4000, 3000);
        var (jpeg, refusal) = PhotoMaker.Make(large);
        Assert.Equal(PhotoRefusal.None, refusal);
        var photo = JpegImage.Read(jpeg!);
        Assert.Equal((480, 360), (photo.Width, photo.Height));
        Assert.True(jpeg!.Length < 100_000, $"{jpeg.Length} bytes");
    }

    [Fact]
    public void It_stands_upright_and_no_longer_says_where_it_was_taken()
    {
        // The upper half is dark, and the camera says that it was held on its side (6: turn it to the right).
        var lying = WithExif(Jpeg(200, 100, (_, y) => y < 50 ? (byte)10 : (byte)240), 6);
        var upright = PhotoMaker.Make(lying).Jpeg!;
        var photo = StbImageSharp.ImageResult.FromMemory(upright, StbImageSharp.ColorComponents.Grey);
        Assert.Equal((100, 200), (photo.Width, photo.Height));
        Assert.True(photo.Data[(100 * 100) + 95] < 60 && photo.Data[(100 * 100) + 5] > 200);
        Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(upright), StringComparison.Ordinal);
        Assert.DoesNotContain("a garden in Wirksworth", Encoding.Latin1.GetString(upright), StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_says_that_it_is_a_picture_is_refused_and_told_apart()
    {
        Assert.Equal(PhotoRefusal.Empty, PhotoMaker.Make([]).Refusal);
        Assert.Equal(PhotoRefusal.NotAPicture, PhotoMaker.Make("GIF89a, called photo.jpg"u8.ToArray()).Refusal);
        Assert.Equal(PhotoRefusal.NotAPicture, PhotoMaker.Make("%PDF-1.7"u8.ToArray()).Refusal);
        Assert.Equal(PhotoRefusal.TooLarge, PhotoMaker.Make(new byte[UploadService.MostBytes + 1]).Refusal);
        Assert.Equal(PhotoRefusal.Damaged, PhotoMaker.Make([0xFF, 0xD8, 0xFF, .. "and no more"u8]).Refusal);
        Assert.Equal(PhotoRefusal.Damaged, PhotoMaker.Make(Png(100, 100)[..60]).Refusal);
        Assert.Equal(PhotoRefusal.TooManyDots, PhotoMaker.Make(PngThatGoesOn()).Refusal);
        var layered = Jpeg(60, 80);
        for (var layers = 0; layers < 70; layers++) layered = [.. layered, 0xFF, 0xDA, 0, 8, 1, 1, 0, 1, 63, 0];
        Assert.Equal(PhotoRefusal.TooManyDots, PhotoMaker.Make(layered).Refusal);
        Assert.Equal(PhotoRefusal.None, PhotoMaker.Make(Png(100, 100)).Refusal);
    }

    [Fact]
    public void A_small_file_that_says_it_is_huge_is_refused_before_it_is_opened()
    {
        var bomb = Png(100, 100);
        // The width and height of a PNG stand behind the name of its first part.
        new byte[] { 0, 0, 0x27, 0x10, 0, 0, 0x27, 0x10 }.CopyTo(bomb, 16);
        Assert.Equal(PhotoRefusal.TooManyDots, PhotoMaker.Make(bomb).Refusal);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task It_is_signed_with_the_plan_and_stands_on_the_copies_where_a_face_helps(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        var photos = table.Get<PhotoService>();
        Assert.Equal(PhotoRefusal.NotFound, await photos.Put(table.Stranger, table.PlanId, Jpeg(600, 800)));
        Assert.Equal(PhotoRefusal.None, await photos.Put(table.Anne, table.PlanId, Jpeg(600, 800)));
        Assert.Null(await photos.Of(table.Stranger, table.PlanId));
        var kept = await photos.Of(table.Nia, table.PlanId);

        var version = await table.Agree();
        Assert.Equal(kept, version.Content.Photo);
        Assert.False(await photos.Remove(table.Anne, table.PlanId));
        foreach (var copy in CopyList.All)
        {
            var made = (await table.Get<CopyService>().Get(table.Nia, table.PlanId, copy.Kind))!;
            var has = copy.Kind is not (CopyKind.Money or CopyKind.ClinicalRecord);
            Assert.True(has == Encoding.Latin1.GetString(made.Pdf).Contains("/Subtype/Image/Width 360", StringComparison.Ordinal), $"{copy.Kind}");
            Assert.True(has == made.Html.Contains("data:image/jpeg", StringComparison.Ordinal), $"{copy.Kind}");
            if (has && kind == Database.Sqlite) Assert.Empty(PdfRules.Broken(made.Pdf));
        }

        await table.Get<PlanService>().StartNewVersion(table.Nia, table.PlanId);
        Assert.True(await photos.Remove(table.Anne, table.PlanId));
        Assert.Null(await photos.Of(table.Nia, table.PlanId));
        Assert.Equal(kept, FrozenPlan.Read(version.Content.Write()).Photo);
    }

    [Fact]
    public void It_is_in_a_copy_once_and_not_again_in_the_data_beside_it()
    {
        var photo = PhotoMaker.Make(Jpeg(600, 800)).Jpeg!;
        var version = FhirSamples.Filled with { Content = FhirSamples.Filled.Content with { Photo = photo } };
        foreach (var kind in new[] { CopyKind.FullPlan, CopyKind.EmergencySheet, CopyKind.Money })
        {
            var kept = version with { Content = AudienceTable.Keep(kind, version.Content) };
            var data = PlanBundle.Write(kept, AudienceTable.BundleOf(kind, version.Content.Answers), FhirSamples.Sealed);
            Assert.Empty(FhirSamples.Read(data).Entry.Select(e => e.Resource).OfType<Hl7.Fhir.Model.Patient>().Single().Photo);
            Assert.DoesNotContain(Convert.ToBase64String(photo)[..200], Encoding.UTF8.GetString(data), StringComparison.Ordinal);
            var page = Core.Documents.HtmlTwin.Write(CopyDocument.Compose(version.Content, Documents.Copies.Samples.Stamp(kind), new CopyContents(null, [])));
            Assert.Equal(kind != CopyKind.Money, page.Contains(Convert.ToBase64String(photo), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task An_erasure_asks_for_it_to_be_taken_off_first_and_names_what_was_signed_with_it()
    {
        await using var table = await SigningTable.On(Database.Sqlite);
        Assert.Equal(PhotoRefusal.None, await table.Get<PhotoService>().Put(table.Anne, table.PlanId, Jpeg(600, 800)));
        var version = await table.Agree();
        var put = (await table.Get<HistoryService>().Of(table.Nia, table.PlanId, 0)).Lines.Single(l => l.Kind == AuditKind.PhotoPut).Sequence;
        var order = new ErasureOrder(version.Content.Number, [put], "IG-2026-18", "Dr Jo Lane", "The photo shows somebody else.", true);
        Assert.Equal((ErasureRefusal.StillAnAnswer, put), await table.Get<ErasureService>().Erase(order) is var first ? (first.Refusal, first.At) : default);
        await table.Get<PlanService>().StartNewVersion(table.Nia, table.PlanId);
        Assert.True(await table.Get<PhotoService>().Remove(table.Anne, table.PlanId));
        var erased = await table.Get<ErasureService>().Erase(order);
        Assert.Equal(ErasureRefusal.None, erased.Refusal);
        Assert.Contains(Core.Words.Texts.Erasure.Get("in.version", version.Number), erased.Elsewhere!);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task It_is_changed_by_whoever_writes_in_its_part_of_the_plan_and_seen_by_whoever_sees_that(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var photos = house.The<PhotoService>();
        Assert.Equal(PhotoRefusal.None, await photos.Put(house.Joyce, house.PlanId, Jpeg(60, 80)));
        // Anne may see and write in what is named.
        async Task MayAsync(string[] see, string[] write) => Assert.True(await house.The<CircleService>().ChangeRights(house.Nia, house.PlanId, Household.AnnesEntry, SectionRights.Of(see, write)));
        await MayAsync(["about-me", "goals"], ["goals"]);
        Assert.NotNull(await photos.Of(house.Anne, house.PlanId));
        Assert.Equal(PhotoRefusal.NotFound, await photos.Put(house.Anne, house.PlanId, Jpeg(60, 80)));
        Assert.False(await photos.Remove(house.Anne, house.PlanId));
        await MayAsync(["goals"], ["goals"]);
        Assert.Null(await photos.Of(house.Anne, house.PlanId));
        await MayAsync(["about-me"], ["about-me"]);
        Assert.Equal(PhotoRefusal.None, await photos.Put(house.Anne, house.PlanId, Jpeg(60, 80)));
        // The pictures on a laptop that was handed over are its owner's.
        var handed = house.Nia with { HandedOver = true, OnlyPlan = house.PlanId };
        Assert.Equal(PhotoRefusal.NotFound, await photos.Put(handed, house.PlanId, Jpeg(60, 80)));
        Assert.NotNull(await photos.Of(handed, house.PlanId));
    }

    /// <summary>Four dots square, and behind them sixty-four million bytes of nothing, in a file of sixty thousand.</summary>
    private static byte[] PngThatGoesOn()
    {
        using var packed = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.SmallestSize, leaveOpen: true)) zlib.Write(new byte[64_000_000]);
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", [0, 0, 0, 4, 0, 0, 0, 4, 8, 2, 0, 0, 0]), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];

        static byte[] Chunk(string name, byte[] data)
        {
            byte[] named = [.. System.Text.Encoding.ASCII.GetBytes(name), .. data];
            var ends = new byte[8];
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(ends, data.Length);
            return [.. ends[..4], .. named, 0, 0, 0, 0];
        }
    }

    internal static byte[] Jpeg(int width, int height, Func<int, int, byte>? grey = null)
    {
        using var file = new MemoryStream();
        new ImageWriter().WriteJpg(Dots(width, height, grey ?? ((x, y) => (byte)((x * 200 / width) + (y * 55 / height)))), width, height, ColorComponents.RedGreenBlue, file, 90);
        return file.ToArray();
    }

    private static byte[] Png(int width, int height)
    {
        using var file = new MemoryStream();
        new ImageWriter().WritePng(Dots(width, height, (x, y) => (byte)(x ^ y)), width, height, ColorComponents.RedGreenBlue, file);
        return file.ToArray();
    }

    private static byte[] Dots(int width, int height, Func<int, int, byte> grey)
    {
        var dots = new byte[3 * width * height];
        for (var i = 0; i < dots.Length; i++) dots[i] = grey(i / 3 % width, i / 3 / width);
        return dots;
    }

    private static byte[] WithExif(byte[] jpeg, byte turn)
    {
        byte[] tiff = [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, turn, 0, 0, 0, 0, 0, 0, 0, .. "a garden in Wirksworth"u8];
        byte[] part = [.. "Exif\0\0"u8, .. tiff];
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)((part.Length + 2) >> 8), (byte)(part.Length + 2), .. part, .. jpeg.AsSpan(2)];
    }
}
