namespace SmartCampus.Events.Testing;

/// <summary>A factory that can damage what its stores have written; <see cref="CorruptionContract{TFactory}"/> needs this.</summary>
/// <remarks>
/// Implement it beside <see cref="IEventStoreFactory"/> when the store's bytes can be reached behind its back. A store that keeps none,
/// or whose bytes cannot be reached, leaves the contract out and says so in <see cref="ComplianceContract{TFactory}.NotSupported"/>.
/// The contract calls these while no store is open.
/// </remarks>
public interface IDamageableStoreFactory : IEventStoreFactory
{
    /// <summary>Flips the lowest bit of one byte of a stored event; doing it again mends it.</summary>
    /// <param name="position">The event.</param>
    /// <param name="offset">Which byte, from 0, of the event's data followed by its metadata, as the serializer gave them.</param>
    ValueTask DamageEventAsync(GlobalPosition position, int offset);

    /// <summary>Flips the lowest bit of the first byte of a stored snapshot's state.</summary>
    /// <param name="stream">The snapshot's stream.</param>
    /// <param name="version">The snapshot's version.</param>
    ValueTask DamageSnapshotAsync(StreamId stream, StreamVersion version);
}
