using PiCIE.Segmentation.Images;
using SkiaSharp;

namespace PiCIE.Segmentation.Tests.Images;

public sealed class PhotographFileTests : IDisposable
{
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

    [Fact]
    public void Rotation_in_the_metadata_is_not_applied()
    {
        string path = Jpeg("turned.jpg", SKColorType.Rgba8888);
        RgbImage plain = PhotographFile.Read(path);
        byte[] rotation =
        [
            0xFF, 0xE1, 0, 34, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0, (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8,
            0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0,
        ];
        byte[] file = File.ReadAllBytes(path);
        File.WriteAllBytes(path, [.. file[..2], .. rotation, .. file[2..]]);
        using (SKCodec codec = SKCodec.Create(path))
        {
            codec.EncodedOrigin.ShouldBe(SKEncodedOrigin.RightTop);
        }

        RgbImage turned = PhotographFile.Read(path);
        (turned.Width, turned.Height).ShouldBe((plain.Width, plain.Height));
        turned.Pixels.ShouldBe(plain.Pixels);
        PhotographFile.ReadSize(path).ShouldBe((96, 64));
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
