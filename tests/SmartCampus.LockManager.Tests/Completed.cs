using Xunit;

namespace SmartCampus.Locking.Tests;

internal static class Completed
{
    /// <summary>The result of a call that has ended already, which shows that it did, and takes it without a continuation.</summary>
    public static T Now<T>(this ValueTask<T> call)
    {
        Assert.True(call.IsCompleted);
        return call.GetAwaiter().GetResult();
    }

    public static void Now(this ValueTask call)
    {
        Assert.True(call.IsCompleted);
        call.GetAwaiter().GetResult();
    }
}
