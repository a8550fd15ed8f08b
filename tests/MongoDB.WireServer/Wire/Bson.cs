using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Serializers;

namespace SmartCampus.MongoWire;

/// <summary>Documents from and to bytes.</summary>
internal static class Bson
{
    private static readonly BsonBinaryReaderSettings Reading = new() { MaxDocumentSize = Limits.MessageSize };

    public static BsonDocument Read(byte[] bytes, ref int at)
    {
        using var stream = new MemoryStream(bytes, at, bytes.Length - at);
        using var reader = new BsonBinaryReader(stream, Reading);
        var document = BsonDocumentSerializer.Instance.Deserialize(BsonDeserializationContext.CreateRoot(reader));
        at += (int)stream.Position;
        return document;
    }

    public static byte[] Write(BsonDocument document)
    {
        using var stream = new MemoryStream();
        using var writer = new BsonBinaryWriter(stream, new BsonBinaryWriterSettings { MaxDocumentSize = Limits.MessageSize });
        BsonDocumentSerializer.Instance.Serialize(BsonSerializationContext.CreateRoot(writer), document);
        return stream.ToArray();
    }

    public static int Size(BsonDocument document) => Write(document).Length;
}
