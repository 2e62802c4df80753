using CarePlanning.Core.Plans;
using CarePlanning.Core.Words;

namespace CarePlanning.Core.Access;

/// <summary>The rules of who comes in, for how long, and of what is given out: asked where it happens, not when a section is checked.</summary>
public static class AccessRules
{
    /// <summary>The same for the table of all rules.</summary>
    public static IEnumerable<WrittenRule> Written =>
    [
        .. from rule in new (string Id, string Where, string When, Severity Severity)[]
           {
               ("SC-01", "Signing in", "at each step", Severity.Block),
               ("SC-02", "Signing in", "when staff sign in", Severity.Block),
               ("SC-03", "People on the plan", "when an invitation is answered", Severity.Block),
               ("SC-04", "Emergency access", "when it is asked for", Severity.Block),
               ("SC-05", "History", "when a plan is closed", Severity.Inform),
               ("SG-06", "Copies", "when a copy is made", Severity.Block),
           }
           select new WrittenRule(rule.Id, rule.Where, rule.When, rule.Severity, Texts.Rules[rule.Id]),
    ];
}
