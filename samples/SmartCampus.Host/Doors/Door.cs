namespace SmartCampus.Host.Doors;

/// <summary>A port that the host listens on, and what is served there. Each connection carries the door through which it came.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Port">The port; 0 for a free one.</param>
/// <param name="Service">The only service behind it; null for all.</param>
internal sealed record Door(string Name, int Port, CampusService? Service)
{
    public bool Serves(CampusService? service) => Service is null || service is null || service == Service;
}
