namespace SmartCampus.MongoWire;

/// <summary>The connection ends without an answer.</summary>
internal sealed class ConnectionDroppedException : Exception;
