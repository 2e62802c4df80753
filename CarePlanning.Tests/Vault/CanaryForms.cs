using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CarePlanning.Tests.Journeys;
using CarePlanning.Tests.Storage;

namespace CarePlanning.Tests.Vault;

/// <summary>Finds every form on every page of the route table and sends it with one word typed wherever somebody can type.</summary>
/// <param name="At">The page on which the form stands.</param>
/// <param name="By">Who has the page open; empty for somebody who is not signed in.</param>
internal sealed partial record CanaryForm(string At, Guid By, string Method, string Action, bool HasFile, IReadOnlyList<CanaryForm.Field> Fields)
{
    /// <param name="Value">What stands there.</param>
    /// <param name="Kind">Empty for what nobody types; else what is typed there.</param>
    internal sealed record Field(string Name, string Value, string Kind);

    private const string File = "file";

    public bool IsTyped => Fields.Any(f => f.Kind.Length > 0);

    /// <summary>The same form on another plan, or for another line of a list, is the same.</summary>
    internal string Same => Ids().Replace($"{Method} {Action.Split('#', '?')[0]} {string.Join(' ', Fields.Where(f => f.Kind.Length > 0 || f.Name == "_handler").Select(f => f.Name == "_handler" ? f.Value : f.Name))}", "*");

    public static async Task<IReadOnlyList<CanaryForm>> AllAsync(DemoPortal demo)
    {
        Dictionary<string, CanaryForm> found = new(StringComparer.Ordinal);
        Dictionary<Guid, Visitor> visitors = [];
        // A page about one section answers the same for all of them.
        foreach (var visit in (await Addresses.OfAsync(demo)).GroupBy(v => v.Route.Name.EndsWith("{Slug}/check", StringComparison.Ordinal) ? v.Route.Name : v.Path).Select(v => v.First()))
        {
            var by = visit.By ?? Guid.Empty;
            if (!visitors.TryGetValue(by, out var visitor)) visitor = visitors[by] = by == Guid.Empty ? new Visitor(demo.Address) : await Visitor.SignedInAsync(demo.Address, by);
            using var answer = await visitor.GetAsync(visit.Path);
            var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            foreach (var form in page.QuerySelectorAll<IHtmlFormElement>("form"))
            {
                var read = Read(visit.Path, by, form);
                found.TryAdd(read.Same, read);
            }
        }
        foreach (var visitor in visitors.Values) visitor.Dispose();
        return [.. found.Values];
    }

    /// <summary>The form as it stands on its page, where nobody has typed over what is there; each time with an operation of its own, as each page has.</summary>
    public CanaryForm AsItStands() => this with { Fields = [.. Fields.Select(f => f.Name == "op" ? f with { Value = Household.NewOpId() } : f.Value.Length > 0 ? f with { Kind = "" } : f)] };

    /// <summary>Sends the form and gives what came of it: the status, and where it leads.</summary>
    /// <param name="taken">True to type what each field can take, with the word in those that take words; false to type the word everywhere.</param>
    /// <param name="file">What is sent where a file is taken; a document with the word in it unless it is given.</param>
    public async Task<(int Status, string? To)> SendAsync(Visitor visitor, string word, bool taken, byte[]? file = null)
    {
        var typed = Fields.Where(f => f.Kind != File).Select(f => (f.Name, Value: f.Kind.Length == 0 ? f.Value : Typed(f, word, taken)));
        if (!HasFile)
        {
            using var sent = await visitor.PostFormAsync(Action.Split('#')[0], [.. typed]);
            return ((int)sent.StatusCode, sent.Headers.Location?.ToString());
        }
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in typed) form.Add(new StringContent(value), name);
        foreach (var field in Fields.Where(f => f.Kind == File)) form.Add(new ByteArrayContent(file ?? System.Text.Encoding.UTF8.GetBytes(taken ? $"%PDF-1.7\n% {word}\n%%EOF" : word)), field.Name, word + ".pdf");
        using var answer = await visitor.PostAsync(Action.Split('#')[0], form);
        return ((int)answer.StatusCode, answer.Headers.Location?.ToString());
    }

    private static string Typed(Field field, string word, bool taken) => (field.Kind, taken) switch
    {
        // A wrong one five times locks whoever types it out of all that follows.
        ("pin", _) => Household.Pin,
        (_, false) => word,
        ("email", true) => "word@example.org",
        ("tel", true) => "07700 900341",
        ("number", true) => field.Name.EndsWith("year", StringComparison.OrdinalIgnoreCase) ? "1950" : "12",
        _ => word,
    };

    internal static CanaryForm Read(string at, Guid by, IHtmlFormElement form)
    {
        List<Field> fields = [];
        foreach (var control in form.QuerySelectorAll("input[name], textarea[name], select[name], button[name]"))
        {
            var name = control.GetAttribute("name")!;
            if (name == "__RequestVerificationToken" || control.HasAttribute("disabled")) continue;
            var type = control.GetAttribute("type") ?? "text";
            switch (control)
            {
                case IHtmlSelectElement select: fields.Add(new(name, select.Options.Select(o => o.Value).FirstOrDefault(v => v.Length > 0) ?? "", "")); break;
                case IHtmlTextAreaElement area: fields.Add(new(name, area.Value, "words")); break;
                case IHtmlButtonElement: if (fields.All(f => f.Name != name)) fields.Add(new(name, control.GetAttribute("value") ?? "", "")); break;
                case IHtmlInputElement when type is "hidden" or "checkbox": fields.Add(new(name, control.GetAttribute("value") ?? "", "")); break;
                case IHtmlInputElement when type == "radio": if (fields.All(f => f.Name != name)) fields.Add(new(name, control.GetAttribute("value") ?? "", "")); break;
                default: fields.Add(new(name, control.GetAttribute("value") ?? "", KindOf(control, name, type))); break;
            }
        }
        return new(at, by, (form.GetAttribute("method") ?? "get").ToUpperInvariant(), form.GetAttribute("action") is { Length: > 0 } action ? action : at, fields.Any(f => f.Kind == File), fields);
    }

    private static string KindOf(IElement control, string name, string type) => type switch
    {
        "file" => File,
        "email" or "tel" or "number" => type,
        _ when name.Equals("pin", StringComparison.OrdinalIgnoreCase) => "pin",
        _ when control.GetAttribute("inputmode") is "numeric" or "decimal" => "number",
        _ => "words",
    };

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32,64}|[0-9]+")]
    private static partial Regex Ids();
}
