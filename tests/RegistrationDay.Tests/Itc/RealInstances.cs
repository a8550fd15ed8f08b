using SmartCampus.RegistrationDay.Itc;

namespace SmartCampus.RegistrationDay.Tests.Itc;

/// <summary>The instances of the competition, read from the folder that SMARTCAMPUS_ITC2019 names.</summary>
internal static class RealInstances
{
    private const string Variable = "SMARTCAMPUS_ITC2019";

    /// <summary>Reads an instance, or skips the test when the folder is not named.</summary>
    public static ItcInstance Read(string name)
    {
        var folder = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"Set {Variable} to a folder with {name}.xml of the ITC 2019 competition to run this test.");
        return ItcReader.Read(Path.Combine(folder!, name + ".xml"));
    }
}
