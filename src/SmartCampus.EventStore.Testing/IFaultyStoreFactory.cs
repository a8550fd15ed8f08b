namespace SmartCampus.Events.Testing;

/// <summary>A factory whose stores write to something that can be made to fail; <see cref="FaultsContract{TFactory}"/> needs it.</summary>
public interface IFaultyStoreFactory : IEventStoreFactory
{
    /// <summary>Makes every write of the open stores fail from now on; reads go on.</summary>
    /// <param name="fault">How it fails.</param>
    ValueTask FailWritesAsync(WriteFault fault);

    /// <summary>Ends the fault.</summary>
    ValueTask HealAsync();
}
