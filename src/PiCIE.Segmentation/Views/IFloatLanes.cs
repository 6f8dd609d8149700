namespace PiCIE.Segmentation.Views;

/// <summary>
/// A vector of floats as the colour kernels use it: one text for 8 lanes and for 16. Masks are vectors whose lanes have all bits set or none.
/// </summary>
internal unsafe interface IFloatLanes<T>
    where T : unmanaged, IFloatLanes<T>
{
    /// <summary>Bytes that <see cref="Load"/> reads: four vectors.</summary>
    static abstract int Step { get; }

    static abstract T operator +(T left, T right);

    static abstract T operator -(T left, T right);

    static abstract T operator *(T left, T right);

    static abstract T operator /(T left, T right);

    static abstract T Of(float value);

    /// <summary>left·right + sum, rounded once.</summary>
    static abstract T PlusProduct(T sum, T left, T right);

    /// <summary>sum − left·right, rounded once.</summary>
    static abstract T MinusProduct(T sum, T left, T right);

    static abstract T Floor(T value);

    static abstract T Abs(T value);

    static abstract T Min(T left, T right);

    static abstract T Max(T left, T right);

    static abstract T Equal(T left, T right);

    static abstract T Less(T left, T right);

    static abstract T Select(T mask, T set, T clear);

    /// <summary>The value where the mask is set, else 0.</summary>
    static abstract T Where(T value, T mask);

    /// <summary>The value where the mask is clear, else 0.</summary>
    static abstract T WhereNot(T value, T mask);

    static abstract float Sum(T value);

    static abstract void Load(byte* values, T* parts);

    /// <summary>Whole numbers from 0 to 255 as bytes.</summary>
    static abstract void Store(T* parts, byte* values);
}
