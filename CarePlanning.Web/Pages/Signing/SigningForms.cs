namespace CarePlanning.Web.Pages.Signing;

internal static class SigningForms
{
    public static void MapSigning(this WebApplication app) { }
}
