namespace PiCIE.Faults.Ledgers;

/// <summary>What the comparison of the ledger outside with the database gave.</summary>
/// <param name="Submitted">Number of runs that a submit acknowledged.</param>
/// <param name="Finished">Number of them that are done.</param>
/// <param name="Lost">Runs that were acknowledged and are not there, and results that count though no process made them, in words.</param>
/// <param name="Twice">Stages that were recorded twice, and attempts that two processes were given, in words.</param>
/// <param name="Stuck">Runs that could finish and did not, in words.</param>
/// <param name="Broken">Invariants that do not hold, in words.</param>
/// <param name="FailedByKind">Number of attempts that failed or were lost, by kind.</param>
/// <param name="Refused">Number of late writes that were refused.</param>
internal sealed record Verdict(
    int Submitted,
    int Finished,
    IReadOnlyList<string> Lost,
    IReadOnlyList<string> Twice,
    IReadOnlyList<string> Stuck,
    IReadOnlyList<string> Broken,
    IReadOnlyDictionary<string, int> FailedByKind,
    int Refused)
{
    /// <summary>Whether ledger and database agree.</summary>
    public bool Agrees => Lost.Count + Twice.Count + Stuck.Count + Broken.Count == 0;

    /// <summary>Everything that does not agree, a line each.</summary>
    public IEnumerable<string> Complaints =>
    [
        .. Lost.Select(one => $"lost: {one}"), .. Twice.Select(one => $"twice: {one}"), .. Stuck.Select(one => $"stuck: {one}"), .. Broken.Select(one => $"broken: {one}"),
    ];
}
