using PiCIE.Evaluation.Classes;

namespace PiCIE.Segmentation.Images;

/// <summary>Draws a picture for people: panels side by side, each under its title, and a legend of the colours in them.</summary>
public static class ComparisonSheet
{
    private const int Channels = 3;
    private const int Margin = 10;

    /// <summary>Pixels of a point of a letter.</summary>
    private const int PointSize = 2;
    private const int LineHeight = (PixelFont.Height * PointSize) + 8;
    private const int Swatch = PixelFont.Height * PointSize;
    private const byte Paper = 255;

    /// <summary>Draws a sheet.</summary>
    /// <param name="panels">Title and picture of each panel; all pictures have one size.</param>
    /// <param name="legend">Name and colour of what the panels show; a name that is too long for the sheet is cut.</param>
    /// <exception cref="ArgumentException">There is no panel.</exception>
    public static RgbImage Draw(IReadOnlyList<(string Title, RgbImage Picture)> panels, IReadOnlyList<(string Name, ClassColour Colour)> legend)
    {
        ArgumentNullException.ThrowIfNull(panels);
        ArgumentNullException.ThrowIfNull(legend);
        if (panels.Count == 0)
        {
            throw new ArgumentException("A sheet has at least one panel.", nameof(panels));
        }

        (int panelWidth, int panelHeight) = (panels[0].Picture.Width, panels[0].Picture.Height);
        int width = Margin + (panels.Count * (panelWidth + Margin));
        (int X, int Y)[] places = Places(legend, width);
        int below = Margin + LineHeight + panelHeight + Margin;
        int height = places.Length == 0 ? below : below + places[^1].Y + LineHeight;
        byte[] pixels = new byte[Channels * width * height];
        pixels.AsSpan().Fill(Paper);
        RgbImage sheet = new(width, height, pixels);
        for (int panel = 0; panel < panels.Count; panel++)
        {
            int left = Margin + (panel * (panelWidth + Margin));
            Write(sheet, panels[panel].Title, left, Margin);
            Paste(sheet, panels[panel].Picture, left, Margin + LineHeight);
        }

        for (int entry = 0; entry < legend.Count; entry++)
        {
            (int x, int y) = (places[entry].X, below + places[entry].Y);
            Fill(sheet, x, y, Swatch, Swatch, legend[entry].Colour);
            Write(sheet, legend[entry].Name, x + Swatch + Margin, y);
        }

        return sheet;
    }

    /// <summary>Returns the places at which the entries of the legend begin: as many in a line as fit.</summary>
    private static (int X, int Y)[] Places(IReadOnlyList<(string Name, ClassColour Colour)> legend, int width)
    {
        (int X, int Y)[] places = new (int X, int Y)[legend.Count];
        (int x, int y) = (Margin, 0);
        for (int entry = 0; entry < legend.Count; entry++)
        {
            int wanted = Swatch + (2 * Margin) + (legend[entry].Name.Length * PixelFont.Advance * PointSize);
            if (x > Margin && x + wanted > width)
            {
                (x, y) = (Margin, y + LineHeight);
            }

            places[entry] = (x, y);
            x += wanted + Margin;
        }

        return places;
    }

    private static void Paste(RgbImage sheet, RgbImage picture, int left, int top)
    {
        for (int y = 0; y < picture.Height; y++)
        {
            picture.Pixels.AsSpan(Channels * y * picture.Width, Channels * picture.Width)
                .CopyTo(sheet.Pixels.AsSpan(Channels * (((top + y) * sheet.Width) + left)));
        }
    }

    private static void Write(RgbImage sheet, string text, int left, int top)
    {
        foreach ((int x, int y) in PixelFont.Points(text))
        {
            Fill(sheet, left + (x * PointSize), top + (y * PointSize), PointSize, PointSize, new ClassColour(0, 0, 0));
        }
    }

    /// <summary>Fills a rectangle, as far as it lies on the sheet.</summary>
    private static void Fill(RgbImage sheet, int left, int top, int width, int height, ClassColour colour)
    {
        for (int y = top; y < Math.Min(top + height, sheet.Height); y++)
        {
            for (int x = left; x < Math.Min(left + width, sheet.Width); x++)
            {
                int place = Channels * ((y * sheet.Width) + x);
                (sheet.Pixels[place], sheet.Pixels[place + 1], sheet.Pixels[place + 2]) = (colour.Red, colour.Green, colour.Blue);
            }
        }
    }
}
