using PiCIE.Tests.Golden;

namespace PiCIE.Evaluation.Tests.Golden;

public sealed class GoldenFileTests
{
    [Fact]
    public void Every_golden_file_is_read_whole()
    {
        SharedMaterial.GoldenFiles.ShouldNotBeEmpty();
        foreach (string file in SharedMaterial.GoldenFiles.Values)
        {
            GoldenFile golden = GoldenFile.Read(file);
            golden.Names.ShouldNotBeEmpty();
            golden.Seed.ShouldBeGreaterThan(0UL);
            golden.Names.ShouldAllBe(name => golden[name].Data.Length == golden[name].Count * ElementBytes(golden[name].Dtype));
        }
    }

    private static int ElementBytes(string dtype) => dtype switch { "U8" => 1, "F32" => 4, "F64" or "I64" => 8, _ => throw new NotSupportedException(dtype) };
}
