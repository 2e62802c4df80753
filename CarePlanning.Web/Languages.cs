using CarePlanning.Core.Words;
using Microsoft.AspNetCore.Localization;

namespace CarePlanning.Web;

/// <summary>Which languages the portal answers in; another one is a set of resource files and a line here.</summary>
internal static class Languages
{
    public static void AddLanguages(this IServiceCollection services) => services.Configure<RequestLocalizationOptions>(o =>
    {
        string[] cultures = ["en-GB", Texts.Pseudo];
        o.SetDefaultCulture("en-GB").AddSupportedCultures("en-GB").AddSupportedUICultures(cultures);
        o.RequestCultureProviders = [new QueryStringRequestCultureProvider(), new CookieRequestCultureProvider()];
    });
}
