namespace SmartCampus.Locking.Testing;

/// <summary>How the contracts get the lock managers that they test: one place for locks, empty when made and gone when disposed.</summary>
/// <remarks>
/// Each test makes a factory of its own, so that tests can run at the same time. The contracts dispose the managers that can be disposed.
/// <list type="number">
/// <item>The first <see cref="OpenAsync"/> opens a manager that holds no locks.</item>
/// <item>A later one, after the manager before was disposed, opens what it has left behind; <see cref="RestartContract{TFactory}"/> needs this.</item>
/// <item>One while another manager is open opens a second one over the same locks, as another process would;
/// <see cref="SeveralManagersContract{TFactory}"/> needs this.</item>
/// </list>
/// A provider that cannot do the second or the third leaves the contract out and says so in <see cref="LockComplianceContract{TFactory}.NotSupported"/>.
/// </remarks>
public interface ILockManagerFactory : IAsyncDisposable
{
    /// <summary>Opens a manager over the locks of this factory.</summary>
    /// <param name="settings">What it uses.</param>
    ValueTask<ILockManager> OpenAsync(LockSettings settings);
}
