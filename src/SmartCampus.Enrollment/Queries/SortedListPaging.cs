namespace SmartCampus.Enrollments;

/// <summary>Pages of a list by key: finding where one begins takes a binary search.</summary>
internal static class SortedListPaging
{
    public static ListPage<T> Page<T>(this SortedList<string, T> list, PageRequest page, Func<T, bool> isWanted)
    {
        var items = new List<T>();
        string? last = null;
        for (var i = page.After is null ? 0 : IndexAfter(list.Keys, page.After); i < list.Count; i++)
        {
            if (!isWanted(list.Values[i])) continue;
            if (items.Count == page.Size) return new ListPage<T>(items, last);
            items.Add(list.Values[i]);
            last = list.Keys[i];
        }

        return new ListPage<T>(items, NextAfter: null);
    }

    private static int IndexAfter(IList<string> keys, string after)
    {
        var (low, high) = (0, keys.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(keys[middle], after) <= 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
