using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Core.Ahead;

/// <summary>What a professional writes down when the person has died.</summary>
/// <param name="Why">Why it was not where they wished, so far as anybody knows.</param>
public sealed record DeathNews(PartialDate On, PlaceOfCare? Place = null, string? PlaceName = null, string? Why = null);

/// <summary>Whether somebody died where they wished to.</summary>
public enum WhereTheyWished { NoWishWritten, NotKnown, AsWished, Elsewhere }

/// <summary>Why a death was not written down or not taken back; each has its own sentence.</summary>
public enum DeathRefusal { None, NotFound, NotYours, NoDay, DayAhead, BeforeBirth, WrongPin, MustShowAgain, MustWait, TooLate, NotWritten }

/// <summary>A death as it was written down, and what is settled since.</summary>
/// <param name="UndoUntilUtc">Until when it can be taken back, if it was a mistake.</param>
/// <param name="Settled">Who settled what, by the task's key.</param>
public sealed record Death(DateOnly On, PlaceOfCare? Place, string PlaceName, WhereTheyWished Wished, string Why, DateTime AtUtc, string By,
    DateTime UndoUntilUtc, IReadOnlyDictionary<string, (string By, DateTime AtUtc)> Settled);

/// <summary>Compares where somebody died with where they wished to.</summary>
public static class PlaceOfDying
{
    /// <summary>The first choice among the places somebody wrote down, or null where there is none that is a place.</summary>
    public static WishedPlaceOfDeath? FirstChoice(LookingAhead ahead) =>
        ahead.PlacesOfDeath.InUse().Where(p => p.Type is not null and < PlaceOfDeath.NoPreference || p.Name.IsWritten()).OrderBy(p => p.Rank ?? int.MaxValue).FirstOrDefault();

    /// <summary>Whether this is where they wished to be; a home is a home, whatever it was called.</summary>
    public static WhereTheyWished Compare(LookingAhead ahead, PlaceOfCare? place) =>
        FirstChoice(ahead) is not { Type: { } wished } ? WhereTheyWished.NoWishWritten
        : place is not { } there ? WhereTheyWished.NotKnown
        : Alike(Enum.Parse<PlaceOfCare>(wished.ToString()), there) ? WhereTheyWished.AsWished : WhereTheyWished.Elsewhere;

    private static bool Alike(PlaceOfCare wished, PlaceOfCare there) => wished == there
        || (IsOwnHome(wished) && IsOwnHome(there)) || (wished == PlaceOfCare.CareHome && there is PlaceOfCare.NursingHome or PlaceOfCare.ResidentialHome);

    private static bool IsOwnHome(PlaceOfCare place) => place is PlaceOfCare.Home or PlaceOfCare.WhereILiveNow;
}
