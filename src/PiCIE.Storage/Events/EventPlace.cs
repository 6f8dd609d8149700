namespace PiCIE.Storage.Events;

/// <summary>A place in the order of all events. Events are ordered by the transaction that wrote them, and by their number within it.</summary>
/// <param name="Transaction">Number of the transaction; 0 on SQLite, whose transactions come one after the other.</param>
/// <param name="Seq">Number of the event.</param>
public readonly record struct EventPlace(long Transaction, long Seq);
