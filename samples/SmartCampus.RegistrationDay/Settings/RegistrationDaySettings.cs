using MongoDB.Driver;

namespace SmartCampus.RegistrationDay.Settings;

/// <summary>What the command line says.</summary>
/// <param name="File">The instance to read.</param>
/// <param name="Clients">How many clients register at once, 1 to 10,000.</param>
/// <param name="Via">How they reach the campus.</param>
/// <param name="Url">The host to register at; null for one of our own.</param>
/// <param name="Mongo">The replica set that keeps the campus; null for a SQLite file.</param>
/// <param name="Data">The SQLite file that keeps the campus, null for one that is deleted at the end; on MongoDB only the name of the journal.</param>
/// <param name="Seed">Decides the order of the requests, and every other choice by chance.</param>
/// <param name="Mode">What the clients ask the campus to do about others who are faster.</param>
/// <param name="TightRooms">Whether half of the sections get rooms that are too small for them.</param>
/// <param name="Processes">Whether the services of a host of our own are processes of their own.</param>
/// <param name="Academics">How many academic services there are then.</param>
/// <param name="KillRounds">How often one of them is killed meanwhile.</param>
public sealed record RegistrationDaySettings(
    string File, int Clients, Via Via, Uri? Url, MongoUrl? Mongo, string? Data, int Seed, Mode Mode, bool TightRooms, bool Processes, int Academics, int KillRounds);
