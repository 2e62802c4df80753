using CarePlanning.Core.Plans;

namespace CarePlanning.Benchmarks.Pages;

/// <summary>Sixty plain texts in twelve questions: a section twice as long as any of the product.</summary>
internal sealed record SixtyTexts : PlanSection
{
    [Asked("q1"), Long] public string? Morning { get; set; }
    [Asked("q1"), Long] public string? Washing { get; set; }
    [Asked("q1"), Long] public string? Dressing { get; set; }
    [Asked("q1"), Long] public string? Breakfast { get; set; }
    [Asked("q1"), Long] public string? Tablets { get; set; }

    [Asked("q2"), Long] public string? Walking { get; set; }
    [Asked("q2"), Long] public string? Stairs { get; set; }
    [Asked("q2"), Long] public string? Shopping { get; set; }
    [Asked("q2"), Long] public string? Cooking { get; set; }
    [Asked("q2"), Long] public string? Lunch { get; set; }

    [Asked("q3"), Long] public string? Resting { get; set; }
    [Asked("q3"), Long] public string? Reading { get; set; }
    [Asked("q3"), Long] public string? Radio { get; set; }
    [Asked("q3"), Long] public string? Telephone { get; set; }
    [Asked("q3"), Long] public string? Post { get; set; }

    [Asked("q4"), Long] public string? Garden { get; set; }
    [Asked("q4"), Long] public string? Neighbours { get; set; }
    [Asked("q4"), Long] public string? Church { get; set; }
    [Asked("q4"), Long] public string? Singing { get; set; }
    [Asked("q4"), Long] public string? Cards { get; set; }

    [Asked("q5"), Long] public string? Grandchildren { get; set; }
    [Asked("q5"), Long] public string? Sister { get; set; }
    [Asked("q5"), Long] public string? Friends { get; set; }
    [Asked("q5"), Long] public string? Visits { get; set; }
    [Asked("q5"), Long] public string? Driving { get; set; }

    [Asked("q6"), Long] public string? Buses { get; set; }
    [Asked("q6"), Long] public string? Hospital { get; set; }
    [Asked("q6"), Long] public string? Surgery { get; set; }
    [Asked("q6"), Long] public string? Dentist { get; set; }
    [Asked("q6"), Long] public string? Optician { get; set; }

    [Asked("q7"), Long] public string? Hearing { get; set; }
    [Asked("q7"), Long] public string? Teeth { get; set; }
    [Asked("q7"), Long] public string? Feet { get; set; }
    [Asked("q7"), Long] public string? Skin { get; set; }
    [Asked("q7"), Long] public string? Breathing { get; set; }

    [Asked("q8"), Long] public string? Pain { get; set; }
    [Asked("q8"), Long] public string? Sleep { get; set; }
    [Asked("q8"), Long] public string? Worries { get; set; }
    [Asked("q8"), Long] public string? Mood { get; set; }
    [Asked("q8"), Long] public string? Memory { get; set; }

    [Asked("q9"), Long] public string? Money { get; set; }
    [Asked("q9"), Long] public string? Bills { get; set; }
    [Asked("q9"), Long] public string? Bank { get; set; }
    [Asked("q9"), Long] public string? Heating { get; set; }
    [Asked("q9"), Long] public string? Lighting { get; set; }

    [Asked("q10"), Long] public string? Chair { get; set; }
    [Asked("q10"), Long] public string? Bed { get; set; }
    [Asked("q10"), Long] public string? Bath { get; set; }
    [Asked("q10"), Long] public string? Kitchen { get; set; }
    [Asked("q10"), Long] public string? Door { get; set; }

    [Asked("q11"), Long] public string? Keys { get; set; }
    [Asked("q11"), Long] public string? Alarm { get; set; }
    [Asked("q11"), Long] public string? Pets { get; set; }
    [Asked("q11"), Long] public string? Plants { get; set; }
    [Asked("q11"), Long] public string? Music { get; set; }

    [Asked("q12"), Long] public string? Prayer { get; set; }
    [Asked("q12"), Long] public string? Supper { get; set; }
    [Asked("q12"), Long] public string? Evening { get; set; }
    [Asked("q12"), Long] public string? Night { get; set; }
    [Asked("q12"), Long] public string? Weekend { get; set; }
}

/// <summary>The same sixty as somebody's words, each with whose they are.</summary>
internal sealed record SixtyWords : PlanSection
{
    [Asked("q1")] public Narrative? Morning { get; set; }
    [Asked("q1")] public Narrative? Washing { get; set; }
    [Asked("q1")] public Narrative? Dressing { get; set; }
    [Asked("q1")] public Narrative? Breakfast { get; set; }
    [Asked("q1")] public Narrative? Tablets { get; set; }

    [Asked("q2")] public Narrative? Walking { get; set; }
    [Asked("q2")] public Narrative? Stairs { get; set; }
    [Asked("q2")] public Narrative? Shopping { get; set; }
    [Asked("q2")] public Narrative? Cooking { get; set; }
    [Asked("q2")] public Narrative? Lunch { get; set; }

    [Asked("q3")] public Narrative? Resting { get; set; }
    [Asked("q3")] public Narrative? Reading { get; set; }
    [Asked("q3")] public Narrative? Radio { get; set; }
    [Asked("q3")] public Narrative? Telephone { get; set; }
    [Asked("q3")] public Narrative? Post { get; set; }

    [Asked("q4")] public Narrative? Garden { get; set; }
    [Asked("q4")] public Narrative? Neighbours { get; set; }
    [Asked("q4")] public Narrative? Church { get; set; }
    [Asked("q4")] public Narrative? Singing { get; set; }
    [Asked("q4")] public Narrative? Cards { get; set; }

    [Asked("q5")] public Narrative? Grandchildren { get; set; }
    [Asked("q5")] public Narrative? Sister { get; set; }
    [Asked("q5")] public Narrative? Friends { get; set; }
    [Asked("q5")] public Narrative? Visits { get; set; }
    [Asked("q5")] public Narrative? Driving { get; set; }

    [Asked("q6")] public Narrative? Buses { get; set; }
    [Asked("q6")] public Narrative? Hospital { get; set; }
    [Asked("q6")] public Narrative? Surgery { get; set; }
    [Asked("q6")] public Narrative? Dentist { get; set; }
    [Asked("q6")] public Narrative? Optician { get; set; }

    [Asked("q7")] public Narrative? Hearing { get; set; }
    [Asked("q7")] public Narrative? Teeth { get; set; }
    [Asked("q7")] public Narrative? Feet { get; set; }
    [Asked("q7")] public Narrative? Skin { get; set; }
    [Asked("q7")] public Narrative? Breathing { get; set; }

    [Asked("q8")] public Narrative? Pain { get; set; }
    [Asked("q8")] public Narrative? Sleep { get; set; }
    [Asked("q8")] public Narrative? Worries { get; set; }
    [Asked("q8")] public Narrative? Mood { get; set; }
    [Asked("q8")] public Narrative? Memory { get; set; }

    [Asked("q9")] public Narrative? Money { get; set; }
    [Asked("q9")] public Narrative? Bills { get; set; }
    [Asked("q9")] public Narrative? Bank { get; set; }
    [Asked("q9")] public Narrative? Heating { get; set; }
    [Asked("q9")] public Narrative? Lighting { get; set; }

    [Asked("q10")] public Narrative? Chair { get; set; }
    [Asked("q10")] public Narrative? Bed { get; set; }
    [Asked("q10")] public Narrative? Bath { get; set; }
    [Asked("q10")] public Narrative? Kitchen { get; set; }
    [Asked("q10")] public Narrative? Door { get; set; }

    [Asked("q11")] public Narrative? Keys { get; set; }
    [Asked("q11")] public Narrative? Alarm { get; set; }
    [Asked("q11")] public Narrative? Pets { get; set; }
    [Asked("q11")] public Narrative? Plants { get; set; }
    [Asked("q11")] public Narrative? Music { get; set; }

    [Asked("q12")] public Narrative? Prayer { get; set; }
    [Asked("q12")] public Narrative? Supper { get; set; }
    [Asked("q12")] public Narrative? Evening { get; set; }
    [Asked("q12")] public Narrative? Night { get; set; }
    [Asked("q12")] public Narrative? Weekend { get; set; }
}
