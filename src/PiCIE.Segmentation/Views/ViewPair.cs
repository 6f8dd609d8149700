namespace PiCIE.Segmentation.Views;

/// <summary>Holds one value for each view.</summary>
/// <typeparam name="T">The values' type.</typeparam>
/// <param name="First">Value of view 1.</param>
/// <param name="Second">Value of view 2.</param>
internal readonly record struct ViewPair<T>(T First, T Second)
{
    /// <summary>The value of one view.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="view"/> is neither view.</exception>
    public T this[View view] => view switch
    {
        View.First => First,
        View.Second => Second,
        _ => throw new ArgumentOutOfRangeException(nameof(view), view, "A photograph has two views."),
    };

    /// <summary>Makes a pair of the results for both values.</summary>
    public ViewPair<TResult> Select<TResult>(Func<T, TResult> select) => new(select(First), select(Second));
}
