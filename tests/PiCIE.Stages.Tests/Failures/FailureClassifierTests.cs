using System.Runtime.InteropServices;
using PiCIE.Evaluation;
using PiCIE.Experiments.Failures;
using PiCIE.Segmentation;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Images;
using PiCIE.Segmentation.Native;
using PiCIE.Segmentation.Training;
using PiCIE.Segmentation.Weights.Tensors;
using PiCIE.Stages.Failures;

namespace PiCIE.Stages.Tests.Failures;

/// <summary>Which kind each error is: it decides whether the stage is tried again.</summary>
public sealed class FailureClassifierTests
{
    [Theory]
    [MemberData(nameof(Errors))]
    public void Each_error_has_its_kind(string name, FailureKind kind)
    {
        Exception error = Of(name);
        Failure failure = FailureClassifier.Describe(error);
        failure.Kind.ShouldBe(kind);
        failure.Sentence.ShouldNotBeNullOrWhiteSpace();
        failure.Sentence.ShouldNotContain("\n");
        FailureClassifier.Describe(new AggregateException(error)).ShouldBe(failure);
    }

    public static TheoryData<string, FailureKind> Errors => new()
    {
        { "stage input", FailureKind.Input },
        { "task", FailureKind.Input },
        { "image", FailureKind.Input },
        { "weights", FailureKind.Input },
        { "unfit setting", FailureKind.Input },
        { "diverged", FailureKind.Input },
        { "features", FailureKind.Input },
        { "missing file", FailureKind.Input },
        { "no right", FailureKind.Input },
        { "native library", FailureKind.Environment },
        { "managed memory", FailureKind.Resource },
        { "tensor memory", FailureKind.Resource },
        { "windows disk", FailureKind.Environment },
        { "broken disk", FailureKind.Environment },
        { "stale mount", FailureKind.Environment },
        { "tensor", FailureKind.Crash },
        { "argument", FailureKind.Crash },
        { "unknown", FailureKind.Crash },
    };

    [Fact]
    public void A_disk_that_is_really_full_is_a_lack_of_room()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This system has no device that is always full.");
        IOException error = Should.Throw<IOException>(() => File.WriteAllBytes("/dev/full", new byte[10]));
        Failure failure = FailureClassifier.Describe(error);
        (failure.Kind, failure.Place).ShouldBe((FailureKind.Environment, Failure.InScratch));
        failure.Sentence.ShouldContain("disk is full");
        failure.Hint.ShouldNotBeNull().ShouldContain("PICIE_HOME");
    }

    [Fact]
    public void A_tensor_that_fits_no_memory_is_a_lack_of_memory() =>
        FailureClassifier.Describe(Should.Throw<ExternalException>(() => TorchSharp.torch.zeros(1L << 50))).Kind.ShouldBe(FailureKind.Resource);

    [Fact]
    public void An_unknown_error_keeps_its_details_for_a_report()
    {
        Failure failure = FailureClassifier.Describe(new InvalidOperationException("first line\nsecond line"));
        failure.Sentence.ShouldContain("first line");
        failure.Detail.ShouldNotBeNull().ShouldContain("second line");
    }

    private static Exception Of(string name) => name switch
    {
        "stage input" => new StageInputException("There is no pack.", "Make it."),
        "task" => new TaskInputException("There is no list.", "Add it."),
        "image" => new ImageException("a.png is damaged."),
        "weights" => new WeightsException("w.pth is cut off."),
        "unfit setting" => new UnfitSettingException("train.k is 1; allowed is 2 to 10,000."),
        "features" => new FeaturesNotFiniteException(),
        "diverged" => new TrainingDivergedException(1, 2, double.NaN),
        "missing file" => new FileNotFoundException("Could not find a.txt."),
        "no right" => new UnauthorizedAccessException("Access to a.txt is denied."),
        "native library" => new NativeLibraryException("libtorch is damaged."),
        "managed memory" => new OutOfMemoryException(),
        "tensor memory" => new ExternalException("DefaultCPUAllocator: can't allocate memory: you tried to allocate 1000 bytes."),
        "windows disk" => new IOException("There is not enough space on the disk.", unchecked((int)0x80070070)),
        "broken disk" => new IOException("Input/output error : '/data/a.jpg'", 5),
        "stale mount" => new IOException("Stale file handle : '/data/a.jpg'", 116),
        "tensor" => new ExternalException("The size of tensor a must match the size of tensor b\nException raised from ..."),
        "argument" => new ArgumentException("the source array is too short"),
        _ => new InvalidOperationException("first line\nsecond line"),
    };
}
