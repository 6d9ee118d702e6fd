using Integrity.Domain.Identity;

namespace Integrity.Domain.Decisions;

/// <summary>Why a member keeps away from an item (D-4).</summary>
public enum RecusalGround : short
{
    OwnInterest = 1,
    Kin = 2,

    /// <summary>He took part in the matter before: the investigator, the hearing's chair, who decided what is reviewed.</summary>
    EarlierPart = 3,
}

/// <summary>A person in conflict, as the proposer or the person himself gives it.</summary>
public sealed record Conflict(OfficialId Person, RecusalGround Ground, string Words)
{
    /// <summary>What the program itself gives as the words, in both languages; what a person gives stands as he wrote it.</summary>
    public const string Investigated = "本案承办人 / investigated the case";

    /// <summary>The same of a review.</summary>
    public const string TookPart = "参与过本案 / took part in the case";
}

/// <summary>A person who keeps away from an item: not counted, and no paper of it opens for him through any door.</summary>
/// <remarks>Rules: D-4. Source: 公务员法 74, 76.</remarks>
public sealed class Recusal
{
    private Recusal()
    {
    }

    internal Recusal(ItemId item, Conflict conflict, OfficialId recordedBy, DateTime at)
    {
        (Item, Person, Ground, Words) = (item, conflict.Person, conflict.Ground, conflict.Words.Trim());
        (RecordedBy, RecordedAt) = (recordedBy, at);
    }

    public ItemId Item { get; private set; }
    public OfficialId Person { get; private set; }
    public RecusalGround Ground { get; private set; }
    public string Words { get; private set; } = "";
    public OfficialId RecordedBy { get; private set; }
    public DateTime RecordedAt { get; private set; }
}

/// <summary>A person who prepared the matter or approved a certificate in it: he may vote, but never as its only voter (D-4).</summary>
public sealed class Preparation
{
    private Preparation()
    {
    }

    internal Preparation(ItemId item, OfficialId person) => (Item, Person) = (item, person);

    public ItemId Item { get; private set; }
    public OfficialId Person { get; private set; }
}
