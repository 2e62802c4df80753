using CarePlanning.Core.Access;
using CarePlanning.Core.Exchange;
using CarePlanning.Tests.Storage;

namespace CarePlanning.Tests.Exchange;

/// <summary>A visit with a pack of one household: what is written in it, and how it comes back.</summary>
internal sealed class Visit(Household house, PackHeader header)
{
    public const string Secret = "brown kettle by the window";
    private readonly List<PackEdit> written = [];
    private double clock;

    public static async Task<Visit> SetOutAsync(Household house, Guid? plan = null) =>
        new(house, (await house.The<VisitPackService>().Begin(house.Nia, plan ?? house.PlanId))!);

    /// <summary>The same visit with a pack that was made long ago.</summary>
    public Visit Longer(TimeSpan ago)
    {
        var old = new Visit(house, header with { CreatedUtc = header.CreatedUtc - ago, ExpiresUtc = header.ExpiresUtc - ago });
        old.written.AddRange(written);
        return old;
    }

    public Visit Write(string section, string path, string value, string onValue = "", string? voice = null, DateTime? at = null)
    {
        written.Add(new PackEdit(Household.NewOpId(), section, path, onValue, value, voice, "A place in the pack", at is { } then ? new DateTimeOffset(then).ToUnixTimeMilliseconds() : ++clock));
        return this;
    }

    /// <summary>The saved file.</summary>
    public string File() => PackFile.Lock(header, Secret, "{}").With(Secret, PackAnswers.Write(written)).Blocks();

    public Task<PackReview> ReviewAsync(Actor? by = null, string? passphrase = Secret, string? file = null, Guid? plan = null) =>
        house.The<VisitPackService>().Review(by ?? house.Nia, plan ?? house.PlanId, file ?? File(), passphrase);

    public async Task<PackResult> TakeAsync(PackReview shown, params (string Key, PackChoice Choice)[] choices) =>
        await house.The<VisitPackService>().Apply(house.Nia, house.PlanId, shown, choices.ToDictionary(c => c.Key, c => c.Choice));

    public async Task<PackResult> TakeAsync(params (string Key, PackChoice Choice)[] choices) => await TakeAsync(await ReviewAsync(), choices);
}
