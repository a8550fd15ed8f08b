using Xunit;

namespace SmartCampus.Events.Tests.Values;

public sealed class PageOptionsTests // ES7
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(4_097)]
    public void A_page_size_outside_1_to_4096_is_refused(int maxCount)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new StreamReadOptions { MaxCount = maxCount });
        Assert.Throws<ArgumentOutOfRangeException>(() => new AllReadOptions { MaxCount = maxCount });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4_096)]
    public void A_page_size_within_its_bounds_is_kept(int maxCount)
    {
        Assert.Equal(maxCount, new StreamReadOptions { MaxCount = maxCount }.MaxCount);
        Assert.Equal(maxCount, new AllReadOptions { MaxCount = maxCount }.MaxCount);
    }

    [Fact]
    public void The_default_page_size_is_512() => Assert.Equal((512, 512), (StreamReadOptions.Default.MaxCount, AllReadOptions.Default.MaxCount));
}
