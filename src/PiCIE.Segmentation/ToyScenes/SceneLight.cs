using System.Numerics;

namespace PiCIE.Segmentation.ToyScenes;

/// <summary>The hour and the weather: where light comes from, its colours, and how the air swallows what is far.</summary>
internal sealed record SceneLight
{
    /// <summary>Place of the sun: −1 at the left edge, 1 at the right edge.</summary>
    public required float SunSide { get; init; }

    public required Vector3 Sun { get; init; }

    public required Vector3 Ambient { get; init; }

    public required Vector3 SkyTop { get; init; }

    public required Vector3 SkyBottom { get; init; }

    /// <summary>Share of the sky under clouds, 0 to 1.</summary>
    public required float Clouds { get; init; }

    /// <summary>Part of the light that is lost in one metre of air.</summary>
    public required float Haze { get; init; }

    /// <summary>Share of the light that a shadow takes, 0 to 1.</summary>
    public float Shadow => Math.Clamp(Sun.X * 0.75f, 0.1f, 0.6f);

    public static SceneLight Draw(Dice dice)
    {
        SceneLight mood = dice.Pick(Noon(dice), Overcast(dice), Sunset(dice), Mist(dice), Dusk(dice), Noon(dice));
        return mood with
        {
            SkyTop = mood.SkyTop.Vary(dice, 0.1f),
            SkyBottom = mood.SkyBottom.Vary(dice, 0.08f),
            Ambient = mood.Ambient.Vary(dice, 0.06f),
        };
    }

    /// <summary>Returns the colour of a surface seen from <paramref name="depth"/> metres; <paramref name="facing"/> 0 is in shade, 1 full sun.</summary>
    public Vector3 Lit(Vector3 surface, float facing, float depth) =>
        Vector3.Lerp(SkyBottom, surface * (Ambient + (Sun * facing)), MathF.Exp(-Haze * depth));

    private static SceneLight Noon(Dice dice) => new()
    {
        SunSide = dice.Between(-1f, 1f),
        Sun = new(0.72f, 0.69f, 0.62f),
        Ambient = new(0.44f, 0.48f, 0.55f),
        SkyTop = new(0.22f, 0.45f, 0.82f),
        SkyBottom = new(0.68f, 0.82f, 0.94f),
        Clouds = dice.Between(0.1f, 0.6f),
        Haze = 0.004f,
    };

    private static SceneLight Overcast(Dice dice) => new()
    {
        SunSide = dice.Between(-1f, 1f),
        Sun = new(0.12f, 0.12f, 0.12f),
        Ambient = new(0.76f, 0.78f, 0.8f),
        SkyTop = new(0.58f, 0.61f, 0.66f),
        SkyBottom = new(0.8f, 0.82f, 0.84f),
        Clouds = dice.Between(0.6f, 1f),
        Haze = 0.008f,
    };

    private static SceneLight Sunset(Dice dice) => new()
    {
        SunSide = dice.Pick(-0.9f, 0.9f),
        Sun = new(0.85f, 0.5f, 0.24f),
        Ambient = new(0.42f, 0.38f, 0.46f),
        SkyTop = new(0.36f, 0.36f, 0.6f),
        SkyBottom = new(0.98f, 0.64f, 0.4f),
        Clouds = dice.Between(0.2f, 0.7f),
        Haze = 0.006f,
    };

    private static SceneLight Mist(Dice dice) => new()
    {
        SunSide = dice.Between(-1f, 1f),
        Sun = new(0.2f, 0.19f, 0.17f),
        Ambient = new(0.7f, 0.7f, 0.68f),
        SkyTop = new(0.7f, 0.72f, 0.72f),
        SkyBottom = new(0.83f, 0.82f, 0.78f),
        Clouds = dice.Between(0f, 0.4f),
        Haze = 0.022f,
    };

    private static SceneLight Dusk(Dice dice) => new()
    {
        SunSide = dice.Between(-1f, 1f),
        Sun = new(0.1f, 0.08f, 0.12f),
        Ambient = new(0.42f, 0.44f, 0.62f),
        SkyTop = new(0.13f, 0.16f, 0.36f),
        SkyBottom = new(0.52f, 0.42f, 0.52f),
        Clouds = dice.Between(0.2f, 0.8f),
        Haze = 0.006f,
    };
}
