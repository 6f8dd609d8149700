using System.Text.Json;
using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Faults;

/// <summary>Disks that are full, read-only, shared, or not where they were.</summary>
public sealed class DiskTests : IDisposable
{
    private readonly PicieHomeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_full_artifact_disk_holds_the_result_until_there_is_room_and_nothing_is_computed_twice()
    {
        using SmallDisk disk = SmallDisk.At(_folder["store"], "16k");
        SmallData data = SmallData.In(_folder);
        data.WriteSpec(SmallData.ShortTraining);
        Dictionary<string, string> variables = new() { ["PICIE_ARTIFACTS"] = disk.Path };
        using WorkingPicie picie = WorkingPicie.Start(_folder, data.Spec, variables);

        await picie.UntilSaidAsync($"The disk of {disk.Path} is full");
        disk.Change("size=64m");
        (await picie.EndAsync()).ShouldEndWith(0).ShouldSay("A finished result is held in", $"Make room on the disk of {disk.Path}");

        string id = (await _folder.PicieAsync(variables, "runs", "list", "--json")).Json.GetProperty("runs")[0].GetProperty("id").GetString()!;
        JsonElement run = (await _folder.PicieAsync(variables, "runs", "show", id, "--json")).Json.GetProperty("runs")[0];
        run.GetProperty("stages").EnumerateArray().ShouldAllBe(stage => stage.GetProperty("attempts").GetInt32() == 1);
    }

    [Fact]
    public async Task A_home_that_cannot_be_written_can_be_read()
    {
        using SmallDisk disk = SmallDisk.At(_folder.Home, "64m");
        SmallData data = SmallData.In(_folder);
        data.WriteSpec(SmallData.ShortTraining);
        PicieOutcome made = (await _folder.PicieAsync("run", data.Spec, "--json")).ShouldEndWith(0);
        string id = made.Json.GetProperty("runs")[0].GetProperty("id").GetString()!;
        disk.Change("ro");

        PicieOutcome list = (await _folder.PicieAsync("runs", "list", "--json")).ShouldEndWith(0);
        PicieOutcome show = (await _folder.PicieAsync("runs", "show", id, "--json")).ShouldEndWith(0);
        PicieOutcome plan = (await _folder.PicieAsync("run", data.Spec, "--plan", "--json")).ShouldEndWith(0);
        PicieOutcome doctor = (await _folder.PicieAsync("doctor", "--json")).ShouldEndWith(3);

        list.Json.GetProperty("runs")[0].GetProperty("status").GetString().ShouldBe("done");
        show.Json.GetProperty("runs")[0].GetProperty("id").GetString().ShouldBe(id);
        plan.Json.GetProperty("stages").EnumerateArray().ShouldAllBe(stage => stage.GetProperty("status").GetString() == "done");
        doctor.Json.GetProperty("findings").EnumerateArray().Where(finding => !finding.GetProperty("fine").GetBoolean())
            .Select(finding => finding.GetProperty("name").GetString()).Where(name => name != "disk").ShouldBe(["home"]);
    }

    [Fact]
    public async Task Reading_makes_no_home_and_a_plan_changes_none()
    {
        SmallData data = SmallData.In(_folder);
        data.WriteSpec(SmallData.ShortTraining);

        PicieOutcome list = (await _folder.PicieAsync("runs", "list", "--json")).ShouldEndWith(0);
        PicieOutcome plan = (await _folder.PicieAsync("run", data.Spec, "--plan", "--json")).ShouldEndWith(0);
        (await _folder.PicieAsync("runs", "show", "nothing", "--json")).ShouldEndWith(4);
        await _folder.PicieAsync("doctor", "--json");

        list.Json.GetProperty("runs").GetArrayLength().ShouldBe(0);
        plan.Json.GetProperty("stages").GetArrayLength().ShouldBeGreaterThan(0);
        Directory.Exists(_folder.Home).ShouldBeFalse();
    }

    [Fact]
    public async Task A_home_that_is_renamed_while_a_run_works_ends_the_work_and_nothing_is_scattered()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "an open folder can be renamed");
        SmallData data = SmallData.In(_folder);
        data.WriteSpec(SmallData.ShortTraining.Replace("epochs: 1", "epochs: 2000", StringComparison.Ordinal));
        using WorkingPicie picie = WorkingPicie.Start(_folder, data.Spec);
        await picie.UntilSaidAsync("train · small · seed 1: started");

        Directory.Move(_folder.Home, _folder["moved"]);
        PicieOutcome outcome = await picie.EndAsync();

        outcome.ShouldEndWith(3).ShouldSay("was renamed, removed or replaced", "Set PICIE_HOME to where the folder is now");
        Directory.Exists(_folder.Home).ShouldBeFalse();
        Dictionary<string, string> moved = new() { ["PICIE_HOME"] = _folder["moved"] };
        data.WriteSpec(SmallData.ShortTraining);
        (await _folder.PicieAsync(moved, "run", data.Spec, "--set", "name=shorter", "--json")).ShouldEndWith(0);
    }

    [Fact]
    public async Task Two_homes_with_one_store_both_finish_and_share_no_place()
    {
        SmallData data = SmallData.In(_folder);
        data.WriteSpec(SmallData.ShortTraining);
        string store = _folder["store"];
        string[] paths = new string[2];
        for (int home = 0; home < 2; home++)
        {
            Dictionary<string, string> variables = new() { ["PICIE_HOME"] = _folder[$"home-{home}"], ["PICIE_ARTIFACTS"] = store };
            PicieOutcome outcome = (await _folder.PicieAsync(variables, "run", data.Spec, "--json")).ShouldEndWith(0);
            paths[home] = outcome.Json.GetProperty("runs")[0].GetProperty("artifacts").GetProperty("weights").GetString()!;
        }

        paths[1].ShouldNotBe(paths[0]);
        paths.ShouldAllBe(path => path.StartsWith(store, StringComparison.Ordinal) && File.Exists(path));
    }

    [Fact]
    public async Task A_flipped_byte_is_found_by_doctor_verify_and_named()
    {
        SmallData data = SmallData.In(_folder);
        data.WriteSpec(SmallData.ShortTraining);
        PicieOutcome made = (await _folder.PicieAsync("run", data.Spec, "--json")).ShouldEndWith(0);
        (await _folder.PicieAsync("doctor", "--verify", "--json")).ShouldEndWith(0);
        string weights = made.Json.GetProperty("runs")[0].GetProperty("artifacts").GetProperty("weights").GetString()!;
        byte[] bytes = File.ReadAllBytes(weights);
        bytes[^1] ^= 1;
        File.WriteAllBytes(weights, bytes);

        PicieOutcome verified = (await _folder.PicieAsync("doctor", "--verify")).ShouldEndWith(3);

        verified.Out.ShouldContain($"the file {Path.GetFileName(weights)} has another content");
        verified.Out.ShouldContain("train · small · seed 1");
    }
}
