using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Specs;

/// <summary>Finds settings of a spec that exclude one another, whatever the task.</summary>
internal static class SpecChecks
{
    private const int Grid = 8;

    /// <summary>Adds a problem for each contradiction in a variant of a spec.</summary>
    /// <param name="name">Name of the experiment.</param>
    /// <param name="variant">The variant.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static void Check(string name, SpecVariant variant, ICollection<TextProblem> problems)
    {
        SpecComplaints complaints = new(variant.Places, problems);
        CheckName(name, complaints);
        CheckSizes(variant.Settings, complaints);
        CheckLosses(variant.Settings, complaints);
        CheckEpochs(variant.Settings, complaints);
        CheckEvaluation(variant.Settings, complaints);
    }

    private static void CheckName(string name, SpecComplaints complaints)
    {
        if (name.Length == 0 || name.IndexOfAny(['/', '\\', '\n']) >= 0)
        {
            complaints.Add("name", $"the name \"{UnseenCharacters.Spelled(name)}\" is empty or holds a slash or a line break", "an experiment is known by its name: write one word or a few");
        }
    }

    private static void CheckSizes(RunSettings settings, SpecComplaints complaints)
    {
        PreprocessSettings sizes = settings.Preprocess;
        CheckGrid("preprocess.baseResolution", sizes.BaseResolution, complaints);
        CheckGrid("preprocess.resolution", sizes.Resolution, complaints);
        if (settings.Train.Training is not PicieTraining training)
        {
            return;
        }

        if (sizes.BaseResolution < sizes.Resolution)
        {
            complaints.Add(
                complaints.IsSet("preprocess.resolution") ? "preprocess.resolution" : "preprocess.baseResolution",
                $"preprocess.baseResolution ({sizes.BaseResolution}) is below preprocess.resolution ({sizes.Resolution}), allowed is at least as much",
                "set both");
        }

        if (!training.Geometric.Crop && sizes.BaseResolution != sizes.Resolution)
        {
            complaints.Add(
                "train.geometric.crop",
                $"without crops preprocess.baseResolution ({sizes.BaseResolution}) must equal preprocess.resolution ({sizes.Resolution}), for the grids of the two views would differ",
                "set both to the same side, or crop");
        }
    }

    private static void CheckGrid(string key, int side, SpecComplaints complaints)
    {
        if (side % Grid != 0)
        {
            complaints.Add(key, $"{key} is {side}, allowed are multiples of {Grid}", $"{side / Grid * Grid} and {((side / Grid) + 1) * Grid} are");
        }
    }

    private static void CheckLosses(RunSettings settings, SpecComplaints complaints)
    {
        if (settings.Train.Training is PicieTraining { Loss: { Within: false, Cross: false } })
        {
            complaints.Add(
                "train.loss",
                "within and cross are both false, and without clusters there is nothing to learn: mse alone would draw all features to one point",
                "switch one of them on");
        }
    }

    private static void CheckEpochs(RunSettings settings, SpecComplaints complaints)
    {
        if (settings.Train.Training is not PicieTraining training)
        {
            return;
        }

        if (training.KeepEpochs is [.., int last] && last >= training.Epochs)
        {
            complaints.Add(
                "train.keepEpochs",
                $"train.keepEpochs holds {last}, allowed are 0 to {training.Epochs - 1}, for there are {training.Epochs} epochs counted from 0",
                null);
        }

        int[] notKept = [.. settings.Evaluate.Epochs.Except(training.KeepEpochs)];
        if (notKept.Length > 0)
        {
            complaints.Add(
                "evaluate.epochs",
                $"evaluate.epochs holds {notKept[0]}, which train.keepEpochs does not keep",
                "add it to train.keepEpochs");
        }
    }

    private static void CheckEvaluation(RunSettings settings, SpecComplaints complaints)
    {
        EvaluateSettings evaluate = settings.Evaluate;
        if (evaluate.Splits.Count == 0 || evaluate.Splits.Distinct(StringComparer.Ordinal).Count() < evaluate.Splits.Count)
        {
            complaints.Add("evaluate.splits", "evaluate.splits must name at least one split, each once", "for example splits: [val, test]");
        }

        if (settings.Method != Method.Frozen)
        {
            return;
        }

        if (evaluate.Centroids == CentroidSource.Trained)
        {
            complaints.Add("evaluate.centroids", "method frozen trains no centroids, so evaluate.centroids cannot be trained", "use fresh");
        }

        if (evaluate.Epochs.Count > 0)
        {
            complaints.Add("evaluate.epochs", "method frozen has no epochs, so evaluate.epochs must be empty", "remove it");
        }
    }
}
