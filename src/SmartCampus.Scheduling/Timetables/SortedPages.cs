using SmartCampus.Enrollments;

namespace SmartCampus.Scheduling;

/// <summary>Parts of a list by key.</summary>
internal static class SortedPages
{
    internal static ListPage<T> Page<T>(this SortedDictionary<string, T> list, PageRequest page, Func<T, bool> isWanted)
    {
        var following = list.Where(entry => (page.After is null || string.CompareOrdinal(entry.Key, page.After) > 0) && isWanted(entry.Value));
        var found = following.Take(page.Size + 1).ToArray();
        var items = found.Take(page.Size).Select(entry => entry.Value).ToArray();
        return new ListPage<T>(items, found.Length > page.Size ? found[page.Size - 1].Key : null);
    }
}
