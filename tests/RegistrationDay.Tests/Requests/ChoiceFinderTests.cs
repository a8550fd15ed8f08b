using SmartCampus.Enrollments;
using SmartCampus.RegistrationDay.Itc;
using SmartCampus.RegistrationDay.Requests;

namespace SmartCampus.RegistrationDay.Tests.Requests;

public sealed class ChoiceFinderTests
{
    private static readonly MeetingPattern Nine = new(MeetingTime.Parse("Mo 09:00-09:50 weeks 1-14"));
    private static readonly MeetingPattern Ten = new(MeetingTime.Parse("Mo 10:00-10:50 weeks 1-14"));

    [Fact]
    public void The_cheapest_class_of_each_subpart_is_chosen()
    {
        var choice = Find([[Class(1, Nine, cost: 5), Class(2, Nine, cost: 1)], [Class(3, Ten, cost: 2)]]);

        Assert.Equal([2, 3], choice!.ClassIds);
        Assert.Equal(3, choice.Cost);
    }

    [Fact]
    public void Equal_costs_are_decided_by_the_lower_class_number()
    {
        var choice = Find([[Class(4, Nine, cost: 1), Class(2, Nine, cost: 1)], [Class(9, Ten, cost: 0), Class(7, Ten, cost: 0)]]);

        Assert.Equal([2, 7], choice!.ClassIds);
    }

    [Fact]
    public void Classes_that_clash_with_each_other_are_not_chosen_together()
    {
        var choice = Find([[Class(1, Nine, cost: 0)], [Class(2, Nine, cost: 0), Class(3, Ten, cost: 9)]]);

        Assert.Equal([1, 3], choice!.ClassIds);
    }

    [Fact]
    public void A_class_is_chosen_with_its_parent()
    {
        var choice = Find([[Class(1, Nine, cost: 0), Class(2, Nine, cost: 8)], [Class(3, Ten, cost: 0, parent: 2)]]);

        Assert.Equal([2, 3], choice!.ClassIds);
    }

    [Fact]
    public void Without_a_class_that_passes_there_is_no_choice() =>
        Assert.Null(Find([[Class(1, Nine, cost: 0)], [Class(2, Ten, cost: 0)]], accepts: c => c.Id != 2));

    [Fact]
    public void A_course_that_is_made_to_be_hard_is_given_up()
    {
        // 25 subparts whose classes all meet at one of 20 times: no choice fits, and there are 20 to the power of 25 to try.
        var times = Enumerable.Range(0, 20).Select(hour => new MeetingPattern(new MeetingTime(MeetingDays.Monday, hour * 12, 10, WeekSet.Range(1, 14)))).ToArray();
        PlacedClass[][] subparts = [.. Enumerable.Range(0, 25).Select(s => times.Select((time, i) => Class(s * 20 + i + 1, time, cost: 0)).ToArray())];

        Assert.Null(Find(subparts));
    }

    [Fact]
    public void The_answer_equals_that_of_trying_everything()
    {
        const int seed = 20_190_401;
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var next = 1;
            PlacedClass[][] subparts =
            [
                .. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Enumerable.Range(0, random.Next(1, 6))
                    .Select(_ => Class(next++, random.Next(3) switch { 0 => Nine, 1 => Ten, _ => MeetingPattern.None }, random.Next(4))).ToArray()),
            ];

            var choice = Find(subparts);

            var expected = Product(subparts)
                .Where(c => !c.SelectMany((left, i) => c.Skip(i + 1).Select(right => left.Meetings.Overlaps(right.Meetings))).Any(clash => clash))
                .Select(c => (Cost: c.Sum(x => x.Cost), Ids: c.Select(x => x.Id).ToArray()))
                .OrderBy(c => c.Cost).ThenBy(c => c.Ids, Comparer<int[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)))
                .Select(c => c.Ids).FirstOrDefault();
            Assert.True((choice is null && expected is null) || choice!.ClassIds.SequenceEqual(expected!), $"seed {seed}, round {round}");
        }
    }

    private static Choice? Find(PlacedClass[][] subparts, Func<PlacedClass, bool>? accepts = null)
    {
        var course = new ItcCourse(1, [new ItcConfig(1, [.. subparts.Select((s, i) => new ItcSubpart(i + 1, [.. s.Select(c => new ItcClass(c.Id, 10, c.ParentId, [], []))]))])]);
        return new ChoiceFinder(subparts.SelectMany(s => s).ToDictionary(c => c.Id)).Cheapest(course, accepts ?? (_ => true));
    }

    private static PlacedClass Class(int id, MeetingPattern meetings, int cost, int? parent = null) => new(id, parent, meetings, cost);

    private static IEnumerable<PlacedClass[]> Product(IEnumerable<PlacedClass[]> subparts) => subparts.Aggregate(
        (IEnumerable<PlacedClass[]>)[[]],
        (heads, subpart) => heads.SelectMany(head => subpart.Select(c => (PlacedClass[])[.. head, c])));
}
