using SmartCampus.RegistrationDay;

return await RegistrationDayCommand.RunAsync(args, Console.Out, Console.Error);
