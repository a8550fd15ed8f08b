using System.Collections.Immutable;

namespace SmartCampus.Scheduling;

/// <summary>Why a booking was refused.</summary>
/// <param name="Booking">The booking that was asked for.</param>
/// <param name="Reason">Why it was refused.</param>
/// <param name="Clashes">The bookings that are in the way; empty unless the room is taken or the section has booked it at other times.</param>
public sealed record BookingRefusal(RoomBooking Booking, BookingRefusalReason Reason, ImmutableArray<RoomBooking> Clashes);
