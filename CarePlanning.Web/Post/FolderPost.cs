using CarePlanning.Core.Family;

namespace CarePlanning.Web.Post;

/// <summary>Puts letters and texts into a folder, where whoever tries the portal opens them.</summary>
internal sealed class FolderPost(PostSettings settings, TimeProvider time) : IPost
{
    /// <summary>Where a text stands in for a phone: a domain that is nobody's.</summary>
    private const string Phones = "text.invalid";

    public bool SendsTexts => true;

    public async Task<bool> Send(Letter letter)
    {
        Directory.CreateDirectory(settings.Folder);
        var name = $"{time.GetUtcNow():yyyyMMdd-HHmmss-fff}-{Guid.NewGuid().ToString("N")[..6]}{(letter.By == Channel.Text ? "-text" : "")}.eml";
        // Under its name only when it is whole.
        var path = Path.Combine(settings.Folder, name);
        await using (var file = File.Create(path + ".part")) await Sheets.Of(letter, settings.From, Phones).WriteToAsync(file);
        File.Move(path + ".part", path);
        return true;
    }
}
