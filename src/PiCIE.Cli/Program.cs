using PiCIE.Cli.CommandLine;

// What can be asked is one command a folder; CommandLine/PicieCommandLine.cs lists them.
return (int)await PicieCommandLine.RunAsync(args, ProcessSurroundings.OfThisProcess());
