using System.Text;
namespace PiCIE.Cli.Tests.BadInput;

/// <summary>Text files with a wrong character: a sentence with the place, never a stack trace, whichever file it is.</summary>
public sealed class BadTextTests : IDisposable
{
    private readonly SpecHome _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_brace_that_is_not_closed_is_named_where_it_opens()
    {
        _folder.Write("small.yaml", File.ReadAllText(_folder.Spec).Replace("resolution: 32 }", "resolution: 32", StringComparison.Ordinal));

        (await _folder.PicieAsync("run", _folder.Spec, "--plan")).ShouldEndWith(2).ShouldSay("small.yaml, line 6", "a { is not closed");
    }

    [Fact]
    public async Task A_task_file_is_read_as_carefully()
    {
        _folder.Write("task.yaml", File.ReadAllText(_folder["task.yaml"]).Replace("classes: toy-7", "classes: [sky, road", StringComparison.Ordinal));

        (await _folder.PicieAsync("run", _folder.Spec, "--plan")).ShouldEndWith(2).ShouldSay("task.yaml, line 3", "a [ is not closed");
    }

    [Fact]
    public async Task The_doctor_survives_a_broken_file_in_the_home()
    {
        _folder.Write("home/picie.yaml", "data: { a: b\n");

        (await _folder.PicieAsync("doctor")).ShouldEndWith(2).ShouldSay("picie.yaml", "line 1", "a { is not closed");
    }

    [Theory]
    [InlineData("small.yaml")]
    [InlineData("task.yaml")]
    [InlineData("home/picie.yaml")]
    public async Task A_text_in_latin_1_is_refused_with_the_byte_and_its_place(string file)
    {
        _folder.Write(file, string.Empty);
        File.WriteAllBytes(_folder[file], Encoding.Latin1.GetBytes("name: Straße\n"));

        (await _folder.PicieAsync("run", _folder.Spec, "--plan")).ShouldEndWith(2).ShouldSay(Path.GetFileName(file), "byte 0xDF is no UTF-8", "line 1, column 11");
    }

    [Fact]
    public async Task A_spec_in_utf_16_with_its_mark_is_read()
    {
        File.WriteAllText(_folder.Spec, File.ReadAllText(_folder.Spec), Encoding.Unicode);

        (await _folder.PicieAsync("run", _folder.Spec, "--plan")).ShouldEndWith(0);
    }

    [Fact]
    public async Task A_path_of_the_command_line_counts_from_where_the_command_is_given()
    {
        string spec = _folder.Write("experiments/elsewhere.yaml", File.ReadAllText(_folder.Spec).Replace("./pictures", "./nowhere", StringComparison.Ordinal));

        (await _folder.PicieAsync("run", spec, "--plan", "--set", "data=./pictures", "--set", "task=task.yaml")).ShouldEndWith(0);
    }

    [Fact]
    public async Task A_spec_for_a_gpu_is_refused_in_the_plan_with_its_line()
    {
        _folder.WriteSpec("train: { device: cuda }");

        (await _folder.PicieAsync("run", _folder.Spec, "--plan")).ShouldEndWith(2).ShouldSay("small.yaml, line 9", "train.device is cuda");
    }
}
