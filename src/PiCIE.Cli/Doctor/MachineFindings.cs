using System.Globalization;
using System.Runtime.InteropServices;
using PiCIE.Cli.CommandLine;

namespace PiCIE.Cli.Doctor;

/// <summary>Finds out what the machine under the program is like.</summary>
internal static class MachineFindings
{
    private const long LowDiskBytes = 2L << 30;
    private const long LowMemoryBytes = 2L << 30;

    /// <summary>Looks at the machine.</summary>
    /// <param name="session">The command.</param>
    public static IEnumerable<DoctorFinding> Of(CommandSession session) => [.. OfMachine(), Home(session.Home.Root), Disk(session.Home.Root)];

    /// <summary>Looks at what the machine has, wherever the home is.</summary>
    public static IEnumerable<DoctorFinding> OfMachine()
    {
        yield return new DoctorFinding(
            "runtime", true, $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription.Trim()} ({RuntimeInformation.OSArchitecture})");
        yield return new DoctorFinding("processors", true, $"{Environment.ProcessorCount} for this process");
        yield return Memory();
    }

    private static DoctorFinding Memory()
    {
        long bytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return bytes >= LowMemoryBytes
            ? new DoctorFinding("memory", true, $"{Gib(bytes)} for this process")
            : new DoctorFinding("memory", true, $"only {Gib(bytes)} for this process: use a small resolution and batch size");
    }

    /// <summary>Looks at the home. The first run makes it, not a look, so one that is missing is fine if it can be made.</summary>
    private static DoctorFinding Home(string root)
    {
        string there = NearestThere(root);
        string probe = Path.Combine(there, $".doctor-{Guid.NewGuid():N}");
        try
        {
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return new DoctorFinding("home", true, there == root ? $"{root} can be written" : $"{root} is not there yet; the first run makes it");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new DoctorFinding(
                "home", false,
                $"{root} cannot be written ({exception.Message}): what is there can be read; to work, point PICIE_HOME to a folder that you may write");
        }
    }

    private static DoctorFinding Disk(string root)
    {
        try
        {
            long bytes = new DriveInfo(NearestThere(root)).AvailableFreeSpace;
            return bytes >= LowDiskBytes
                ? new DoctorFinding("disk", true, $"{Gib(bytes)} free")
                : new DoctorFinding("disk", false, $"only {Gib(bytes)} free below {root}: make room, or point PICIE_HOME elsewhere");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new DoctorFinding("disk", false, $"the disk of {root} cannot be looked at: {exception.Message}");
        }
    }

    private static string NearestThere(string folder)
    {
        while (!Directory.Exists(folder) && !File.Exists(folder) && Path.GetDirectoryName(folder) is { } parent)
        {
            folder = parent;
        }

        return folder;
    }

    private static string Gib(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GiB");
}
