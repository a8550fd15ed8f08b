using SmartCampus.RegistrationDay;
using SmartCampus.RegistrationDay.Campuses;

return args is [ServiceProcess.Serve, .. var options]
    ? await ServiceProcess.ServeAsync(options)
    : await RegistrationDayCommand.RunAsync(args, Console.Out, Console.Error);
