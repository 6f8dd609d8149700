using PiCIE.Segmentation.Images;
using PiCIE.Segmentation.ToyScenes;

namespace PiCIE.Segmentation.Tests.ToyScenes;

public sealed class ToySceneWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("toy-scenes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_split_gets_its_photographs_labels_and_list()
    {
        ToySceneWriter.Write(_folder, new ToySceneCounts(3, 2), 48, 1);
        File.ReadAllLines(Path.Combine(_folder, "train.txt")).ShouldBe(["scene00000", "scene00001", "scene00002"]);
        File.ReadAllLines(Path.Combine(_folder, "val.txt")).ShouldBe(["scene00000", "scene00001"]);
        Directory.GetFiles(Path.Combine(_folder, "trainannot")).Length.ShouldBe(3);
        Directory.Exists(Path.Combine(_folder, "test")).ShouldBeFalse();
    }

    [Fact]
    public void What_is_written_reads_back_as_it_was_drawn()
    {
        ToySceneWriter.Write(_folder, new ToySceneCounts(2, 0), 48, 9);
        ToyScene drawn = ToyScene.Draw(9, 1, 72, 48);
        RgbImage photograph = PhotographFile.Read(Path.Combine(_folder, "train", "scene00001.png"));
        (photograph.Width, photograph.Height).ShouldBe((72, 48));
        photograph.Pixels.ShouldBe(drawn.Photograph);
        LabelFile.Read(Path.Combine(_folder, "trainannot", "scene00001.png")).Ids.Select(id => (byte)id).ShouldBe(drawn.Labels);
    }

    [Fact]
    public void No_scene_of_one_split_is_in_another()
    {
        ToySceneWriter.Write(_folder, new ToySceneCounts(1, 1, 1), 48, 1);
        IEnumerable<string> pictures = new[] { "train", "val", "test" }.Select(split => Convert.ToHexString(File.ReadAllBytes(Path.Combine(_folder, split, "scene00000.png"))));
        pictures.ShouldBeUnique();
    }

    [Fact]
    public void Progress_ends_with_all_scenes_and_can_stop_the_writing()
    {
        List<int> told = new();
        ToySceneWriter.Write(_folder, new ToySceneCounts(20, 3), 32, 1, told.Add);
        told.ShouldBe(told.Order());
        told[^1].ShouldBe(23);
        Should.Throw<OperationCanceledException>(() => ToySceneWriter.Write(_folder, new ToySceneCounts(20, 3), 32, 1, _ => throw new OperationCanceledException()));
    }
}
