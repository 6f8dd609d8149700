using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Layouts;
using PiCIE.Segmentation.Images;
using PiCIE.Segmentation.Packs;

namespace PiCIE.Segmentation.Tests.Packs;

public sealed class PhotographPackingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("picie-packing-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Packs_hold_the_split_in_its_order_each_cut_from_the_original(int threads)
    {
        List<ListedPhotograph> list = List(14);
        List<int> progress = [];
        PhotographPacking.Run(list, Plan(), threads, progress.Add);
        // After each photograph, and after each of the three packs is on the disk.
        progress.ShouldBe([.. Enumerable.Range(1, 14), 14, 14, 14]);
        using PackReader basePack = PackReader.Open(At("base.pack"));
        using PackReader evaluation = PackReader.Open(At("evaluation.pack"));
        using PackReader labels = PackReader.Open(At("labels.pack"));
        basePack.Names.ShouldBe(list.Select(photograph => photograph.Name));
        for (int i = 0; i < list.Count; i++)
        {
            RgbImage photograph = PhotographFile.Read(list[i].ImagePath);
            basePack.Record(i).SequenceEqual(Square(photograph, 32)).ShouldBeTrue();
            evaluation.Record(i).SequenceEqual(Square(photograph, 16)).ShouldBeTrue();
            LabelImage expected = PillowResize.CentreCrop(PillowResize.NearestShortSide(LabelFile.Read(list[i].LabelPath!), 16), 16);
            labels.Record(i).ToArray().Select(id => (ushort)id).ShouldBe(expected.Ids);
        }
    }

    [Fact]
    public void Jpeg_packing_keeps_the_labels_raw()
    {
        PhotographPacking.Run(List(4), Plan() with { Packing = PackPacking.Jpeg }, 2);
        using PackReader basePack = PackReader.Open(At("base.pack"));
        using PackReader labels = PackReader.Open(At("labels.pack"));
        basePack.Format.Packing.ShouldBe(PackPacking.Jpeg);
        labels.Format.Packing.ShouldBe(PackPacking.Raw);
        basePack.Record(3).Length.ShouldBe(3 * 32 * 32);
    }

    [Fact]
    public void A_cut_photograph_is_named()
    {
        List<ListedPhotograph> list = List(6);
        File.WriteAllBytes(list[4].ImagePath, File.ReadAllBytes(list[4].ImagePath)[..800]);
        Should.Throw<ImageException>(() => PhotographPacking.Run(list, Plan(), 3)).Message.ShouldContain("p4.png is cut off");
    }

    [Fact]
    public void An_empty_photograph_is_named()
    {
        List<ListedPhotograph> list = List(2);
        File.WriteAllBytes(list[1].ImagePath, []);
        Should.Throw<ImageException>(() => PhotographPacking.Run(list, Plan(), 2)).Message.ShouldContain("p1.png is empty");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_was_read_is_told_as_fingerprints_whatever_the_threads(int threads)
    {
        List<ListedPhotograph> list = List(14);
        PackedFingerprints read = PhotographPacking.Run(list, Plan() with { DataFolder = _folder }, threads);
        read.Photographs.ShouldBe(Fingerprint(list.Select(photograph => photograph.ImagePath)));
        read.Labels.ShouldBe(Fingerprint(list.Select(photograph => photograph.LabelPath!)));
        PhotographPacking.Run(list, Plan(), threads).ShouldBe(new PackedFingerprints(null, null));
    }

    [Fact]
    public void A_label_of_another_size_names_both()
    {
        List<ListedPhotograph> list = List(3);
        PngFile.WriteIds(list[1].LabelPath!, 20, 30, new byte[600]);
        string message = Should.Throw<ImageException>(() => PhotographPacking.Run(list, Plan(), 2)).Message;
        message.ShouldContain("p1.png is 20×30");
        message.ShouldContain("41×53");
        Directory.EnumerateFiles(_folder, "*.pack*").ShouldBeEmpty();
    }

    [Fact]
    public void A_raw_id_outside_the_table_names_file_value_and_count()
    {
        List<ListedPhotograph> list = List(3);
        byte[] ids = new byte[40 * 33];
        ids.AsSpan(0, 17).Fill(99);
        PngFile.WriteIds(list[0].LabelPath!, 40, 33, ids);
        Should.Throw<ImageException>(() => PhotographPacking.Run(list, Plan() with { Classes = ClassTable.BuiltIn("camvid-11") }, 2))
            .Message.ShouldContain("p0.png has the value 99 in 17 pixels, which the class table camvid-11 does not have");
    }

    [Fact]
    public void Ids_above_255_fit_the_pack_as_soon_as_one_label_image_has_16_bits()
    {
        List<ListedPhotograph> list = List(3);
        ushort[] ids = new ushort[41 * 53];
        ids.AsSpan().Fill(1000);
        PngFile.WriteIds(list[1].LabelPath!, 41, 53, ids);
        PhotographPacking.Run(list, Plan(), 2);
        using PackReader labels = PackReader.Open(At("labels.pack"));
        ushort[] wide = new ushort[16 * 16], narrow = new ushort[16 * 16];
        labels.ReadLabels(1, wide);
        labels.ReadLabels(0, narrow);
        labels.Format.SampleBytes.ShouldBe(2);
        wide.ShouldAllBe(id => id == 1000);
        narrow.ShouldBe(CentreSquare.Of(LabelFile.Read(list[0].LabelPath!), 16).Ids);
    }

    [Fact]
    public void A_strip_is_packed_by_its_middle()
    {
        ListedPhotograph strip = new("strip", At("strip.png"), null);
        byte[] pixels = new byte[3 * 2000];
        pixels.AsSpan(3 * 999, 6).Fill(90);
        PngFile.WriteRgb(strip.ImagePath, new RgbImage(1, 2000, pixels));
        PhotographPacking.Run([strip], new PackPlan { BasePath = At("base.pack"), BaseResolution = 640 }, 1);
        using PackReader basePack = PackReader.Open(At("base.pack"));
        basePack.Record(0).ToArray().ShouldAllBe(value => value == 90);
    }

    [Fact]
    public void A_photograph_without_label_is_named()
    {
        List<ListedPhotograph> list = List(2);
        Should.Throw<ImageException>(() => PhotographPacking.Run([list[0] with { LabelPath = null }, list[1]], Plan(), 1))
            .Message.ShouldContain("p0.png has no label image");
    }

    [Fact]
    public void Cancelling_leaves_nothing()
    {
        using CancellationTokenSource cancel = new();
        Should.Throw<OperationCanceledException>(() => PhotographPacking.Run(List(30), Plan(), 2, _ => cancel.Cancel(), cancel.Token));
        Directory.EnumerateFiles(_folder, "*.pack*").ShouldBeEmpty();
    }

    private string Fingerprint(IEnumerable<string> paths)
    {
        using ListFingerprint files = new();
        foreach ((string Path, byte[] Bytes) content in paths.Select(path => (Path: path, Bytes: File.ReadAllBytes(path))))
        {
            files.Add(Path.GetRelativePath(_folder, content.Path), content.Bytes.Length, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content.Bytes)));
        }

        return files.Value();
    }

    private string At(string name) => Path.Combine(_folder, name);

    private PackPlan Plan() => new()
    {
        BasePath = At("base.pack"),
        BaseResolution = 32,
        EvaluationPath = At("evaluation.pack"),
        LabelsPath = At("labels.pack"),
        Resolution = 16,
    };

    private List<ListedPhotograph> List(int count)
    {
        Random random = new(8);
        Directory.CreateDirectory(At("images"));
        Directory.CreateDirectory(At("labels"));
        List<ListedPhotograph> list = [];
        for (int i = 0; i < count; i++)
        {
            (int width, int height) = (40 + (i % 3), 33 + (i % 2 * 20));
            byte[] pixels = new byte[3 * width * height];
            byte[] ids = new byte[width * height];
            random.NextBytes(pixels);
            for (int n = 0; n < ids.Length; n++)
            {
                ids[n] = (byte)random.Next(12);
            }

            ListedPhotograph listed = new($"p{i}", At($"images/p{i}.png"), At($"labels/p{i}.png"));
            PngFile.WriteRgb(listed.ImagePath, new RgbImage(width, height, pixels));
            PngFile.WriteIds(listed.LabelPath!, width, height, ids);
            list.Add(listed);
        }

        return list;
    }

    private static byte[] Square(RgbImage photograph, int side) => PillowResize.CentreCrop(PillowResize.ShortSide(photograph, side), side).Pixels;
}
