using System.Net;
using System.Net.Http.Headers;

namespace SmartCampus.Host.Tests;

/// <summary>A body of spaces, made as it is sent.</summary>
internal sealed class OversizeContent : HttpContent
{
    private readonly long _length;
    private readonly bool _isChunked;

    public OversizeContent(long length, bool isChunked)
    {
        (_length, _isChunked) = (length, isChunked);
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var block = Enumerable.Repeat((byte)' ', 64 << 10).ToArray();
        for (var sent = 0L; sent < _length; sent += block.Length)
            await stream.WriteAsync(block.AsMemory(0, (int)Math.Min(block.Length, _length - sent)));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return !_isChunked;
    }
}
