namespace CarePlanning.Core.Signing;

/// <summary>In what role somebody signs; never called capacity, which means mental capacity here.</summary>
public enum SigningRole { Person, OnBehalf, Consulted, Carer, Professional }

/// <summary>What somebody did when asked to sign; each is an outcome, none an error.</summary>
public enum SigningOutcome { Signed, CannotSign, Disagrees, NotToday }

/// <summary>How a mark was made.</summary>
public enum MarkKind { Typed, Drawn }
