using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Specs;

namespace PiCIE.Experiments.Plans;

/// <summary>Refuses a spec for a device that this version does not compute on, before anything is read or prepared for it.</summary>
public static class DeviceFit
{
    /// <summary>Checks the devices of all stages.</summary>
    /// <param name="spec">The spec.</param>
    /// <exception cref="InvalidTextException">A stage asks for a GPU.</exception>
    public static void Check(ExperimentSpec spec)
    {
        RunSettings settings = spec.Settings;
        List<TextProblem> problems = [];
        SpecComplaints complaints = new(spec.Places, problems);
        foreach ((string key, string device) in new[]
        {
            ("train.device", settings.Train.Device), ("cluster.device", settings.Cluster.Device), ("evaluate.device", settings.Evaluate.Device),
        })
        {
            if (device is not ("auto" or "cpu"))
            {
                complaints.Add(key, $"{key} is {device}, and this version computes on the processor alone", "leave it out, or set it to cpu");
            }
        }

        if (problems.Count > 0)
        {
            throw new InvalidTextException(spec.Name, problems);
        }
    }
}
