using System.Globalization;
using PiCIE.Storage.Events;

namespace PiCIE.Pipeline.Feeds;

/// <summary>Writes a place in the order of events as the text that a reader gives back.</summary>
internal static class FeedCursor
{
    private const char Between = '-';

    /// <summary>Returns the text of a place.</summary>
    public static string Of(EventPlace place) => string.Create(CultureInfo.InvariantCulture, $"{place.Transaction}{Between}{place.Seq}");

    /// <summary>Reads the text of a place.</summary>
    /// <exception cref="PicieException">It is none.</exception>
    public static EventPlace Read(string text) =>
        text.Split(Between) is [string transaction, string seq]
        && long.TryParse(transaction, NumberStyles.None, CultureInfo.InvariantCulture, out long first) && long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out long second)
            ? new EventPlace(first, second)
            : throw new PicieException("bad-cursor", "after is no place in the events.", "after", "Take next of an answer, or leave it out.", ProblemKind.Input);
}
