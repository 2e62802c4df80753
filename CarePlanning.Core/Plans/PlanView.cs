using CarePlanning.Core.Access;
using CarePlanning.Core.People;

namespace CarePlanning.Core.Plans;

/// <summary>What a list shows of a plan.</summary>
public sealed record PlanCard(Guid Id, string Number, Pathway Pathway, PlanStatus Status, string PersonName, DateOnly? BornOn,
    string? NhsNumber, string? AccessNeed, DateTime ChangedAtUtc)
{
    /// <summary>The day the person died, or null while they live.</summary>
    public DateOnly? DiedOn { get; init; }

    /// <summary>Since when nothing of it is given out, or null where it may be; and who asked for that.</summary>
    public DateTime? RestrictedAtUtc { get; init; }
    public string? RestrictedBy { get; init; }

    /// <summary>Whether this person has died: no page then asks anything of them.</summary>
    public bool HasDied => DiedOn is not null;
}

/// <summary>One plan as one reader may see it.</summary>
/// <param name="Answers">What this reader may see; the rest is not in it.</param>
/// <param name="Voices">Everybody whose words can be written down, the person first.</param>
public sealed record PlanView(PlanCard Card, PlanCircle Circle, Member Me, PlanAnswers Answers, IReadOnlyList<Voice> Voices, RuleInput Input)
{
    /// <summary>Who reads; what they may do and see is asked of <see cref="PlanAccess"/> with it.</summary>
    public required Actor Reader { get; init; }

    /// <summary>True when somebody holds a copy, and may have to be told of a newer one.</summary>
    public bool IsHeld { get; init; }

    /// <summary>True when there is a photo of the person on the plan.</summary>
    public bool HasPhoto { get; init; }

    /// <summary>The task list as this reader may know it: a question they may not see is neither counted nor hinted at.</summary>
    public IReadOnlyList<PlanTask> Tasks => [.. TaskList.Of(Input, s => [.. s.QuestionsOn(Input.Pathway, Input.Answers[s.Slug]).Where(q => s.FieldsOf(q).Any(MaySee))], MayKnow).Where(t => PlanAccess.MaySee(Reader, t.Section.Slug, Circle))];

    public bool May(PlanAction action) => PlanAccess.May(Reader, action, Circle);

    /// <summary>The same in one section: who may write somewhere may not write everywhere.</summary>
    public bool May(PlanAction action, string slug) => PlanAccess.May(Reader, action, Circle, slug);

    /// <summary>True where this reader may take files of it out of the portal.</summary>
    public bool MayTakeOut => PlanAccess.MayTakeOut(Reader, Circle);

    public bool MaySee(FieldDefinition field) => PlanAccess.MayRead(Reader, field, Circle);

    /// <summary>What is to be put right at this stage, as far as this reader may know of it.</summary>
    public IReadOnlyList<Problem> ToPutRight(Stage stage, string? slug = null) => [.. RuleBook.Check(Input, stage, slug).Where(p => MayKnow(p.Slug, p.Path))];

    /// <summary>True when this reader may see the place, and the entry it belongs to.</summary>
    private bool MayKnow(string slug, string path)
    {
        if (PlanSections.Find(slug) is not { } section || section.Fields.FirstOrDefault(f => f.Name == path.Split('/')[0]) is not { } field) return true;
        var parts = path.Split('/');
        if (field.Kind != FieldKind.Items || parts.Length == 1) return MaySee(field);
        return field.EntriesOf(Answers[slug]).Any(e => e.Id == parts[1])
            && (parts.Length < 3 || field.Items.FirstOrDefault(f => f.Name == parts[2]) is not { } inner || MaySee(inner));
    }
}
