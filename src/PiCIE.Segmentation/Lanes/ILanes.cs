namespace PiCIE.Segmentation.Lanes;

/// <summary>
/// The few float32 vector operations that the kernels are written with, for one vector width.
/// A kernel is generic over this interface, so that each width compiles to straight machine code and the narrow one can be
/// tested on a machine that has the wide one.
/// </summary>
/// <typeparam name="TVector">The hardware vector.</typeparam>
internal unsafe interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>Numbers in one vector.</summary>
    static abstract int Count { get; }

    /// <summary>Reads <see cref="Count"/> numbers.</summary>
    static abstract TVector Load(float* source);

    /// <summary>Writes <see cref="Count"/> numbers.</summary>
    static abstract void Store(TVector value, float* destination);

    /// <summary>The same number in every lane.</summary>
    static abstract TVector Fill(float value);

    /// <summary>a + b.</summary>
    static abstract TVector Add(TVector a, TVector b);

    /// <summary>a − b.</summary>
    static abstract TVector Subtract(TVector a, TVector b);

    /// <summary>a · b.</summary>
    static abstract TVector Multiply(TVector a, TVector b);

    /// <summary>a · b + c, rounded once where the hardware can.</summary>
    static abstract TVector Fma(TVector a, TVector b, TVector c);

    /// <summary>The larger of each pair.</summary>
    static abstract TVector Max(TVector a, TVector b);

    /// <summary>e to the power a.</summary>
    static abstract TVector Exp(TVector a);

    /// <summary>Sum of the lanes.</summary>
    static abstract float Sum(TVector a);

    /// <summary>Largest lane.</summary>
    static abstract float Largest(TVector a);

    /// <summary>Index of the first lane that equals <paramref name="value"/>; 32 or more when none does.</summary>
    static abstract int FirstEqual(TVector a, float value);
}
