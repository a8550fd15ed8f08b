using System.Globalization;

namespace SmartCampus.Enrollments;

internal sealed class RegistrationWindowPolicy : IEnrollmentPolicy
{
    public IEnumerable<Refusal> Check(EnrollmentCase request)
    {
        if (request.Now < request.Term.RegistrationOpens)
            yield return Closed($"Registration opens at {Format(request.Term.RegistrationOpens)}.");
        else if (request.Now >= request.Term.RegistrationCloses)
            yield return Closed($"Registration closed at {Format(request.Term.RegistrationCloses)}.");
    }

    private static Refusal Closed(string message) => new(RefusalCodes.RegistrationClosed, message);

    private static string Format(DateTimeOffset moment) => moment.ToString("u", CultureInfo.InvariantCulture);
}
