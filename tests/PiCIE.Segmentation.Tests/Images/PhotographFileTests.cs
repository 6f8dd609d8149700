using PiCIE.Segmentation.Images;
using SkiaSharp;

namespace PiCIE.Segmentation.Tests.Images;

public sealed class PhotographFileTests : IDisposable
{
    /// <summary>16×16 pixels without cyan and black, as Pillow writes a picture in CMYK.</summary>
    private const string CmykJpeg =
        "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwANCQoLCggNCwoLDg4NDxMgFRMSEhMnHB4XIC4pMTAuKS0sMzpKPjM2RjcsLUBXQUZMTlJTUjI+WmFaUGBKUVJP/8AAFAgAEAAQ"
        + "BEMRAE0RAFkRAEsRAP/EABUAAQEAAAAAAAAAAAAAAAAAAAAH/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAA4EQwBNAFkASwAAPwCnJgmCnAAAAP/Z";

    private readonly string _folder = Directory.CreateTempSubdirectory("picie-photographs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_cut_jpeg_is_refused_by_name()
    {
        string path = Jpeg("cut.jpg", SKColorType.Rgba8888);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..2000]);
        Should.Throw<ImageException>(() => PhotographFile.Read(path)).Message.ShouldContain("cut.jpg is cut off");
    }

    [Fact]
    public void A_text_is_no_photograph()
    {
        string path = Path.Combine(_folder, "text.jpg");
        File.WriteAllText(path, "not a photograph");
        Should.Throw<ImageException>(() => PhotographFile.Read(path)).Message.ShouldContain("text.jpg is no photograph");
    }

    [Theory]
    [InlineData("FFD8FFE000104A464946", "is a JPEG file that is cut off")]
    [InlineData("89504E470D0A1A0A0000", "is a PNG file that is cut off")]
    [InlineData("49492A0008000000", "is a TIFF file; JPEG, PNG, WebP and BMP are read. Convert it.")]
    [InlineData("00000018667479706865696300000000", "is a HEIC file")]
    [InlineData("00000018667479706176696600000000", "is an AVIF file")]
    [InlineData("FF0A00000000", "is a JPEG XL file")]
    [InlineData("3C68746D6C3E", "is a web page or another text")]
    [InlineData("00", "is no photograph that can be read")]
    public void A_file_that_cannot_be_read_is_called_what_it_is(string bytes, string said)
    {
        string path = Path.Combine(_folder, "foreign.jpg");
        File.WriteAllBytes(path, Convert.FromHexString(bytes));
        Should.Throw<ImageException>(() => PhotographFile.Read(path)).Message.ShouldContain($"foreign.jpg {said}");
        Should.Throw<ImageException>(() => PhotographFile.ReadHeader(path)).Message.ShouldContain($"foreign.jpg {said}");
    }

    /// <summary>The chunk stands before or behind the pixels, in either order of bytes; one that is broken says nothing.</summary>
    [Theory]
    [InlineData("4D4D002A00000008000101120003000000010006000000000000", true, 6)]
    [InlineData("49492A000800000001001201030001000000080000000000000000", false, 8)]
    [InlineData("4D4D002A00000008000101120003000000010009000000000000", true, 1)]
    [InlineData("4D4D002AFFFFFFF0", true, 1)]
    [InlineData("4D4D002A00000008FFFF", false, 1)]
    [InlineData("00", true, 1)]
    public void A_png_stands_upright_by_its_own_chunk(string exif, bool before, int orientation)
    {
        string path = Path.Combine(_folder, "turned.png");
        PngFile.WriteRgb(path, new RgbImage(3, 2, new byte[18]));
        byte[] file = File.ReadAllBytes(path), content = Convert.FromHexString(exif), chunk = new byte[content.Length + 12];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        "eXIf"u8.CopyTo(chunk.AsSpan(4));
        content.CopyTo(chunk, 8);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + content.Length), PngCrc.Of("eXIf"u8, content));
        int at = before ? 33 : file.Length - 12;
        File.WriteAllBytes(path, [.. file[..at], .. chunk, .. file[at..]]);

        PhotographFile.ReadHeader(path).ShouldBe(new PhotographHeader(3, 2, (ExifOrientation)orientation));
        PhotographFile.Read(path).Width.ShouldBe(orientation >= 5 ? 2 : 3);
    }

    [Fact]
    public void An_empty_file_is_called_empty()
    {
        string path = Path.Combine(_folder, "empty.jpg");
        File.WriteAllBytes(path, []);
        Should.Throw<ImageException>(() => PhotographFile.Read(path)).Message.ShouldContain("empty.jpg is empty");
    }

    [Fact]
    public void A_link_to_itself_is_a_matter_of_that_file()
    {
        string path = Path.Combine(_folder, "ring.jpg");
        File.CreateSymbolicLink(path, path);
        Should.Throw<ImageException>(() => PhotographFile.Read(path)).Message.ShouldContain("ring.jpg");
        Should.Throw<ImageException>(() => PhotographFile.ReadHeader(path)).Message.ShouldContain("ring.jpg");
    }

    [Fact]
    public void A_pipe_is_no_photograph_and_not_waited_for()
    {
        string path = NamedPipe.At(Path.Combine(_folder, "pipe.png"));
        Should.Throw<ImageException>(() => PhotographFile.Read(path)).Message.ShouldContain("pipe.png is a named pipe, not a file");
        Should.Throw<ImageException>(() => PhotographFile.ReadHeader(path)).Message.ShouldContain("pipe.png is a named pipe, not a file");
    }

    [Fact]
    public void A_photograph_for_printing_is_read_as_colours()
    {
        RgbImage image = PhotographFile.Decode(Convert.FromBase64String(CmykJpeg), "print.jpg");
        (image.Width, image.Height).ShouldBe((16, 16));
        (byte red, byte green, byte blue) = At(image, "TL");
        (red > 200, green < 60, blue < 60).ShouldBe((true, true, true), $"{red}, {green}, {blue}");
    }

    [Fact]
    public void The_content_counts_and_not_the_ending()
    {
        string path = Path.Combine(_folder, "webp.jpg");
        using SKBitmap bitmap = new(new SKImageInfo(96, 64, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Webp, 90);
        File.WriteAllBytes(path, data.ToArray());
        PhotographFile.Read(path).Width.ShouldBe(96);
        File.WriteAllBytes(path, data.ToArray()[..^20]);
        Should.Throw<ImageException>(() => PhotographFile.Read(path)).Message.ShouldContain("webp.jpg");
    }

    [Fact]
    public void A_missing_photograph_is_named() =>
        Should.Throw<ImageException>(() => PhotographFile.Read(Path.Combine(_folder, "none.jpg"))).Message.ShouldContain("none.jpg");

    [Fact]
    public void A_grey_photograph_has_three_equal_channels()
    {
        byte[] pixels = PhotographFile.Read(Jpeg("grey.jpg", SKColorType.Gray8)).Pixels;
        for (int i = 0; i < pixels.Length; i += 3)
        {
            (pixels[i + 1], pixels[i + 2]).ShouldBe((pixels[i], pixels[i]));
        }
    }

    /// <summary>Where the corners of the stored pixels lie in the upright photograph: top left, top right, bottom left (EXIF 2.32, table 6).</summary>
    [Theory]
    [InlineData(1, 96, 64, "TL TR BL")]
    [InlineData(2, 96, 64, "TR TL BR")]
    [InlineData(3, 96, 64, "BR BL TR")]
    [InlineData(4, 96, 64, "BL BR TL")]
    [InlineData(5, 64, 96, "TL BL TR")]
    [InlineData(6, 64, 96, "TR BR TL")]
    [InlineData(7, 64, 96, "BR TR BL")]
    [InlineData(8, 64, 96, "BL TL BR")]
    public void A_photograph_stands_upright_whatever_its_orientation(int orientation, int width, int height, string corners)
    {
        string path = Jpeg("turned.jpg", SKColorType.Rgba8888);
        RgbImage plain = PhotographFile.Read(path);
        Turn(path, orientation);
        RgbImage upright = PhotographFile.Read(path);
        (upright.Width, upright.Height).ShouldBe((width, height));
        string[] places = corners.Split(' ');
        At(upright, places[0]).ShouldBe(At(plain, "TL"));
        At(upright, places[1]).ShouldBe(At(plain, "TR"));
        At(upright, places[2]).ShouldBe(At(plain, "BL"));
    }

    [Fact]
    public void The_header_gives_upright_and_stored_size()
    {
        string path = Jpeg("turned.jpg", SKColorType.Rgba8888);
        Turn(path, 6);
        PhotographHeader header = PhotographFile.ReadHeader(path);
        header.ShouldBe(new PhotographHeader(96, 64, ExifOrientation.QuarterClockwise));
        (header.Width, header.Height).ShouldBe((64, 96));
    }

    [Fact]
    public void Labels_of_the_stored_pixels_are_told_by_the_orientation()
    {
        PhotographHeader header = new(48, 32, ExifOrientation.QuarterClockwise);
        header.ComplaintOf("p.jpg", new LabelImage(32, 48, new ushort[48 * 32]), "p.png").ShouldBeNull();
        header.ComplaintOf("p.jpg", new LabelImage(48, 32, new ushort[48 * 32]), "p.png").ShouldBe(
            "The label image p.png is 48×32, its photograph p.jpg 32×48, turned upright by its EXIF orientation 6 (48×32 as stored). "
            + "The labels were made on the stored pixels: turn them, or take the orientation out of the photograph.");
    }

    [Theory]
    [InlineData(1, 96)]
    [InlineData(6, 64)]
    [InlineData(8, 64)]
    [InlineData(9, 96)]
    [InlineData(65_542, 96)]
    public void An_orientation_may_be_written_as_a_long_number(int orientation, int width)
    {
        string path = Jpeg("turned.jpg", SKColorType.Rgba8888);
        Turn(path, orientation, asLong: true);

        PhotographFile.Read(path).Width.ShouldBe(width);
        PhotographFile.ReadHeader(path).Width.ShouldBe(width);
    }

    private static void Turn(string path, int orientation, bool asLong = false)
    {
        byte[] value = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(value, asLong ? orientation : orientation << 16);
        byte[] rotation =
        [
            0xFF, 0xE1, 0, 34, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0, (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8,
            0, 1, 0x01, 0x12, 0, (byte)(asLong ? 4 : 3), 0, 0, 0, 1, .. value, 0, 0, 0, 0,
        ];
        byte[] file = File.ReadAllBytes(path);
        File.WriteAllBytes(path, [.. file[..2], .. rotation, .. file[2..]]);
    }

    private static (byte Red, byte Green, byte Blue) At(RgbImage image, string corner)
    {
        int x = corner[1] == 'L' ? 0 : image.Width - 1, y = corner[0] == 'T' ? 0 : image.Height - 1;
        int place = 3 * ((y * image.Width) + x);
        return (image.Pixels[place], image.Pixels[place + 1], image.Pixels[place + 2]);
    }

    private string Jpeg(string name, SKColorType type)
    {
        string path = Path.Combine(_folder, name);
        using SKBitmap bitmap = new(new SKImageInfo(96, 64, type, SKAlphaType.Opaque));
        new Random(1).NextBytes(bitmap.GetPixelSpan());
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        File.WriteAllBytes(path, data.ToArray());
        return path;
    }
}
