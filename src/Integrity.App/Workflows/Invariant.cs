namespace Integrity.App.Workflows;

/// <summary>What the graph must prove of itself, with the sentence that says why.</summary>
public abstract record Invariant(Words Because, string At);

/// <summary>Every way from the start to <paramref name="Reach"/> passes <paramref name="Through"/>; <paramref name="EachTime"/> also every way back to it.</summary>
public sealed record OnlyThrough(string Reach, string Through, bool EachTime, Words Because, string At) : Invariant(Because, At);

/// <summary><paramref name="By"/> never moves a case into <paramref name="Into"/>.</summary>
public sealed record Never(string By, string Into, Words Because, string At) : Invariant(Because, At);

/// <summary>Between two times of <paramref name="Action"/> lies its <paramref name="Undo"/>; in <paramref name="UndoneIn"/> it has been undone.</summary>
public sealed record Once(string Action, string Undo, string? UndoneIn, Words Because, string At) : Invariant(Because, At);

/// <summary>As long as a case is in <paramref name="During"/> the fact <paramref name="Require"/> stands, unless <paramref name="Unless"/>.</summary>
public sealed record While(string During, string Require, string? Unless, Words Because, string At) : Invariant(Because, At);
