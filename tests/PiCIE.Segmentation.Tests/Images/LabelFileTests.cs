using System.Buffers.Binary;
using System.IO.Compression;
using PiCIE.Segmentation.Images;
using SkiaSharp;

namespace PiCIE.Segmentation.Tests.Images;

public sealed class LabelFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("picie-labels-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(4, 16)]
    [InlineData(8, 256)]
    public void Palette_images_give_the_index_not_the_colour(int bits, int colours)
    {
        int[] ids = Ids(23, 9, colours);
        string file = Palette(23, 9, bits, ids);
        LabelFile.Read(file).Ids.Select(id => (int)id).ShouldBe(ids);
    }

    [Fact]
    public void Every_row_filter_is_undone()
    {
        int[] ids = Ids(31, 25, 256);
        string file = Write("filters.png", 31, 25, 8, PngFile.GreyType, Filtered(31, 25, ids));
        LabelFile.Read(file).Ids.Select(id => (int)id).ShouldBe(ids);
    }

    [Fact]
    public void Written_ids_are_read_back()
    {
        byte[] ids = Ids(40, 17, 256).Select(id => (byte)id).ToArray();
        string path = Path.Combine(_folder, "ids.png");
        PngFile.WriteIds(path, 40, 17, ids);
        LabelImage read = LabelFile.Read(path);
        read.Ids.Select(id => (byte)id).ShouldBe(ids);
        (read.Width, read.Height).ShouldBe((40, 17));
    }

    [Fact]
    public void Written_photographs_are_read_back_by_another_codec()
    {
        byte[] pixels = new byte[3 * 33 * 21];
        new Random(5).NextBytes(pixels);
        string path = Path.Combine(_folder, "photograph.png");
        PngFile.WriteRgb(path, new RgbImage(33, 21, pixels));
        PhotographFile.Read(path).Pixels.ShouldBe(pixels);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void Grey_of_any_depth_gives_the_stored_value(int bits)
    {
        int[] ids = Ids(23, 9, 1 << bits);
        Read(Write("grey.png", 23, 9, bits, PngFile.GreyType, Rows(23, 9, bits, ids, (0, 0, 1, 1)))).ShouldBe(ids);
    }

    [Theory]
    [InlineData(1, 1, 8)]
    [InlineData(23, 9, 8)]
    [InlineData(23, 9, 16)]
    [InlineData(23, 9, 4)]
    [InlineData(5, 3, 1)]
    [InlineData(8, 1, 2)]
    [InlineData(1, 8, 8)]
    public void An_interlaced_image_is_put_together(int width, int height, int bits)
    {
        int[] ids = Ids(width, height, 1 << bits);
        (int, int, int, int)[] passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];
        byte[] rows = [.. passes.SelectMany(pass => Rows(width, height, bits, ids, pass))];
        Read(Write("interlaced.png", width, height, bits, PngFile.GreyType, rows, interlaced: 1)).ShouldBe(ids);
    }

    [Fact]
    public void Row_filters_of_16_bits_look_two_bytes_to_the_left()
    {
        // One row with filter 1: 0x0102, then 0x0102 + 0x0304.
        Read(Write("wide.png", 2, 1, 16, PngFile.GreyType, [1, 0x01, 0x02, 0x03, 0x04])).ShouldBe([0x0102, 0x0406]);
    }

    [Fact]
    public void A_palette_of_16_bits_is_refused() =>
        Should.Throw<ImageException>(() => LabelFile.Read(Write("deep.png", 1, 1, 16, PngFile.PaletteType, [0, 0, 0], palette: 0)))
            .Message.ShouldContain("deep.png is palette with 16 bits");

    [Fact]
    public void A_colour_image_is_refused()
    {
        string path = Path.Combine(_folder, "colour.png");
        PngFile.WriteRgb(path, new RgbImage(4, 4, new byte[48]));
        Should.Throw<ImageException>(() => LabelFile.Read(path)).Message.ShouldContain("colour.png is RGB with 8 bits");
    }

    [Fact]
    public void An_image_with_transparency_is_refused()
    {
        string path = Path.Combine(_folder, "clear.png");
        using SKBitmap bitmap = new(new SKImageInfo(8, 8, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(path, data.ToArray());
        Should.Throw<ImageException>(() => LabelFile.Read(path)).Message.ShouldContain("clear.png is RGB with alpha with 8 bits");
    }

    [Fact]
    public void An_empty_file_is_called_empty()
    {
        string path = Path.Combine(_folder, "empty.png");
        File.WriteAllBytes(path, []);
        Should.Throw<ImageException>(() => LabelFile.Read(path)).Message.ShouldContain("empty.png is empty");
    }

    [Fact]
    public void A_jpeg_is_refused()
    {
        string path = Path.Combine(_folder, "label.jpg");
        using (SKBitmap bitmap = new(8, 8))
        using (SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90))
        {
            File.WriteAllBytes(path, data.ToArray());
        }

        Should.Throw<ImageException>(() => LabelFile.Read(path)).Message.ShouldContain("no PNG");
    }

    [Fact]
    public void A_huge_header_is_refused_before_anything_is_unpacked()
    {
        string path = Write("huge.png", 60_000, 60_000, 8, PngFile.GreyType, new byte[10]);
        Should.Throw<ImageException>(() => LabelFile.Read(path)).Message.ShouldContain("60000×60000");
        Should.Throw<ImageException>(() => PhotographFile.Read(path)).Message.ShouldContain("60000×60000");
    }

    [Theory]
    [InlineData(12)]
    [InlineData(30)]
    [InlineData(60)]
    public void A_cut_file_is_refused(int lost)
    {
        string path = Path.Combine(_folder, "cut.png");
        PngFile.WriteIds(path, 40, 17, Ids(40, 17, 256).Select(id => (byte)id).ToArray());
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^lost]);
        Should.Throw<ImageException>(() => LabelFile.Read(path)).Message.ShouldContain("cut.png is cut off");
    }

    [Fact]
    public void Too_few_rows_are_refused()
    {
        string path = Write("short.png", 10, 10, 8, PngFile.GreyType, new byte[11 * 9]);
        Should.Throw<ImageException>(() => LabelFile.Read(path)).Message.ShouldContain("cut off or damaged");
    }

    [Fact]
    public void A_changed_bit_is_noticed()
    {
        string path = Path.Combine(_folder, "bit.png");
        PngFile.WriteIds(path, 40, 17, Ids(40, 17, 256).Select(id => (byte)id).ToArray());
        byte[] file = File.ReadAllBytes(path);
        file[60] ^= 16;
        File.WriteAllBytes(path, file);
        Should.Throw<ImageException>(() => LabelFile.Read(path)).Message.ShouldContain("damaged");
    }

    private static int[] Read(string path) => [.. LabelFile.Read(path).Ids.Select(id => (int)id)];

    /// <summary>The rows of a pass: of every Right-th pixel from Left on in every Down-th row from Top on, without filters.</summary>
    private static byte[] Rows(int width, int height, int bits, int[] ids, (int Left, int Top, int Right, int Down) pass)
    {
        List<byte> rows = [];
        for (int y = pass.Top; y < height && pass.Left < width; y += pass.Down)
        {
            List<bool> row = [];
            for (int x = pass.Left; x < width; x += pass.Right)
            {
                row.AddRange(Enumerable.Range(1, bits).Select(bit => ((ids[(y * width) + x] >> (bits - bit)) & 1) == 1));
            }

            rows.Add(0);
            rows.AddRange(row.Chunk(8).Select(bits => (byte)bits.Select((bit, place) => bit ? 128 >> place : 0).Sum()));
        }

        return [.. rows];
    }

    private static int[] Ids(int width, int height, int below)
    {
        Random random = new(3);
        return [.. Enumerable.Range(0, width * height).Select(_ => random.Next(below))];
    }

    private string Palette(int width, int height, int bits, int[] ids)
    {
        int rowBytes = ((width * bits) + 7) / 8;
        byte[] rows = new byte[(rowBytes + 1) * height];
        for (int i = 0; i < ids.Length; i++)
        {
            (int x, int y) = (i % width, i / width);
            rows[(y * (rowBytes + 1)) + 1 + (x * bits / 8)] |= (byte)(ids[i] << (8 - bits - (x * bits % 8)));
        }

        return Write($"palette{bits}.png", width, height, bits, PngFile.PaletteType, rows);
    }

    /// <summary>Rows 0, 1, 2 … with filters 0, 1, 2, 3, 4, 0 …, by the definition of each filter.</summary>
    private static byte[] Filtered(int width, int height, int[] ids)
    {
        int At(int x, int y) => x < 0 || y < 0 ? 0 : ids[(y * width) + x];
        byte[] rows = new byte[(width + 1) * height];
        for (int y = 0; y < height; y++)
        {
            rows[y * (width + 1)] = (byte)(y % 5);
            for (int x = 0; x < width; x++)
            {
                int left = At(x - 1, y), above = At(x, y - 1), corner = At(x - 1, y - 1);
                int guess = left + above - corner;
                int paeth = new[] { left, above, corner }.MinBy(value => Math.Abs(guess - value));
                int prediction = (y % 5) switch { 1 => left, 2 => above, 3 => (left + above) / 2, 4 => paeth, _ => 0 };
                rows[(y * (width + 1)) + 1 + x] = (byte)(At(x, y) - prediction);
            }
        }

        return rows;
    }

    private string Write(string name, int width, int height, int bits, int colourType, byte[] rows, byte interlaced = 0, int? palette = null)
    {
        string path = Path.Combine(_folder, name);
        using FileStream file = File.Create(path);
        file.Write(PngFile.Signature);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)bits, (byte)colourType, interlaced);
        MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(rows);
        }

        Chunk(file, "IHDR"u8, header);
        if (colourType == PngFile.PaletteType)
        {
            Chunk(file, "PLTE"u8, [.. Enumerable.Range(0, palette ?? (3 << bits)).Select(i => (byte)(255 - (i * 7)))]);
        }

        Chunk(file, "IDAT"u8, packed.ToArray());
        Chunk(file, "IEND"u8, []);
        return path;
    }

    private static void Chunk(Stream file, ReadOnlySpan<byte> type, byte[] data)
    {
        byte[] number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, PngCrc.Of(type, data));
        file.Write(number);
    }
}
