using System.Buffers.Binary;
using System.Text;
using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Tests.Weights;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("picie-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_written_comes_back_with_its_order_and_texts()
    {
        NamedTensors written = new();
        written.Add("b", HostTensor.Of([1.5f, float.NaN, -0f], 3));
        written.Add("a", HostTensor.Of([7L]));
        written.Add("empty", HostTensor.Of(Array.Empty<float>(), 0, 3));
        written.Metadata["backbone"] = "resnet18 \"é\"";
        string path = Path.Combine(_folder, "x.safetensors");
        SafetensorsFile.Write(path, written);
        NamedTensors read = WeightsFile.Read(path);
        read.Names.ShouldBe(["b", "a", "empty"]);
        read.Metadata["backbone"].ShouldBe("resnet18 \"é\"");
        foreach ((string? name, HostTensor? tensor) in written)
        {
            read[name].Shape.ShouldBe(tensor.Shape);
            read[name].Type.ShouldBe(tensor.Type);
            read[name].Bytes.ToArray().ShouldBe(tensor.Bytes.ToArray());
        }
        Directory.GetFiles(_folder).ShouldBe([path]);
    }

    [Theory]
    [InlineData("""{"t":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "'t'")]
    [InlineData("""{"t":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 7, "'t'")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "'t' begins at byte 4")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 8, "4 bytes at its end")]
    [InlineData("""{"t":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", 0, "'t'")]
    [InlineData("""{"t":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "'t'")]
    [InlineData("""{"t":{"dtype":"C64","shape":[1],"data_offsets":[0,8]}}""", 8, "C64")]
    [InlineData("""{"t":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"t":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2, "occurs twice")]
    [InlineData("""{"t":{"dtype":"F32","shape":"x","data_offsets":[0,4]}}""", 4, "header")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1]""", 4, "header")]
    [InlineData("""{"t":{"shape":[1]}}""", 4, "'t' lacks")]
    public void A_damaged_file_is_refused_by_name(string header, int bytes, string reason)
    {
        string path = Path.Combine(_folder, "bad.safetensors");
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] file = new byte[8 + text.Length + bytes];
        BinaryPrimitives.WriteInt64LittleEndian(file, text.Length);
        text.CopyTo(file, 8);
        File.WriteAllBytes(path, file);
        string message = Should.Throw<WeightsException>(() => SafetensorsFile.Read(path)).Message;
        message.ShouldContain(path);
        message.ShouldContain(reason);
    }

    [Fact]
    public void A_header_longer_than_the_file_is_refused()
    {
        string path = Path.Combine(_folder, "bad.safetensors");
        File.WriteAllBytes(path, [255, 255, 255, 255, 255, 255, 255, 127, (byte)'{']);
        Should.Throw<WeightsException>(() => SafetensorsFile.Read(path)).Message.ShouldContain("header would be");
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Should.Throw<WeightsException>(() => WeightsFile.Read(Path.Combine(_folder, "none.pth"))).Message.ShouldContain("none.pth");

    [Fact]
    public void A_file_of_another_kind_is_refused()
    {
        string path = Path.Combine(_folder, "photo.pth");
        File.WriteAllText(path, "not weights at all");
        Should.Throw<WeightsException>(() => WeightsFile.Read(path)).Message.ShouldContain("no known weights format");
    }
}
