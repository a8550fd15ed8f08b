using SmartCampus.RegistrationDay.Itc;

if (args is not [var file])
{
    Console.Error.WriteLine("Usage: dotnet run --project samples/SmartCampus.RegistrationDay -- FILE");
    return 2;
}

try
{
    Console.WriteLine(ItcReader.Read(file).Counts);
    return 0;
}
catch (Exception exception) when (exception is ItcFormatException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
