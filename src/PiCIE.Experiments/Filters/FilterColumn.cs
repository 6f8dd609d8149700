using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Filters;

/// <summary>Names what a filter can look at. The last three are families: a key stands behind the word.</summary>
public enum FilterColumn
{
    /// <summary>Id of the run, or its end that lists show.</summary>
    Id,

    /// <summary>Status of the run.</summary>
    Status,

    /// <summary>Name of the run within its experiment.</summary>
    Name,

    /// <summary>Name of the experiment.</summary>
    Experiment,

    /// <summary>Name of the person who submitted the experiment.</summary>
    Person,

    /// <summary>Tags of the run and of its experiment.</summary>
    Tag,

    /// <summary>Notes on the run and on its experiment.</summary>
    Note,

    /// <summary>Method of the run.</summary>
    Method,

    /// <summary>Task of the experiment.</summary>
    Task,

    /// <summary>Data set of the experiment.</summary>
    Data,

    /// <summary>Device of the training.</summary>
    Device,

    /// <summary>Machine and process of the training.</summary>
    Worker,

    /// <summary>Time when the run was first submitted.</summary>
    Created,

    /// <summary>Time when the run ended.</summary>
    Ended,

    /// <summary>Seconds that the stages of the run were worked on, all attempts added up.</summary>
    Seconds,

    /// <summary>Seed of the training.</summary>
    Seed,

    /// <summary>Hash of the settings without seeds, or its beginning that is shown.</summary>
    [JsonStringEnumMemberName("configId")]
    ConfigId,

    /// <summary>Number of trainings of a group of replicates.</summary>
    N,

    /// <summary>Whether run or experiment is archived.</summary>
    Archived,

    /// <summary>Whether the person who asks has starred the run.</summary>
    Starred,

    /// <summary>Use of labels before the evaluation.</summary>
    [JsonStringEnumMemberName("labelsUsed")]
    LabelsUsed,

    /// <summary>Kind of the failure of a stage of the run that failed.</summary>
    Failure,

    /// <summary>Marks of the run.</summary>
    Marks,

    /// <summary>A setting.</summary>
    Settings,

    /// <summary>A stored figure.</summary>
    Metrics,

    /// <summary>The last, smallest or largest value of a curve.</summary>
    Series,
}
