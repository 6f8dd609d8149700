using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Weights.Pickles;

/// <summary>A view of a storage: where it begins, its sizes, and how far apart neighbours lie along each axis.</summary>
internal sealed record TorchTensor(TorchStorage Storage, long Offset, long[] Shape, long[] Strides)
{
    /// <summary>Returns the numbers as a tensor in ordinary memory, row-major.</summary>
    /// <param name="name">The tensor's name, for messages.</param>
    /// <param name="source">The file, for messages.</param>
    /// <exception cref="WeightsException">The view reaches outside its storage, the storage is not in the file, or the numbers are too many.</exception>
    public HostTensor ToHost(string name, string source)
    {
        if (Storage.Bytes is not { } bytes)
        {
            throw new WeightsException($"{source} is damaged: the numbers of the tensor '{name}' are not in it.");
        }
        int size = HostTensor.SizeOf(Storage.Type);
        if (HostTensor.CountOf(Shape) is not { } count || Shape.Length != Strides.Length || !Fits(count, bytes.Length / size))
        {
            throw new WeightsException(
                $"{source} is damaged: the tensor '{name}' {HostTensor.Describe(Shape)} reaches outside its {bytes.Length / size} numbers.");
        }
        if (count * size > WeightsLimits.LargestBytes)
        {
            throw new WeightsException(
                $"The tensor '{name}' {HostTensor.Describe(Shape)} in {source} takes {count * size} bytes; at most {WeightsLimits.LargestBytes} are read.");
        }

        if (IsRowMajor())
        {
            return new HostTensor(Shape, Storage.Type, count == 0 ? default : bytes.Slice((int)(Offset * size), (int)(count * size)));
        }
        byte[] rows = new byte[count * size];
        Gather(bytes.Span, rows, size);
        return new HostTensor(Shape, Storage.Type, rows);
    }

    private bool Fits(long count, long available)
    {
        if (Offset < 0 || Offset > available || Strides.Any(stride => stride < 0 || stride > int.MaxValue))
        {
            return false;
        }
        if (count == 0)
        {
            return true;
        }
        long last = Offset;
        for (int axis = 0; axis < Shape.Length; axis++)
        {
            last += (Shape[axis] - 1) * Strides[axis];
            if (last >= available)
            {
                return false;
            }
        }
        return last < available;
    }

    private bool IsRowMajor()
    {
        long expected = 1L;
        for (int axis = Shape.Length - 1; axis >= 0; axis--)
        {
            if (Shape[axis] != 1 && Strides[axis] != expected)
            {
                return false;
            }
            expected *= Shape[axis];
        }
        return true;
    }

    private void Gather(ReadOnlySpan<byte> from, Span<byte> to, int size)
    {
        long[] place = new long[Shape.Length];
        for (int at = 0; at < to.Length; at += size)
        {
            long index = Offset;
            for (int axis = 0; axis < place.Length; axis++)
            {
                index += place[axis] * Strides[axis];
            }
            from.Slice((int)(index * size), size).CopyTo(to[at..]);
            for (int axis = place.Length - 1; axis >= 0 && ++place[axis] == Shape[axis]; axis--)
            {
                place[axis] = 0;
            }
        }
    }
}
