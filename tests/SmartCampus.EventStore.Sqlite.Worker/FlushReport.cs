namespace SmartCampus.Events.Worker;

/// <summary>What <see cref="FlushTrace"/> has counted.</summary>
/// <param name="Acknowledged">Acknowledgements that the process wrote.</param>
/// <param name="Writes">Writes to the write-ahead log.</param>
/// <param name="Flushes">Flushes of the write-ahead log that succeeded.</param>
/// <param name="Early">Acknowledgements that were written before a flush of their append.</param>
public readonly record struct FlushReport(int Acknowledged, int Writes, int Flushes, int Early);
