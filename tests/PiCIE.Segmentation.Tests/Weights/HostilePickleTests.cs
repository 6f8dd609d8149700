using System.IO.Compression;
using System.Text;
using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Tests.Weights;

/// <summary>A pickle is a program. None of these may run, and each is refused by the name that it asks for.</summary>
public sealed class HostilePickleTests
{
    [Theory]
    [InlineData("os", "system")]
    [InlineData("posix", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("builtins", "getattr")]
    [InlineData("subprocess", "Popen")]
    [InlineData("my.module", "function")]
    [InlineData("collections", "namedtuple")]
    [InlineData("torch", "load")]
    public void A_name_that_no_weights_file_needs_is_refused_by_name(string module, string name)
    {
        string marker = Path.Combine(Path.GetTempPath(), $"picie-{Guid.NewGuid():N}");
        string message = Refuse([.. Global(module, name), .. Text($"touch {marker}"), 0x85, (byte)'R', (byte)'.']);
        message.ShouldContain($"'{module}.{name}'");
        File.Exists(marker).ShouldBeFalse();
    }

    [Fact]
    public void A_name_that_is_put_on_the_stack_as_two_texts_is_refused_alike() =>
        Refuse([.. Text("posix"), .. Text("system"), 0x93, (byte)'.']).ShouldContain("'posix.system'");

    [Fact]
    public void An_allowed_name_cannot_be_called_with_something_else() =>
        Refuse([.. Global("torch._utils", "_rebuild_tensor_v2"), .. Text("x"), 0x85, (byte)'R', (byte)'.']).ShouldContain("damaged");

    [Theory]
    [InlineData('i')]
    [InlineData('o')]
    [InlineData('\u0082')]
    [InlineData('\u0098')]
    public void An_instruction_that_no_weights_file_needs_is_refused(char instruction) =>
        Refuse([(byte)instruction, (byte)'.']).ShouldContain($"0x{(int)instruction:x2}");

    [Fact]
    public void A_list_that_many_calls_copy_fills_no_memory()
    {
        // One list of a hundred thousand pairs, remembered, and a hundred dictionaries of it.
        List<byte> instructions = [(byte)']', (byte)'q', 0, (byte)'('];
        instructions.AddRange(Enumerable.Repeat<byte[]>([(byte)'N', (byte)'N', 0x86], 100_000).SelectMany(pair => pair));
        instructions.AddRange([(byte)'e', .. Enumerable.Repeat<byte[]>([.. Global("collections", "OrderedDict"), (byte)'h', 0, 0x85, (byte)'R', (byte)'0'], 100).SelectMany(call => call)]);
        Refuse([.. instructions, (byte)'.']).ShouldContain("damaged");
    }

    [Fact]
    public void A_small_storage_seen_as_a_huge_tensor_fills_no_memory()
    {
        TorchArchive archive = new TorchArchive().Dictionary(("a", it => it.TensorOf([2_000_000_000], [0], 0, 1)));
        Should.Throw<WeightsException>(() => PyTorchFile.Parse(archive.Zip(), "evil.pth")).Message.ShouldContain("at most");
    }

    [Fact]
    public void A_text_of_absurd_length_is_refused() => Refuse([(byte)'X', 255, 255, 255, 127, (byte)'.']).ShouldContain("damaged");

    [Fact]
    public void A_pickle_that_never_ends_is_refused() => Refuse([(byte)'N']).ShouldContain("damaged");

    private static string Refuse(byte[] instructions) =>
        Should.Throw<WeightsException>(() => PyTorchFile.Parse(Archive([0x80, 2, .. instructions]), "evil.pth")).Message;

    private static byte[] Archive(byte[] pickle)
    {
        using MemoryStream file = new();
        using (ZipArchive archive = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = archive.CreateEntry("evil/data.pkl", CompressionLevel.NoCompression).Open();
            entry.Write(pickle);
        }
        return file.ToArray();
    }

    private static byte[] Global(string module, string name) => [(byte)'c', .. Encoding.ASCII.GetBytes($"{module}\n{name}\n")];

    private static byte[] Text(string text) => [(byte)'X', .. BitConverter.GetBytes(text.Length), .. Encoding.ASCII.GetBytes(text)];
}
