using System.Collections.Immutable;
using SmartCampus.Enrollments;

namespace SmartCampus.Scheduling;

/// <summary>Why a booking was refused.</summary>
/// <param name="Booking">The booking that was asked for.</param>
/// <param name="Reason">Why it was refused.</param>
/// <param name="Clashes">The bookings that are in the way; empty unless the room is taken or the section has booked it at other times.</param>
public sealed record BookingRefusal(RoomBooking Booking, BookingRefusalReason Reason, ImmutableArray<RoomBooking> Clashes)
{
    /// <summary>The refusal with its code (one of <see cref="RefusalCodes"/> or <see cref="SchedulingRefusalCodes"/>) and in words, as other commands have it.</summary>
    public Refusal ToRefusal()
    {
        var (code, message) = Reason switch
        {
            BookingRefusalReason.RoomNotFound => (RefusalCodes.NotFound, $"Room {Booking.Room} does not exist."),
            BookingRefusalReason.RoomUnavailable => (SchedulingRefusalCodes.RoomUnavailable, $"Room {Booking.Room} cannot be used at one of the times."),
            BookingRefusalReason.RoomTaken => (SchedulingRefusalCodes.RoomTaken, $"Room {Booking.Room} is held at one of the times: {string.Join(", ", Clashes.Select(clash => clash.Section))}."),
            _ => (RefusalCodes.AlreadyExists, $"Section {Booking.Section} holds room {Booking.Room} at other times; release that booking first."),
        };
        return new Refusal(code, message) { Section = Booking.Section };
    }
}
