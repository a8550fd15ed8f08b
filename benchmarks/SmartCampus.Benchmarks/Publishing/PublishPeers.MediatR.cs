namespace SmartCampus.Benchmarks.Publishing;

internal static partial class PublishPeers
{
    static partial void Add(List<IPublishSystem> systems) => systems.Add(new MediatRPublish());
}
