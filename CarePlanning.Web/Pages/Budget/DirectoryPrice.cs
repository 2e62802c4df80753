using CarePlanning.Core.AreaDirectory;
using CarePlanning.Core.Plans;
using CarePlanning.Web.Words;

namespace CarePlanning.Web.Pages.Budget;

/// <summary>A price as the directory's pages say it.</summary>
internal static class DirectoryPrice
{
    public static string Of(DirectoryEntry entry) => entry.IsFree ? Said.Money["directory.free"] : Said.Money.Get($"directory.per.{entry.Unit}", FieldText.Pounds(entry.PricePence));
}
