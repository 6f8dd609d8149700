namespace PiCIE.Evaluation.Tasks;

/// <summary>How photographs and label images of a data set lie on disk.</summary>
public enum TaskLayout
{
    /// <summary>One folder of photographs, one of label images and one list of stems a split (CamVid).</summary>
    Folders,

    /// <summary>The layouts of COCO-Stuff with its curated lists.</summary>
    CocoStuff,

    /// <summary>Any folder: <c>imgs/&lt;split&gt;</c> and <c>labels/&lt;split&gt;</c>, or just photographs.</summary>
    Folder,
}
