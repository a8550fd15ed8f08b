using System.Text;
using Xunit;
using Xunit.Sdk;

namespace SmartCampus.Events.Testing;

/// <summary>Events as text for comparing and for failure messages: the stored name and the JSON.</summary>
internal sealed class EventText(IEventSerializer serializer)
{
    public string List(IReadOnlyList<object> events)
    {
        if (events.Count == 0) return " nothing";
        var text = new StringBuilder();
        for (var i = 0; i < events.Count; i++) text.Append("\n  ").Append(i + 1).Append(". ").Append(Line(events[i]));
        return text.ToString();
    }

    public string Line(object @event)
    {
        var serialized = serializer.Serialize(new EventData(@event));
        return $"{serialized.EventType} {Encoding.UTF8.GetString(serialized.Data.Span)}";
    }

    /// <summary>Records with lists in them are not equal by Equals, so that what they show is compared.</summary>
    public static bool AreSame(object left, object right)
    {
        if (left.Equals(right)) return true;
        try
        {
            Assert.Equivalent(left, right, strict: true);
            return true;
        }
        catch (EquivalentException)
        {
            return false;
        }
    }
}
