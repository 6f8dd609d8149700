namespace PiCIE.Pipeline.Work.Spools;

/// <summary>
/// Carries an attempt's points from its spool to the database, beside the work. A database that does not answer delays them and nothing
/// else; an attempt that does not count any more is stopped.
/// </summary>
/// <param name="spool">The points.</param>
/// <param name="refused">Called once when the attempt does not count any more.</param>
/// <param name="tell">Takes a sentence for people, once, where the database does not answer.</param>
/// <param name="clock">Gives the time.</param>
internal sealed class PointPump(PointSpool spool, Action refused, Action<string> tell, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Carries points until it is stopped; those in the spool then stay there.</summary>
    /// <param name="stop">Ends the pump.</param>
    public async Task RunAsync(CancellationToken stop)
    {
        bool told = false;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Pause, clock, stop);
                if (!await spool.DrainAsync())
                {
                    refused();
                    return;
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                if (!told)
                {
                    told = true;
                    tell($"The database does not answer ({exception.Message}). The work goes on; its points wait in a file.");
                }
            }
        }
    }
}
