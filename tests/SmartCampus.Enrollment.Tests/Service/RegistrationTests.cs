using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SmartCampus.Enrollments;
using SmartCampus.Events;
using Xunit;
using static SmartCampus.Enrollment.Tests.Service.Campus;

namespace SmartCampus.Enrollment.Tests.Service;

public sealed class RegistrationTests
{
    [Fact]
    public async Task One_line_adds_the_domain_to_a_container()
    {
        await using var services = new ServiceCollection()
            .AddEventStore(store => store.UseInMemory())
            .AddEnrollment(options => options.CreditLimit = 6)
            .BuildServiceProvider(validateScopes: true);
        var service = services.GetRequiredService<EnrollmentService>();
        Assert.True((await service.AddCourseAsync(Course("C1"), options: null, Cancel)).IsSuccess);
        var (course, _) = await services.GetRequiredService<EnrollmentQueries>().FindCourseAsync(new CourseId("C1"), Cancel);
        Assert.Equal("Course C1", course!.Title);
    }

    [Fact]
    public async Task Bad_options_are_refused_with_the_name_of_the_option()
    {
        await using var services = new ServiceCollection().AddEventStore(store => store.UseInMemory()).AddEnrollment(options => options.CreditLimit = -1).BuildServiceProvider();
        var error = Assert.Throws<OptionsValidationException>(services.GetRequiredService<EnrollmentService>);
        Assert.Contains("CreditLimit", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_are_counted_by_outcome()
    {
        using var factory = new OwnMeters();
        var counted = new List<(string Name, long Value, string? Outcome)>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, l) => { if (instrument.Meter.Scope == factory) l.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            counted.Add((instrument.Name, value, tags.ToArray().FirstOrDefault(tag => tag.Key == "outcome").Value as string)));
        listener.Start();

        var service = new EnrollmentService(new AggregateRepository(NewStore()), metrics: new EnrollmentMetrics(factory));
        await service.EnrollAsync(Student("nobody"), [Section("a")], cancellationToken: Cancel);

        Assert.Equal([("smartcampus.enrollment.commands", 1L, "NotFound")], counted);
    }
}
