namespace PiCIE.Segmentation.Lanes;

/// <summary>
/// A vector of float32 numbers as the kernels use it. A kernel is generic over this interface, so that each vector width compiles to
/// straight machine code and the narrow one can be tested on a machine that has the wide one. A mask is a vector whose lanes have all bits
/// set or none.
/// </summary>
/// <typeparam name="T">The vector itself.</typeparam>
internal unsafe interface ILanes<T>
    where T : unmanaged, ILanes<T>
{
    /// <summary>Number of numbers in one vector.</summary>
    static abstract int Count { get; }

    static abstract T operator +(T left, T right);

    static abstract T operator -(T left, T right);

    static abstract T operator *(T left, T right);

    static abstract T operator /(T left, T right);

    /// <summary>Reads <see cref="Count"/> numbers.</summary>
    static abstract T Load(float* source);

    /// <summary>Writes <see cref="Count"/> numbers.</summary>
    static abstract void Store(T value, float* destination);

    /// <summary>Reads 4 · <see cref="Count"/> bytes into four vectors.</summary>
    static abstract void LoadBytes(byte* source, T* parts);

    /// <summary>Writes four vectors of whole numbers from 0 to 255 as 4 · <see cref="Count"/> bytes.</summary>
    static abstract void StoreBytes(T* parts, byte* destination);

    /// <summary>Makes a vector with the same number in every lane.</summary>
    static abstract T Fill(float value);

    /// <summary>Gives a · b + sum, rounded once.</summary>
    static abstract T PlusProduct(T sum, T a, T b);

    /// <summary>Gives sum − a · b, rounded once.</summary>
    static abstract T MinusProduct(T sum, T a, T b);

    /// <summary>Gives the largest whole number that is not above the value.</summary>
    static abstract T Floor(T value);

    /// <summary>Gives the value without its sign.</summary>
    static abstract T Abs(T value);

    /// <summary>Gives the smaller of each pair.</summary>
    static abstract T Min(T left, T right);

    /// <summary>Gives the larger of each pair.</summary>
    static abstract T Max(T left, T right);

    /// <summary>Gives e to the power of the value.</summary>
    static abstract T Exp(T value);

    /// <summary>Gives the mask of the lanes that are equal.</summary>
    static abstract T Equal(T left, T right);

    /// <summary>Gives the mask of the lanes where the left is smaller.</summary>
    static abstract T Less(T left, T right);

    /// <summary>Takes <paramref name="set"/> where the mask is set, <paramref name="clear"/> elsewhere.</summary>
    static abstract T Select(T mask, T set, T clear);

    /// <summary>Keeps the value where the mask is set and has 0 elsewhere.</summary>
    static abstract T Where(T value, T mask);

    /// <summary>Keeps the value where the mask is clear and has 0 elsewhere.</summary>
    static abstract T WhereNot(T value, T mask);

    /// <summary>Adds the lanes up.</summary>
    static abstract float Sum(T value);

    /// <summary>Finds the largest lane.</summary>
    static abstract float Largest(T value);

    /// <summary>Finds the index of the first lane that equals <paramref name="wanted"/>; gives 32 or more when none does.</summary>
    static abstract int FirstEqual(T value, float wanted);
}
