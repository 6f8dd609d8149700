namespace PiCIE.Evaluation.Matching;

/// <summary>
/// Finds the one-to-one assignment of rows to columns with the greatest sum, by the Hungarian method with shortest augmenting paths and
/// potentials: O(s²·l) for short side s and long side l. What is left over on the longer side is not assigned.
/// </summary>
internal static class MaximumAssignment
{
    private const int None = -1;

    /// <summary>Returns the column of each row; −1 for rows left over.</summary>
    /// <param name="values">Rows of equal length.</param>
    public static int[] Solve(long[][] values)
    {
        int rows = values.Length;
        int columns = values[0].Length;
        if (rows <= columns)
        {
            return SolveWide(values);
        }

        long[][] turned = [.. Enumerable.Range(0, columns).Select(column => values.Select(row => row[column]).ToArray())];
        int[] columnOfRow = new int[rows];
        Array.Fill(columnOfRow, None);
        int[] rowOfColumn = SolveWide(turned);
        for (int column = 0; column < columns; column++)
        {
            columnOfRow[rowOfColumn[column]] = column;
        }

        return columnOfRow;
    }

    private static int[] SolveWide(long[][] values)
    {
        int columns = values[0].Length;
        long[] rowPotential = new long[values.Length];
        long[] columnPotential = new long[columns];
        int[] rowOfColumn = new int[columns];
        Array.Fill(rowOfColumn, None);
        for (int row = 0; row < values.Length; row++)
        {
            Augment(row, values, rowPotential, columnPotential, rowOfColumn);
        }

        int[] columnOfRow = new int[values.Length];
        for (int column = 0; column < columns; column++)
        {
            if (rowOfColumn[column] != None)
            {
                columnOfRow[rowOfColumn[column]] = column;
            }
        }

        return columnOfRow;
    }

    // Dijkstra over reduced costs (cost = −value − potentials ≥ 0) from the new row to the nearest free column; then the path is flipped.
    private static void Augment(int start, long[][] values, long[] rowPotential, long[] columnPotential, int[] rowOfColumn)
    {
        int columns = columnPotential.Length;
        long[] distance = new long[columns];
        int[] previous = new int[columns];
        bool[] settled = new bool[columns];
        Array.Fill(distance, long.MaxValue);
        Array.Fill(previous, None);
        int row = start;
        int last = None;
        long reached = 0;
        while (true)
        {
            int nearest = None;
            for (int column = 0; column < columns; column++)
            {
                if (settled[column])
                {
                    continue;
                }

                long through = reached - values[row][column] - rowPotential[row] - columnPotential[column];
                if (through < distance[column])
                {
                    distance[column] = through;
                    previous[column] = last;
                }

                if (nearest == None || distance[column] < distance[nearest])
                {
                    nearest = column;
                }
            }

            settled[nearest] = true;
            reached = distance[nearest];
            last = nearest;
            if (rowOfColumn[nearest] == None)
            {
                break;
            }

            row = rowOfColumn[nearest];
        }

        UpdatePotentials(start, reached, (distance, settled), (rowPotential, columnPotential), rowOfColumn);
        Flip(start, last, previous, rowOfColumn);
    }

    private static void UpdatePotentials(
        int start, long reached, (long[] Distance, bool[] Settled) search, (long[] Row, long[] Column) potential, int[] rowOfColumn)
    {
        potential.Row[start] += reached;
        for (int column = 0; column < rowOfColumn.Length; column++)
        {
            if (search.Settled[column] && rowOfColumn[column] != None)
            {
                potential.Row[rowOfColumn[column]] += reached - search.Distance[column];
                potential.Column[column] -= reached - search.Distance[column];
            }
        }
    }

    private static void Flip(int start, int last, int[] previous, int[] rowOfColumn)
    {
        for (int column = last; column != None; column = previous[column])
        {
            rowOfColumn[column] = previous[column] == None ? start : rowOfColumn[previous[column]];
        }
    }
}
