using SmartCampus.Events.Testing;
using Xunit;
using Xunit.Sdk;

namespace SmartCampus.Events.Tests.Aggregates;

public sealed class AggregateSpecificationTests
{
    private static readonly AggregateSpecification<Tutorial, TutorialState> Tutorial = new(
        new EventTypes()
            .Add("tutorial-planned", TutorialJson.Default.TutorialPlanned)
            .Add("tutorial-forgetful", TutorialJson.Default.Forgetful),
        new StreamId("tutorial-1"));

    [Fact]
    public void Events_with_lists_are_compared_by_value() => Tutorial
        .Given()
        .When(tutorial => tutorial.Plan("mon", "tue"))
        .Then(new TutorialPlanned(["mon", "tue"]))
        .ThenReturns(2)
        .ThenState(state => Assert.Equal(2, state.Days));

    [Fact]
    public void A_refusal_raises_nothing()
    {
        var refused = Tutorial
            .Given(new TutorialPlanned(["mon"]))
            .When(tutorial => tutorial.Plan("tue"))
            .ThenThrows<InvalidOperationException>();

        Assert.Equal("Planned already.", refused.Message);
    }

    [Fact]
    public void Another_event_fails_and_both_are_shown()
    {
        var outcome = Tutorial.Given().When(tutorial => tutorial.Plan("mon"));

        var failure = Assert.Throws<FailException>(() => outcome.Then(new TutorialPlanned(["tue"])));

        Assert.Contains("Given nothing", failure.Message, StringComparison.Ordinal);
        Assert.Contains("""
            expected to raise
              1. tutorial-planned {"Days":["tue"]}
            but it raised
              1. tutorial-planned {"Days":["mon"]}
            """, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Raising_nothing_is_said_with_an_empty_then()
    {
        Tutorial.Given().When(_ => { }).Then();

        Assert.Throws<FailException>(() => Tutorial.Given().When(t => t.Plan("mon")).Then());
    }

    [Fact]
    public void An_unexpected_exception_fails_every_other_ending()
    {
        var outcome = Tutorial.Given(new TutorialPlanned(["mon"])).When(tutorial => tutorial.Plan("tue"));

        foreach (var ending in (Action[])[() => outcome.Then(), () => outcome.ThenReturns(1), () => outcome.ThenState(_ => { }), () => outcome.ThenThrows<ArgumentException>()])
            Assert.Contains("Planned already.", Assert.Throws<FailException>(ending).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_exception_fails() =>
        Assert.Throws<FailException>(() => Tutorial.Given().When(tutorial => tutorial.Plan("mon")).ThenThrows<InvalidOperationException>());

    [Fact]
    public void An_exception_after_an_event_was_raised_fails() => Assert.Contains(
        "before that it raised",
        Assert.Throws<FailException>(() => Tutorial.Given().When(tutorial => tutorial.PlanAndThrow()).ThenThrows<InvalidOperationException>()).Message,
        StringComparison.Ordinal);

    [Fact]
    public void An_event_that_does_not_survive_json_fails() => Assert.Contains(
        "does not give back",
        Assert.Throws<FailException>(() => Tutorial.Given().When(tutorial => tutorial.Forget()).Then(new Forgetful { Secret = "x" })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_state_that_a_snapshot_does_not_keep_fails() => Assert.Contains(
        "restored from a snapshot",
        Assert.Throws<FailException>(() => Tutorial.Given().When(tutorial => tutorial.Plan("mon")).ThenState(state => Assert.Equal("planned", state.Note))).Message,
        StringComparison.Ordinal);
}
