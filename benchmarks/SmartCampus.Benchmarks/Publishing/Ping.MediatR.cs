using MediatR;

namespace SmartCampus.Benchmarks.Publishing;

internal sealed partial record Ping : INotification;
