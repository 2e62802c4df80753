namespace CarePlanning.Pdf.Layout;

/// <summary>One element of the structure tree that assistive technology reads.</summary>
internal sealed class StructNode
{
    public StructNode(string type, StructNode? parent, bool inline = false)
    {
        (Type, Parent, Inline) = (type, parent, inline);
        if (parent is not null && !inline)
        {
            parent.Kids.Add(this);
        }
    }

    public string Type { get; }
    public StructNode? Parent { get; }

    /// <summary>Inline elements join their parent when they are first painted, so that they keep their place between its words.</summary>
    public bool Inline { get; }

    public string? Alt { get; init; }
    public string? Language { get; init; }
    public string? Scope { get; init; }
    public string? ListNumbering { get; init; }
    public (double Left, double Bottom, double Right, double Top)? Box { get; set; }

    /// <summary>Child elements, marks and annotations in reading order.</summary>
    public List<object> Kids { get; } = new(1);

    /// <summary>The place in reading order of the nearest block element, by which a page's content is sorted.</summary>
    public int Order { get; set; }

    public bool Attached { get; set; }
    public int Number { get; set; }
    public int Page { get; set; } = -1;
}

/// <summary>A stretch of a page's content that belongs to an element.</summary>
internal sealed record MarkedContent(int Page, int Id);

/// <summary>An annotation that belongs to an element.</summary>
internal sealed record AnnotationKid(int Page, int Number);
