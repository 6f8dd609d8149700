namespace PiCIE.Faults.Trainings;

/// <summary>What killed trainings came to.</summary>
/// <param name="Trainings">Number of trainings.</param>
/// <param name="StageKills">Number of kills of a stage process.</param>
/// <param name="PicieKills">Number of kills of <c>picie</c>.</param>
/// <param name="Repeated">Number of whole epochs that were done again.</param>
/// <param name="Endings">Number of attempts by how they ended.</param>
/// <param name="Wrong">What does not hold, in words.</param>
internal sealed record TrainingsOutcome(
    int Trainings, int StageKills, int PicieKills, int Repeated, IReadOnlyDictionary<string, int> Endings, IReadOnlyList<string> Wrong);
