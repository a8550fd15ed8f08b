using Xunit;

namespace SmartCampus.Events.Testing;

/// <summary>What all contracts share: a fresh store for each test.</summary>
/// <typeparam name="TFactory">Makes the stores of the provider under test.</typeparam>
public abstract class EventStoreContract<TFactory> : IAsyncLifetime
    where TFactory : IEventStoreFactory, new()
{
    private readonly List<OpenedStore> _opened = [];
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private protected EventStoreContract() => Settings = new StoreSettings(new EventSerializer(ContractEvents.Types()), EventStoreLimits.Default, Clock);

    /// <summary>The store under test.</summary>
    protected IEventStore Store => Opened.Events;

    private protected TFactory Factory { get; } = new();

    private protected OpenedStore Opened => _opened[0];

    private protected StoreSettings Settings { get; init; }

    private protected ManualClock Clock { get; } = new();

    /// <summary>Ends a test that hangs; no passing test comes near it.</summary>
    private protected CancellationToken Cancellation => _patience.Token;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _patience.CancelAfter(TimeSpan.FromMinutes(1));
        await OpenAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await Factory.DisposeAsync();
        _patience.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async ValueTask<OpenedStore> OpenAsync(StoreSettings? settings = null)
    {
        var opened = await Factory.OpenAsync(settings ?? Settings);
        _opened.Add(opened);
        return opened;
    }

    private protected async ValueTask<OpenedStore> ReopenAsync(StoreSettings? settings = null)
    {
        await CloseAsync();
        return await OpenAsync(settings);
    }

    private protected async ValueTask CloseAsync()
    {
        foreach (var store in _opened) await store.DisposeAsync();
        _opened.Clear();
    }

    private protected ValueTask<AppendResult> AppendAsync(string stream, ExpectedVersion expected, params ReadOnlySpan<string> notes) =>
        Store.AppendAsync(Notes(stream, expected, notes), Cancellation);

    private protected ValueTask<AppendResult> AppendAsync(string stream, params ReadOnlySpan<string> notes) =>
        AppendAsync(stream, ExpectedVersion.Any, notes);

    private protected ValueTask<AppendResult> AppendAsync(params StreamAppend[] streams) =>
        Store.AppendAsync(new AppendRequest(streams), Cancellation);

    private protected static StreamAppend Notes(string stream, ExpectedVersion expected, params ReadOnlySpan<string> notes)
    {
        var events = new object[notes.Length];
        for (var i = 0; i < notes.Length; i++) events[i] = new Noted(notes[i]);
        return StreamAppend.To(new StreamId(stream), expected, events);
    }

    private protected static StreamAppend Notes(string stream, params ReadOnlySpan<string> notes) => Notes(stream, ExpectedVersion.Any, notes);

    private protected ValueTask<StreamPage> ReadPageAsync(string stream) =>
        Store.ReadStreamPageAsync(new StreamId(stream), StreamReadOptions.Default, Cancellation);

    private protected ValueTask<List<EventEnvelope>> ReadAsync(string stream, IEventStore? store = null) =>
        (store ?? Store).ReadStreamAsync(new StreamId(stream), null, Cancellation).ToListAsync();

    private protected ValueTask<List<EventEnvelope>> ReadAllAsync(AllReadOptions? options = null, IEventStore? store = null) =>
        (store ?? Store).ReadAllAsync(options, Cancellation).ToListAsync();

    private protected async Task AssertNotesAsync(string stream, params string[] notes) =>
        Assert.Equal(notes, (await ReadAsync(stream)).Select(e => ((Noted)e.Event).Text));

    private protected async Task AssertEmptyAsync() => Assert.Empty(await ReadAllAsync());
}
