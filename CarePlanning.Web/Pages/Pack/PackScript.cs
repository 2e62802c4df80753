using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.FileProviders;

namespace CarePlanning.Web.Pages.Pack;

/// <summary>Joins script modules into one text, because a file opened from disk may not load others. Each stays in a function of its own.</summary>
internal static partial class PackScript
{
    /// <summary>The module at this path and all it imports, in the order they need each other.</summary>
    public static string Of(IFileProvider files, string path)
    {
        var text = new StringBuilder("\"use strict\";\n");
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(files, path, text, names);
        return text.ToString();
    }

    private static string Add(IFileProvider files, string path, StringBuilder text, Dictionary<string, string> names)
    {
        if (names.TryGetValue(path, out var known)) return known;
        var source = Read(files, path);
        var needs = Import().Replace(source, m =>
            $"const {{ {m.Groups["names"].Value.Replace(" as ", ": ", StringComparison.Ordinal)} }} = {Add(files, Beside(path, m.Groups["from"].Value), text, names)};");
        var gives = Export().Matches(source).Select(m => m.Groups["name"].Value);
        var name = $"module{names.Count}";
        names[path] = name;
        text.Append("// ").Append(path).Append("\nconst ").Append(name).Append(" = (() => {\n").Append(Export().Replace(needs, "${kind} ${name}"))
            .Append("\nreturn { ").AppendJoin(", ", gives).Append(" };\n})();\n");
        return name;
    }

    /// <summary>A served file as text, with the line ends a browser would count.</summary>
    public static string Read(IFileProvider files, string path)
    {
        var file = files.GetFileInfo(path);
        if (!file.Exists) throw new FileNotFoundException($"The visit pack needs {path}, which is not among the served files.");
        using var reader = new StreamReader(file.CreateReadStream());
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    private static string Beside(string path, string from) =>
        new Uri(new Uri("file:///" + path), from).AbsolutePath.TrimStart('/');

    [GeneratedRegex("""^import \{ (?<names>[^}]+) \} from "(?<from>[^"]+)";$""", RegexOptions.Multiline)]
    private static partial Regex Import();

    [GeneratedRegex(@"^export (?<kind>const|(?:async )?function\*?|class) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Export();
}
