namespace SmartCampus.Events.Testing;

/// <summary>How the contracts get the store that they test: one place for data, empty when made and gone when disposed.</summary>
/// <remarks>
/// Each test makes a factory of its own, so that tests can run at the same time.
/// <list type="number">
/// <item>The first <see cref="OpenAsync"/> opens an empty store.</item>
/// <item>A later one, after the store before was disposed, opens what it has left behind; <see cref="DurabilityContract{TFactory}"/> needs this.</item>
/// <item>One while another store is open opens a second instance over the same data, as another process would;
/// <see cref="SeveralInstancesContract{TFactory}"/> needs this.</item>
/// </list>
/// A store that cannot do the second or the third leaves the contract out and says so in <see cref="ComplianceContract{TFactory}.NotSupported"/>.
/// </remarks>
public interface IEventStoreFactory : IAsyncDisposable
{
    /// <summary>Opens a store over the data of this factory.</summary>
    /// <param name="settings">The serializer, the limits and the clock to use.</param>
    /// <exception cref="NotSupportedException">The store can be opened only once.</exception>
    ValueTask<OpenedStore> OpenAsync(StoreSettings settings);
}
