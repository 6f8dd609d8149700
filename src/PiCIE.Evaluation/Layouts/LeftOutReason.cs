using System.Text.Json.Serialization;

namespace PiCIE.Evaluation.Layouts;

/// <summary>Says why no run looks at a file of a split's folders.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LeftOutReason>))]
public enum LeftOutReason
{
    /// <summary>Its ending is none of those that are read.</summary>
    [JsonStringEnumMemberName("ending")]
    Ending,

    /// <summary>It is a folder of photographs below the folder of photographs; each such folder counts once.</summary>
    [JsonStringEnumMemberName("folder")]
    Folder,

    /// <summary>It is a photograph that the list of the split does not name.</summary>
    [JsonStringEnumMemberName("not-in-list")]
    NotInList,

    /// <summary>It is a label image whose photograph is not there.</summary>
    [JsonStringEnumMemberName("label-alone")]
    LabelAlone,
}
