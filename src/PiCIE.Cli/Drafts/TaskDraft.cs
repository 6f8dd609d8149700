using System.Text;

namespace PiCIE.Cli.Drafts;

/// <summary>Drafts a task file for a folder that no built-in task reads as it is.</summary>
internal static class TaskDraft
{
    /// <summary>Returns the text of the task file.</summary>
    /// <param name="name">Name of the task.</param>
    /// <param name="found">The folder.</param>
    /// <param name="labelled">Whether there is a class table beside it.</param>
    public static string Of(string name, FoundFolder found, bool labelled)
    {
        StringBuilder text = new();
        text.Append("# Drafted by picie data init. Folders and lists are relative to the data folder; a split without a list is its whole folder.\n");
        text.Append("schema: picie-task/1\n");
        text.Append($"name: {name}\n");
        if (labelled)
        {
            text.Append("classes: classes.json        # beside this file\n");
        }

        text.Append("layout: folders              # photographs and label images are paired by their names without ending\n");
        text.Append("splits:\n");
        foreach (FoundSplit split in found.Splits)
        {
            string labels = labelled && split.Labels is not null ? $", labels: {split.Labels}" : "";
            string list = split.List is null ? "" : $", list: {split.List}";
            text.Append($"  {split.Name}: {{ images: {split.Images}{labels}{list} }}\n");
        }

        text.Append("size: { rule: short-side-then-centre-crop, imageFilter: pillow-bilinear, labelFilter: nearest }\n");
        text.Append("labels: { encoding: png-index-8 }   # the stored value counts, never a colour\n");
        text.Append("evaluate: { matching: hungarian, average: mean-over-defined }\n");
        return text.ToString();
    }
}
