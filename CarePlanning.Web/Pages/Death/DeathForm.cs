using System.Globalization;
using CarePlanning.Core.Ahead;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Web.Components;

namespace CarePlanning.Web.Pages.Death;

/// <summary>What stands in the form that writes down a death; kept as it was when something has to be put right.</summary>
public sealed record DeathForm(string Day, string Month, string Year, PlaceOfCare? Place, string PlaceName, string Why, string? Pin)
{
    /// <summary>Empty: a day that stands there already is a day nobody checked.</summary>
    public static DeathForm Fresh { get; } = new("", "", "", null, "", "", null);

    public static DeathForm From(IFormCollection form)
    {
        return new(Text("day"), Text("month"), Text("year"), Choice.Of<PlaceOfCare>(Text("place")), Text("placeName"), Text("why"), Text("pin"));

        string Text(string name) => form[name].ToString();
    }

    public DeathNews News => new(new PartialDate { Day = Whole(Day), Month = Whole(Month), Year = Whole(Year) }, Place, PlaceName, Why);

    /// <summary>The input that a refusal is about.</summary>
    public static string PlaceOf(DeathRefusal refusal) => refusal is DeathRefusal.WrongPin or DeathRefusal.MustShowAgain or DeathRefusal.MustWait ? "pin" : "day";

    private static int? Whole(string typed) => int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
}
