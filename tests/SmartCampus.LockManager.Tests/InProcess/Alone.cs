using Xunit;

namespace SmartCampus.Locking.Tests.InProcess;

[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
