using System.Globalization;
using PiCIE.Benchmarks.ToyStart;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["make-toy-start", var path, .. var rest]:
        ToyStartCommand.Run(path, rest.Length > 0 ? int.Parse(rest[0]) : 2000, 1);
        return 0;
    case ["toy-study", var start, .. var settings]:
        ToyStudyCommand.Run(start, ToyStudySettings.Of(settings));
        return 0;
    default:
        Console.Error.WriteLine("make-toy-start FILE | toy-study FILE [name=value…]");
        return 64;
}
