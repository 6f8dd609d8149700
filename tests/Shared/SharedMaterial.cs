using Xunit.Sdk;

namespace PiCIE.Tests.Golden;

/// <summary>
/// The material that tests compare with: <c>PICIE_SHARED</c>, else the folder <c>shared</c> beside the folder of the solution. A test gets a
/// path of it from <see cref="Require"/> alone, which skips the test where the file is missing; what a class makes once out of the material
/// comes from a <see cref="Fixture{TMade}"/>. Golden files are part of the repository, so tests on them never skip.
/// </summary>
public static class SharedMaterial
{
    private const string Variable = "PICIE_SHARED";
    private static readonly string Root = FromVariable() ?? Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared"));

    /// <summary>Every golden file by its name without ending: those of <c>PICIE_SHARED/golden</c>, and the repository's own where one is not there.</summary>
    public static IReadOnlyDictionary<string, string> GoldenFiles { get; } = GoldenFolders()
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.safetensors"))
        .DistinctBy(Path.GetFileName)
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path));

    /// <summary>Returns the path of a file or folder of the material; skips the running test, with the reason, where it is not there.</summary>
    /// <exception cref="InvalidOperationException">No test runs, or it is not marked with <see cref="NeedsMaterialAttribute"/>.</exception>
    public static string Require(params string[] parts)
    {
        ITest test = TestContext.Current.Test
            ?? throw new InvalidOperationException($"{Path.Combine(parts)} is asked for outside of a test; let the fixture derive from SharedMaterial.Fixture");
        if (!test.Traits.TryGetValue(NeedsMaterialAttribute.Trait, out IReadOnlyCollection<string>? needs) || !needs.Contains(NeedsMaterialAttribute.Value))
        {
            throw new InvalidOperationException($"{test.TestDisplayName} reads {Path.Combine(parts)}: mark it, or its class, with [NeedsMaterial]");
        }

        string path = Path.Combine([Root, .. parts]);
        Assert.SkipUnless(Path.Exists(path), $"needs {Path.Combine(parts)} under {Root}; set {Variable} to the folder that has it");
        return path;
    }

    private static IEnumerable<string> GoldenFolders() => FromVariable() is { } root
        ? [Path.Combine(root, "golden"), Path.Combine(Repository.Root, "tests", "golden")]
        : [Path.Combine(Repository.Root, "tests", "golden")];

    private static string? FromVariable()
    {
        string? value = Environment.GetEnvironmentVariable(Variable);
        return string.IsNullOrEmpty(value) ? null : Path.GetFullPath(value);
    }

    /// <summary>What the tests of a class make once out of the material. Where some of it is missing nothing is made, and the tests skip.</summary>
    /// <param name="needs">Files and folders of the material; slashes part folders.</param>
    public abstract class Fixture<TMade>(params string[] needs) : IAsyncLifetime
        where TMade : class
    {
        private TMade? _made;

        /// <summary>Returns what was made; skips the running test, with the reason, where the material is missing.</summary>
        /// <exception cref="InvalidOperationException">No test runs, or it is not marked with <see cref="NeedsMaterialAttribute"/>.</exception>
        public TMade Require()
        {
            foreach (string need in needs)
            {
                SharedMaterial.Require(need.Split('/'));
            }

            return _made!;
        }

        /// <inheritdoc/>
        public async ValueTask InitializeAsync()
        {
            string[] paths = [.. needs.Select(need => Path.Combine([Root, .. need.Split('/')]))];
            _made = paths.All(Path.Exists) ? await MakeAsync(paths) : null;
        }

        /// <inheritdoc/>
        public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

        /// <summary>Makes it; called once, and only where all of the material is there.</summary>
        /// <param name="paths">Full paths of what is needed, in its order.</param>
        protected abstract Task<TMade> MakeAsync(IReadOnlyList<string> paths);
    }
}
