namespace SmartCampus.Events.Testing;

/// <summary>What a contract asks of a store that is opened.</summary>
/// <param name="Serializer">Turns events into bytes.</param>
/// <param name="Limits">What the store shall refuse as too large.</param>
/// <param name="Time">The store's clock; its timers run in real time.</param>
public sealed record StoreSettings(IEventSerializer Serializer, EventStoreLimits Limits, TimeProvider Time);
