namespace PiCIE.Evaluation.Tasks;

/// <summary>Says how photographs and label images of a data set lie on disk.</summary>
public enum TaskLayout
{
    /// <summary>One folder of photographs, one of label images and one list of stems for each split (CamVid).</summary>
    Folders,

    /// <summary>The layouts of COCO-Stuff with its curated lists.</summary>
    CocoStuff,

    /// <summary>Any folder: <c>imgs/&lt;split&gt;</c> and <c>labels/&lt;split&gt;</c>, or just photographs.</summary>
    Folder,
}
