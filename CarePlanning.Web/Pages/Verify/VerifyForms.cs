namespace CarePlanning.Web.Pages.Verify;

internal static class VerifyForms
{
    public static void MapVerify(this WebApplication app) { }
}
