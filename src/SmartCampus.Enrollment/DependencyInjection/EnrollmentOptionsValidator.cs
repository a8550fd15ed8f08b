using Microsoft.Extensions.Options;

namespace SmartCampus.Enrollments;

internal sealed class EnrollmentOptionsValidator : IValidateOptions<EnrollmentOptions>
{
    public ValidateOptionsResult Validate(string? name, EnrollmentOptions options) =>
        options.FindError() is { } error ? ValidateOptionsResult.Fail($"{nameof(EnrollmentOptions)}: {error}") : ValidateOptionsResult.Success;
}
