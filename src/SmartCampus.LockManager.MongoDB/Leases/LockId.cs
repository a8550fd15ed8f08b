using System.Security.Cryptography;
using MongoDB.Bson;

namespace SmartCampus.Locking;

/// <summary>What leases and processes are told by.</summary>
internal static class LockId
{
    public static BsonBinaryData New() => new(RandomNumberGenerator.GetBytes(16));
}
