namespace Integrity.App.Values;

/// <summary>A password or one-time code on its way in. It is read from a request but never written: not to the journal, a log or an answer.</summary>
public readonly record struct Secret(string Value)
{
    public override string ToString() => "•";
}
