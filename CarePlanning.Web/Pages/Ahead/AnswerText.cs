using CarePlanning.Core.Plans;

namespace CarePlanning.Web.Pages.Ahead;

/// <summary>One question's answer in a line, as far as the reader may see it.</summary>
internal static class AnswerText
{
    /// <summary>Empty where nothing was said.</summary>
    public static string Short(SectionDefinition section, string question, PlanView plan)
    {
        var record = plan.Answers[section.Slug];
        if (FieldText.PutOffSaid(record, question) is { } putOff) return putOff;
        return string.Join("; ", from field in section.FieldsOf(question).Where(plan.MaySee)
                                 from said in field.Kind == FieldKind.Items ? field.EntriesOf(record).Where(e => !e.Removed).Select(e => FieldText.NameOf(field, e)) : [FieldText.Say(section, field, field.Property.GetValue(record), plan.Answers)]
                                 where said.Length > 0
                                 select said);
    }
}
