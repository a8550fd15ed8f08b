using SmartCampus.Enrollments;
using SmartCampus.Scheduling;

namespace SmartCampus.RegistrationDay.Campuses;

/// <summary>Books rooms that sections will outgrow.</summary>
internal static class TightRooms
{
    /// <summary>Moves every other booking, by chance, to a free room with fewer seats than the section, where there is one.</summary>
    /// <param name="bookings">The bookings; none overlaps another in its room, before and after.</param>
    /// <param name="rooms">All rooms.</param>
    /// <param name="limits">The seats of each section.</param>
    /// <param name="seed">Decides which.</param>
    public static RoomBooking[] Book(IEnumerable<RoomBooking> bookings, IReadOnlyList<RoomInfo> rooms, IReadOnlyDictionary<SectionId, int> limits, int seed)
    {
        var random = new Random(seed);
        RoomBooking[] booked = [.. bookings];
        for (var i = 0; i < booked.Length; i++)
        {
            if (random.Next(2) == 0) continue;
            var booking = booked[i];
            var small = rooms.Where(room => room.Capacity < limits[booking.Section] && IsFree(room)).ToArray();
            if (small.Length > 0) booked[i] = booking with { Room = small[random.Next(small.Length)].Room };

            bool IsFree(RoomInfo room) =>
                !room.Unavailable.Any(booking.Pattern.Overlaps) && !booked.Any(other => other.Room == room.Room && other.Pattern.Overlaps(booking.Pattern));
        }
        return booked;
    }
}
