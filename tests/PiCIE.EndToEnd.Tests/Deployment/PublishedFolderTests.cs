using System.Diagnostics;
using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Deployment;

/// <summary>
/// What <c>eng/publish.sh</c> makes, run as on a machine without .NET: nothing of the environment but HOME, and a PATH without <c>dotnet</c>.
/// </summary>
[Trait("Category", "long")]
public sealed class PublishedFolderTests(PublishedFolderTests.Published published) : IClassFixture<PublishedFolderTests.Published>
{
    [Fact]
    public async Task It_says_its_version() => (await published.PicieAsync("version")).ShouldEndWith(0).Out.ShouldMatch(@"^picie 0\.1\.0(\+\w+)? \(\.NET 10\.");

    [Fact]
    public async Task The_doctor_finds_the_stage_program_with_its_native_library()
    {
        PicieOutcome outcome = (await published.PicieAsync("doctor", "--json")).ShouldEndWith(0);

        Dictionary<string, string> findings = outcome.Json.GetProperty("findings").EnumerateArray()
            .ToDictionary(finding => finding.GetProperty("name").GetString()!, finding => finding.GetProperty("sentence").GetString()!);
        findings["stage program"].ShouldBe(Path.Combine(published.Folder, "stage", "picie-stage.dll"));
        findings.Keys.ShouldContain("tensor library");
    }

    [Fact]
    public async Task The_demo_learns()
    {
        PicieOutcome outcome = (await published.PicieAsync("demo", "--json")).ShouldEndWith(0);

        // The control is at 18 percent, and the demo gains three points and more.
        outcome.Json.GetProperty("meanIoUGain").GetDouble().ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task Another_folder_is_not_replaced()
    {
        string folder = Directory.CreateDirectory(Path.Combine(published.Place, "mine")).FullName;
        File.WriteAllText(Path.Combine(folder, "mine"), "");

        (await Published.ScriptAsync(folder)).ShouldEndWith(5).ShouldSay(folder, "holds something else");

        Directory.GetFileSystemEntries(folder).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(2, "is no option", "--help")]
    [InlineData(2, "one folder at most", "a", "b")]
    public async Task Other_words_are_refused(int status, string sentence, params string[] words) =>
        (await Published.ScriptAsync(words)).ShouldEndWith(status).ShouldSay(sentence);

    /// <summary>The folder, made once for all tests of the class.</summary>
    public sealed class Published : IAsyncLifetime
    {
        private readonly TemporaryFolder _place = new();

        public string Place => _place.Path;

        public string Folder => _place["picie"];

        public async ValueTask InitializeAsync()
        {
            Assert.SkipUnless(OperatingSystem.IsLinux(), "eng/publish.sh is tried on Linux.");
            ProcessStartInfo start = Script(Folder);
            start.Environment["PICIE_BUILD"] = _place["build"];
            (await RunAsync(start)).ShouldEndWith(0);
            Directory.Delete(_place["build"], recursive: true);
        }

        public ValueTask DisposeAsync()
        {
            _place.Dispose();
            return ValueTask.CompletedTask;
        }

        internal static Task<PicieOutcome> ScriptAsync(params string[] words) => RunAsync(Script(words));

        /// <summary>Runs the published program in an environment in which no .NET can be found.</summary>
        internal Task<PicieOutcome> PicieAsync(params string[] words)
        {
            ProcessStartInfo start = new(Path.Combine(Folder, "picie"), words) { WorkingDirectory = Place };
            start.Environment.Clear();
            start.Environment["HOME"] = Place;
            start.Environment["PICIE_HOME"] = _place["home"];
            start.Environment["PATH"] = string.Join(':', (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Where(folder => !File.Exists(Path.Combine(folder, "dotnet"))));
            return RunAsync(start);
        }

        private static ProcessStartInfo Script(params string[] words) => new("bash", [Path.Combine(Repository.Root, "eng", "publish.sh"), .. words]);

        private static async Task<PicieOutcome> RunAsync(ProcessStartInfo start)
        {
            (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return new PicieOutcome(process.ExitCode, await output, await error);
        }
    }
}
