using System.Numerics;

namespace PiCIE.Segmentation.ToyScenes;

/// <summary>Chooses the material of a wall and the places of its windows; a place on it is metres from its left edge and metres above the plane.</summary>
internal sealed class Wall
{
    private readonly Vector3 _colour;
    private readonly Vector3 _glass;
    private readonly Cladding _cladding;
    private readonly float _spacing;
    private readonly float _storey;
    private readonly float _windowWidth;
    private readonly float _windowHeight;
    private readonly float _litShare;

    private Wall(Dice dice, float height)
    {
        Seed = dice.Seed();
        _cladding = dice.Pick(Cladding.Brick, Cladding.Plaster, Cladding.Panels, Cladding.Boards);
        bool glazed = height > 12 && dice.Chance(0.3f);
        _colour = _cladding == Cladding.Brick
            ? Colours.Of(dice.Between(-0.02f, 0.1f), dice.Between(0.25f, 0.6f), dice.Between(0.45f, 0.75f))
            : Colours.Of(dice.Next(), dice.Between(0.05f, 0.5f), dice.Between(0.45f, 0.95f));
        _glass = Colours.Of(dice.Between(0.5f, 0.66f), dice.Between(0.1f, 0.45f), dice.Between(0.15f, 0.45f));
        _spacing = dice.Between(1.9f, 3.2f);
        _storey = dice.Between(2.7f, 3.5f);
        _windowWidth = glazed ? 0.86f : dice.Between(0.4f, 0.62f);
        _windowHeight = glazed ? 0.8f : dice.Between(0.42f, 0.62f);
        _litShare = dice.Between(0f, 0.5f);
        Roof = dice.Chance(0.6f)
            ? Colours.Of(dice.Between(-0.02f, 0.06f), dice.Between(0.4f, 0.7f), dice.Between(0.4f, 0.65f))
            : Colours.Of(dice.Between(0.5f, 0.7f), 0.12f, dice.Between(0.3f, 0.5f));
    }

    private enum Cladding
    {
        Brick,
        Plaster,
        Panels,
        Boards,
    }

    public uint Seed { get; }

    public Vector3 Roof { get; }

    public static Wall Draw(Dice dice, float height) => new(dice, height);

    /// <summary>Returns the colour of a place before light falls on it.</summary>
    public Vector3 At(float along, float above, float width, SceneLight light)
    {
        // Whole windows only: the spacing gives way to the wall's width.
        float columns = MathF.Max(MathF.Round(width / _spacing), 1);
        float u = along / width * columns;
        float v = above / _storey;
        (float column, float floor) = (MathF.Floor(u), MathF.Floor(v));
        (float insideX, float insideY) = (MathF.Abs(u - column - 0.5f), MathF.Abs(v - floor - 0.52f));
        if (insideX < _windowWidth / 2 && insideY < _windowHeight / 2)
        {
            return Window((int)column, (int)floor, insideX < 0.03f, light);
        }

        bool frame = insideX < (_windowWidth / 2) + 0.05f && insideY < (_windowHeight / 2) + 0.05f;
        return frame ? Vector3.Lerp(_colour, Vector3.One, 0.45f) : Surface(along, above);
    }

    private Vector3 Window(int column, int floor, bool bar, SceneLight light)
    {
        if (bar)
        {
            return Vector3.Lerp(_colour, Vector3.One, 0.5f);
        }

        float which = Noise.Cell(column, floor, Seed + 1);
        bool dark = light.Ambient.X + light.Sun.X < 0.65f;
        return dark && which < _litShare
            ? new Vector3(1.9f, 1.6f, 0.95f)
            : Vector3.Lerp(_glass, light.SkyBottom * 0.7f, which * 0.5f);
    }

    private Vector3 Surface(float along, float above)
    {
        float stain = 0.9f + (0.2f * Noise.Fractal(along * 0.4f, above * 0.25f, Seed + 2, 3));
        return _colour * stain * _cladding switch
        {
            Cladding.Brick => Brick(along, above),
            Cladding.Panels => along % 1.6f < 0.09f || above % 1.6f < 0.09f ? 0.8f : 1f,
            Cladding.Boards => (above % 0.42f < 0.1f ? 0.78f : 1f) * (0.94f + (0.1f * Noise.Cell(0, (int)(above / 0.42f), Seed))),
            _ => 0.93f + (0.12f * Noise.Smooth(along * 5, above * 5, Seed)),
        };
    }

    private float Brick(float along, float above)
    {
        float row = MathF.Floor(above / 0.3f);
        float place = (along / 0.7f) + (row % 2 * 0.5f);
        return above % 0.3f < 0.07f ? 1.22f : 0.84f + (0.3f * Noise.Cell((int)MathF.Floor(place), (int)row, Seed));
    }
}
