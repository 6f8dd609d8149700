using System.Security.Cryptography;
using PiCIE.Experiments.Protocol;
using PiCIE.Stages.Protocol;

namespace PiCIE.Stages.Tests.Protocol;

/// <summary>What a stage wrote is described block by block, so that its supervisor hears of it all the while.</summary>
public sealed class OutputFilesTests : IDisposable
{
    private readonly string _scratch = Directory.CreateTempSubdirectory("picie-outputs-").FullName;

    public void Dispose() => Directory.Delete(_scratch, recursive: true);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(1 << 20, 1)]
    [InlineData((5 << 20) + 1, 6)]
    public void Each_megabyte_is_a_sign_of_life_and_the_hash_is_that_of_the_file(int bytes, int signs)
    {
        byte[] content = new byte[bytes];
        new Random(1).NextBytes(content);
        Directory.CreateDirectory(Path.Combine(_scratch, "deep"));
        File.WriteAllBytes(Path.Combine(_scratch, "deep", "file.bin"), content);
        int heard = 0;
        StageFile file = OutputFiles.In(_scratch, () => heard++).Single();
        file.ShouldBe(new StageFile("deep/file.bin", bytes, Convert.ToHexStringLower(SHA256.HashData(content))));
        heard.ShouldBe(signs);
    }
}
