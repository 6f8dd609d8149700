using System.Buffers.Binary;
using System.Security.Cryptography;
using PiCIE.Evaluation.Layouts;
using PiCIE.Segmentation.Images;

namespace PiCIE.Segmentation.Packs;

/// <summary>
/// Makes the packs of a split: decodes each photograph once, cuts from the decoded original what each pack needs (science.md 1.2), and
/// writes in the order of the split, whatever the number of threads.
/// </summary>
public static class PhotographPacking
{
    private const int PhotographsAThread = 4;

    /// <summary>Makes the packs. Nothing remains of them when it fails or is cancelled.</summary>
    /// <param name="photographs">Photographs of the split, in its order.</param>
    /// <param name="plan">The packs that are made, with their paths.</param>
    /// <param name="threads">Photographs worked on at once.</param>
    /// <param name="progress">Told the number of photographs done, from the calling thread, after each photograph and after each finished pack; may be null.</param>
    /// <param name="cancel">Checked at each photograph.</param>
    /// <returns>Fingerprints of what was read, where the plan names the data folder.</returns>
    /// <exception cref="ImageException">A photograph or label image cannot be used; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The packing was canceled.</exception>
    public static PackedFingerprints Run(
        IReadOnlyList<ListedPhotograph> photographs, PackPlan plan, int threads, Action<int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(photographs);
        ArgumentNullException.ThrowIfNull(plan);
        threads = Math.Max(threads, 1);
        int labelBytes = plan.LabelsPath is not null && photographs.Any(listed => listed.LabelPath is { } path && LabelFile.IsWide(path)) ? 2 : 1;
        using PackWriter? basePack = Open(plan.BasePath, PackFormat.Photographs(PackKind.Base, plan.BaseResolution, plan.Packing));
        using PackWriter? evaluationPack = Open(plan.EvaluationPath, PackFormat.Photographs(PackKind.Evaluation, plan.Resolution, plan.Packing));
        using PackWriter? labelPack = Open(plan.LabelsPath, PackFormat.Labels(plan.Resolution, labelBytes));
        using ListFingerprint photographFiles = new();
        using ListFingerprint labelFiles = new();
        ParallelOptions options = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancel };
        for (int start = 0; start < photographs.Count; start += threads * PhotographsAThread)
        {
            Records[] done = new Records[Math.Min(threads * PhotographsAThread, photographs.Count - start)];
            InParallel(done.Length, options, n => done[n] = Make(photographs[start + n], plan, labelBytes));
            for (int n = 0; n < done.Length; n++)
            {
                string name = photographs[start + n].Name;
                basePack?.AddEncoded(name, done[n].Base!);
                evaluationPack?.AddEncoded(name, done[n].Evaluation!);
                labelPack?.AddEncoded(name, done[n].Labels!);
                Note(photographFiles, plan, photographs[start + n].ImagePath, done[n].PhotographFile);
                Note(labelFiles, plan, photographs[start + n].LabelPath, done[n].LabelFile);
                progress?.Invoke(start + n + 1);
            }
        }

        foreach (PackWriter pack in new[] { basePack, evaluationPack, labelPack }.OfType<PackWriter>())
        {
            pack.Complete();
            progress?.Invoke(photographs.Count);
        }

        return new PackedFingerprints(
            plan.DataFolder is null || !NeedsPhotographs(plan) ? null : photographFiles.Value(),
            plan.DataFolder is null || plan.LabelsPath is null ? null : labelFiles.Value());
    }

    private static PackWriter? Open(string? path, PackFormat format) => path is null ? null : new PackWriter(path, format);

    private static bool NeedsPhotographs(PackPlan plan) => plan.BasePath is not null || plan.EvaluationPath is not null;

    private static void Note(ListFingerprint files, PackPlan plan, string? path, ReadFile? file)
    {
        if (plan.DataFolder is { } folder && path is not null && file is not null)
        {
            files.Add(ListFingerprint.NameOf(folder, path), file.Bytes, file.Sha256);
        }
    }

    private static Records Make(ListedPhotograph listed, PackPlan plan, int labelBytes)
    {
        byte[]? file = NeedsPhotographs(plan) ? ImageFile.Read(listed.ImagePath, "photograph") : null;
        RgbImage? photograph = file is null ? null : PhotographFile.Decode(file, listed.ImagePath);
        (byte[]? labels, ReadFile? labelFile) = plan.LabelsPath is null ? (null, null) : Labels(listed, plan, labelBytes);
        return new Records(
            plan.BasePath is null ? null : Stored(photograph!, plan.BaseResolution, plan.Packing),
            plan.EvaluationPath is null ? null : Stored(photograph!, plan.Resolution, plan.Packing),
            labels,
            file is null ? null : ReadFile.Of(file),
            labelFile);
    }

    private static byte[] Stored(RgbImage photograph, int side, PackPacking packing)
    {
        byte[] square = CentreSquare.Of(photograph, side).Pixels;
        return packing == PackPacking.Jpeg ? JpegRecord.Encode(square, side, side) : square;
    }

    private static (byte[] Record, ReadFile File) Labels(ListedPhotograph listed, PackPlan plan, int labelBytes)
    {
        string path = listed.LabelPath
            ?? throw new ImageException($"The photograph {listed.ImagePath} has no label image, but this split is labelled; add it or leave the labels out of the task.");
        byte[] file = ImageFile.Read(path, "label image");
        LabelImage labels = LabelFile.Decode(file, path);
        if (PhotographFile.ReadHeader(listed.ImagePath).ComplaintOf(listed.ImagePath, labels, path) is { } complaint)
        {
            throw new ImageException(complaint);
        }

        LabelCheck.RequireKnown(labels, path, plan.Classes);
        LabelImage square = CentreSquare.Of(labels, plan.Resolution);
        byte[] record = new byte[square.Ids.Length * labelBytes];
        for (int i = 0; i < square.Ids.Length; i++)
        {
            if (labelBytes == 1)
            {
                record[i] = (byte)square.Ids[i];
            }
            else
            {
                BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(2 * i), square.Ids[i]);
            }
        }

        return (record, ReadFile.Of(file));
    }

    /// <summary>
    /// Runs work on several threads. The first error in the order of the split stands for all, so that the message does not depend on which
    /// thread was faster.
    /// </summary>
    private static void InParallel(int count, ParallelOptions options, Action<int> work)
    {
        Exception?[] errors = new Exception?[count];
        Parallel.For(0, count, options, n =>
        {
            try
            {
                work(n);
            }
            catch (ImageException error)
            {
                errors[n] = error;
            }
        });
        if (errors.FirstOrDefault(error => error is not null) is { } first)
        {
            throw new ImageException(first.Message, first);
        }
    }

    private sealed record Records(byte[]? Base, byte[]? Evaluation, byte[]? Labels, ReadFile? PhotographFile, ReadFile? LabelFile);

    /// <summary>The length and hash of a file that was read. They are of the very bytes that were decoded.</summary>
    private sealed record ReadFile(long Bytes, string Sha256)
    {
        public static ReadFile Of(byte[] file) => new(file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
    }
}
