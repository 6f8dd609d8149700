namespace PiCIE.Experiments.Tools;

/// <summary>The findings of the stage program about itself. A library that does not load is a check that is not fine, and no failure.</summary>
/// <param name="Libtorch">Version of the tensor library; null where it does not load.</param>
/// <param name="Threads">Threads that one tensor operation would use.</param>
/// <param name="Simd">Widest vector instructions in use (<c>AVX-512</c>).</param>
/// <param name="Checks">Each thing that was tried.</param>
public sealed record DoctorOutput(string? Libtorch, int Threads, string Simd, IReadOnlyList<DoctorCheck> Checks);
