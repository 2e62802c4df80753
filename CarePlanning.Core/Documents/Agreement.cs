using CarePlanning.Core.Signing;

namespace CarePlanning.Core.Documents;

/// <summary>The round of signing as the document prints it.</summary>
public sealed record Agreement(PlanVersion Version, DateTime SealedAtUtc);
