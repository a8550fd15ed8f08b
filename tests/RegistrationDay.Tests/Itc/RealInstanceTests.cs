using SmartCampus.RegistrationDay.Itc;

namespace SmartCampus.RegistrationDay.Tests.Itc;

public sealed class RealInstanceTests
{
    [Fact]
    public void Muni_fi_spr17_is_read_completely() =>
        Assert.Equal(new ItcCounts(186, 187, 266, 516, 35, 1_469, 9_137, 20_072), RealInstances.Read("muni-fi-spr17").Counts);

    [Fact]
    public void Yach_fal17_is_read_completely() =>
        Assert.Equal(new ItcCounts(91, 93, 265, 417, 33, 821, 4_163, 14_980), RealInstances.Read("yach-fal17").Counts);
}
