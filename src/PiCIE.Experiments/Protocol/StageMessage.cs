using System.Text.Json;
using System.Text.Json.Serialization;
using PiCIE.Experiments.Failures;

namespace PiCIE.Experiments.Protocol;

/// <summary>One JSON line from a stage process to its supervisor; its member <c>type</c> names the kind of message.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(StageHello), "hello")]
[JsonDerivedType(typeof(StageAlive), "alive")]
[JsonDerivedType(typeof(StageProgress), "progress")]
[JsonDerivedType(typeof(StageMetrics), "metrics")]
[JsonDerivedType(typeof(StageCheckpoint), "checkpoint")]
[JsonDerivedType(typeof(StageLog), "log")]
[JsonDerivedType(typeof(StageResult), "result")]
[JsonDerivedType(typeof(StageFailure), "failure")]
public abstract record StageMessage;

/// <summary>Opens the conversation and says which program answers.</summary>
/// <param name="Protocol">Protocol version of the stage program.</param>
/// <param name="StageVersions">Version of each stage kind (lower case name), as in its key.</param>
/// <param name="Libtorch">Version of the tensor library; null for a tool that loads none.</param>
public sealed record StageHello(int Protocol, IReadOnlyDictionary<string, int> StageVersions, string? Libtorch) : StageMessage;

/// <summary>Carries a sign of life from the work loop.</summary>
public sealed record StageAlive : StageMessage;

/// <summary>Tells how far a phase is.</summary>
/// <param name="Phase">The phase in words that a person reads ("training").</param>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units of the phase.</param>
/// <param name="Note">Further words ("epoch 2 of 4"), or null.</param>
/// <param name="Share">How much of the whole stage is done, from 0 to 1; null where the stage cannot tell.</param>
/// <param name="NextCheckpoint">The share at which the stage keeps its next checkpoint; null where it keeps none.</param>
public sealed record StageProgress(string Phase, long Done, long Total, string? Note, double? Share = null, double? NextCheckpoint = null) : StageMessage;

/// <summary>Carries metric points of the stage.</summary>
/// <param name="Points">The points, in order.</param>
public sealed record StageMetrics(IReadOnlyList<StageMetricPoint> Points) : StageMessage;

/// <summary>One value of a named series.</summary>
/// <param name="Series">Name of the series ("loss").</param>
/// <param name="Step">Position (an epoch, counted from 0).</param>
/// <param name="Value">The value; fractions 0–1 for accuracies.</param>
public sealed record StageMetricPoint(string Series, long Step, double Value);

/// <summary>
/// Tells that a state lies on disk from which the stage can go on. Its files stay as they are until somebody removes them, while the stage works on.
/// </summary>
/// <param name="Epochs">Number of epochs that are done.</param>
/// <param name="Folder">Name of its folder in the folder of the order that takes checkpoints.</param>
/// <param name="Files">Every file in it; their names are relative to it.</param>
public sealed record StageCheckpoint(int Epochs, string Folder, IReadOnlyList<StageFile> Files) : StageMessage;

/// <summary>Carries a line for the log of the attempt.</summary>
/// <param name="Level">How much the line matters.</param>
/// <param name="Text">The line.</param>
public sealed record StageLog(StageLogLevel Level, string Text) : StageMessage;

/// <summary>Ends the conversation of a stage that did its work; the process then exits with 0.</summary>
/// <param name="Files">Every output file below the scratch folder.</param>
/// <param name="Output">The output record of the kind, which the supervisor stores beside the files.</param>
/// <param name="PeakMemoryBytes">Most memory that the process held at once (resident), in bytes; null where the system does not say.</param>
public sealed record StageResult(IReadOnlyList<StageFile> Files, JsonElement Output, long? PeakMemoryBytes = null) : StageMessage;

/// <summary>One output file.</summary>
/// <param name="Name">Path relative to the scratch folder, with forward slashes.</param>
/// <param name="Bytes">Length in bytes.</param>
/// <param name="Sha256">SHA-256 of the content, lower-case hexadecimal.</param>
public sealed record StageFile(string Name, long Bytes, string Sha256);

/// <summary>Ends the conversation of a stage that could not do its work; the process then exits with 1.</summary>
/// <param name="Failure">The cause.</param>
public sealed record StageFailure(Failure Failure) : StageMessage;
