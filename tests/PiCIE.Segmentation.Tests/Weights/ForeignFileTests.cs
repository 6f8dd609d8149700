using System.IO.Compression;
using System.Text;
using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Tests.Weights;

/// <summary>What is said of files that are no weights.</summary>
public sealed class ForeignFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("picie-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("<!DOCTYPE html><html>not found</html>", "is a web page")]
    [InlineData("\n  <html>", "is a web page")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:", "git lfs pull")]
    [InlineData("weights", "is of no known weights format")]
    public void A_text_says_what_it_is(string content, string words) => Refusal(Encoding.UTF8.GetBytes(content)).ShouldContain(words);

    [Fact]
    public void A_pickle_that_torch_did_not_write_says_so() => Refusal([0x80, 4, 0x95, 0, 0, 0, 0, 0, 0, 0, 0, (byte)'}', (byte)'.']).ShouldContain("is a pickle that torch.save did not write");

    [Fact]
    public void A_compressed_file_is_to_be_unpacked() => Refusal([0x1f, 0x8b, 8, 0]).ShouldContain("unpack it first");

    [Theory]
    [InlineData("notes.txt", "without data.pkl")]
    [InlineData("inner/weights.pth", "holds inner/weights.pth; unpack it")]
    public void A_zip_that_is_no_weights_file_says_what_it_holds(string member, string words) => Refusal(Zip(member)).ShouldContain(words);

    [Fact]
    public void A_program_of_TorchScript_is_told_to_save_its_weights() => Refusal(Zip("net/data.pkl", "net/code/model.py")).ShouldContain("TorchScript");

    [Fact]
    public void A_safetensors_file_whose_header_would_be_huge_is_damaged() =>
        Refusal([255, 255, 255, 255, 255, 255, 255, 127, (byte)'{', (byte)'}']).ShouldContain("its header would be");

    [Fact]
    public void A_folder_is_told_to_name_its_file() => Should.Throw<WeightsException>(() => WeightsFile.Read(_folder)).Message.ShouldContain("is a folder");

    private string Refusal(byte[] content)
    {
        string path = Path.Combine(_folder, "weights.pth");
        File.WriteAllBytes(path, content);
        string message = Should.Throw<WeightsException>(() => WeightsFile.Read(path)).Message;
        message.ShouldContain(path);
        return message;
    }

    private static byte[] Zip(params string[] members)
    {
        using MemoryStream file = new();
        using (ZipArchive archive = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string member in members)
            {
                using Stream entry = archive.CreateEntry(member, CompressionLevel.NoCompression).Open();
                entry.Write("N."u8);
            }
        }

        return file.ToArray();
    }
}
