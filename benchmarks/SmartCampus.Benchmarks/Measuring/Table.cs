using System.Globalization;

namespace SmartCampus.Benchmarks.Measuring;

/// <summary>The result of a workload, as a table in Markdown.</summary>
internal sealed class Table
{
    private readonly IReadOnlyList<Row> _rows;
    private readonly Row? _base;
    private readonly Row? _bestPeer;

    public Table(IReadOnlyList<Row> rows, string baseName)
    {
        _rows = rows;
        _base = rows.FirstOrDefault(row => row.Name.Contains(baseName, StringComparison.OrdinalIgnoreCase));
        _bestPeer = rows.Where(row => row.Role == Role.Peer).MaxBy(row => row.PerSecond);
    }

    public void Print(string title, string unit, string facts, TextWriter output)
    {
        var columns = Columns(unit);
        output.WriteLine();
        output.WriteLine($"### {title}");
        output.WriteLine();
        output.WriteLine($"{facts}. Medians; ratios are taken within a round: median (lowest..highest).");
        output.WriteLine();
        output.WriteLine($"| {string.Join(" | ", columns.Select(column => column.Head))} |");
        output.WriteLine($"|---|---|{string.Concat(columns.Skip(2).Select(_ => "--:|"))}");
        foreach (var row in _rows) output.WriteLine($"| {string.Join(" | ", columns.Select(column => column.Cell(row)))} |");
        output.Flush();
    }

    private List<(string Head, Func<Row, string> Cell)> Columns(string unit)
    {
        List<(string, Func<Row, string>)> columns =
        [
            ("system", row => row.Name),
            ("role", row => row.Role.ToString()),
            ($"{unit}s/s", row => Number(row.PerSecond)),
            ("p50", row => Duration(row.Median(slice => slice.P50))),
            ("p99", row => Duration(row.Median(slice => slice.P99))),
            ($"bytes/{unit}", row => Number(row.Median(slice => slice.Bytes))),
        ];
        if (_rows.Any(row => row.Slices[0].Retries is not null)) columns.Add(("retries", row => row.Slices[0].Retries is null ? "-" : Number(row.Median(slice => slice.Retries!.Value))));
        if (_base is not null) columns.Add(($"against {_base.Name}", row => Ratio(row, _base)));
        if (_bestPeer is not null) columns.Add(($"against {_bestPeer.Name}", row => Ratio(row, _bestPeer)));
        return columns;
    }

    private static string Ratio(Row row, Row other)
    {
        if (row == other) return "1";
        var (median, lowest, highest) = row.Against(other);
        return $"{Number(median)} ({Number(lowest)}..{Number(highest)})";
    }

    private static string Number(double value) =>
        value.ToString(value >= 100 ? "N0" : value >= 10 ? "0.0" : value >= 0.1 ? "0.00" : "0.0000", CultureInfo.InvariantCulture);

    private static string Duration(double microseconds) => microseconds >= 1_000
        ? string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1_000:0.00} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{microseconds:0.0} µs");
}
