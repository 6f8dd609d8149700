using PiCIE.Faults;

return await FaultsCommandLine.RunAsync(args);
