namespace SmartCampus.Enrollments;

/// <summary>
/// The waits between retries: exponential with full jitter. Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
/// </summary>
internal sealed class Backoff(EnrollmentOptions options, TimeProvider time, Random random)
{
    private readonly Lock _gate = new();

    public async ValueTask WaitAsync(int retry, CancellationToken cancellationToken)
    {
        if (retry <= 1) return;
        var ceiling = Math.Min(options.MaxRetryDelay.Ticks, options.RetryDelay.Ticks << Math.Min(retry - 2, 20));
        var wait = TimeSpan.FromTicks(Next(ceiling));
        await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
    }

    // A seeded Random, as tests hand in, is not safe for several threads.
    private long Next(long ceiling)
    {
        lock (_gate) return random.NextInt64(ceiling + 1);
    }
}
