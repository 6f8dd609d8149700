using PiCIE.Segmentation.Images;
using PiCIE.Segmentation.Packs;

namespace PiCIE.Segmentation.Tests.Packs;

public sealed class PackTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("picie-packs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Pack => Path.Combine(_folder, "test.pack");

    [Fact]
    public void Raw_records_are_read_back_with_their_names()
    {
        byte[][] records = Write(PackPacking.Raw, 5);
        using PackReader reader = PackReader.Open(Pack);
        reader.Format.ShouldBe(PackFormat.Photographs(PackKind.Base, 16));
        reader.Names.ShouldBe(["p0", "p1", "p2", "p3", "p4"]);
        for (int i = 0; i < 5; i++)
        {
            reader.Record(i).SequenceEqual(records[i]).ShouldBeTrue();
        }
    }

    [Fact]
    public void Jpeg_records_are_close_and_smaller()
    {
        Write(PackPacking.Raw, 4);
        long raw = new FileInfo(Pack).Length;
        byte[][] records = Write(PackPacking.Jpeg, 4);
        new FileInfo(Pack).Length.ShouldBeLessThan(raw);
        using PackReader reader = PackReader.Open(Pack);
        byte[] decoded = reader.Record(2).ToArray();
        decoded.Zip(records[2], (a, b) => Math.Abs(a - b)).Average().ShouldBeLessThan(12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Labels_are_read_back(int bytes)
    {
        using (PackWriter writer = new(Pack, PackFormat.Labels(2, bytes)))
        {
            writer.Add("a", bytes == 1 ? [0, 7, 255, 3] : [0, 0, 7, 0, 255, 0, 0xE8, 3]);
            writer.Complete();
        }

        using PackReader reader = PackReader.Open(Pack);
        ushort[] ids = new ushort[4];
        reader.ReadLabels(0, ids);
        ids.ShouldBe([0, 7, 255, bytes == 1 ? (ushort)3 : (ushort)1000]);
    }

    [Fact]
    public void A_newer_version_is_refused_by_name()
    {
        Write(PackPacking.Raw, 1);
        Change(8, 2);
        Should.Throw<ImageException>(() => PackReader.Open(Pack)).Message.ShouldContain("test.pack is a pack of format version 2; this program reads version 1");
    }

    [Fact]
    public void Another_file_is_no_pack()
    {
        File.WriteAllText(Pack, new string('x', 100));
        Should.Throw<ImageException>(() => PackReader.Open(Pack)).Message.ShouldContain("no pack");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(800)]
    public void A_cut_pack_is_refused(int lost)
    {
        Write(PackPacking.Raw, 3);
        File.WriteAllBytes(Pack, File.ReadAllBytes(Pack)[..^lost]);
        Should.Throw<ImageException>(() => PackReader.Open(Pack)).Message.ShouldContain("cut off or damaged");
    }

    [Fact]
    public void An_offset_outside_the_file_is_refused()
    {
        Write(PackPacking.Raw, 1);
        Change((int)new FileInfo(Pack).Length - 18 + 6, 1);
        Should.Throw<ImageException>(() => PackReader.Open(Pack)).Message.ShouldContain("damaged");
    }

    [Fact]
    public void An_unfinished_pack_leaves_nothing()
    {
        using (PackWriter writer = new(Pack, PackFormat.Photographs(PackKind.Base, 16)))
        {
            writer.Add("a", new byte[768]);
        }

        Directory.EnumerateFileSystemEntries(_folder).ShouldBeEmpty();
    }

    /// <summary>What is left to the end is flushed in one call, in which nobody hears of the work.</summary>
    [Fact]
    public void Records_go_to_the_disk_on_the_way_not_all_at_the_end()
    {
        const int Side = 2048;
        byte[] record = new byte[3 * Side * Side];
        int records = (int)(PackWriter.FlushBytes / record.Length) + 1;
        using PackWriter writer = new(Pack, PackFormat.Photographs(PackKind.Base, Side));
        for (int i = 1; i < records; i++)
        {
            writer.Add($"p{i}", record);
            writer.UnflushedBytes.ShouldBe((long)i * record.Length);
        }

        writer.Add("last", record);
        writer.UnflushedBytes.ShouldBe(0);
    }

    [Fact]
    public void A_record_of_another_size_is_refused()
    {
        using PackWriter writer = new(Pack, PackFormat.Photographs(PackKind.Base, 16));
        Should.Throw<ArgumentException>(() => writer.Add("a", new byte[767]));
    }

    private byte[][] Write(PackPacking packing, int count)
    {
        byte[][] records = new byte[count][];
        using PackWriter writer = new(Pack, PackFormat.Photographs(PackKind.Base, 16, packing));
        for (int i = 0; i < count; i++)
        {
            records[i] = [.. Enumerable.Range(0, 768).Select(j => (byte)((j / 48 * 12) + (i * 9) + (j % 3)))];
            writer.Add($"p{i}", records[i]);
        }

        writer.Complete();
        return records;
    }

    private void Change(int offset, byte value)
    {
        byte[] file = File.ReadAllBytes(Pack);
        file[offset] = value;
        File.WriteAllBytes(Pack, file);
    }
}
