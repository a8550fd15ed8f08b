using SmartCampus.Host;

return await CampusHost.RunAsync(args, Console.Out, Console.Error);
