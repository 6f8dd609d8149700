namespace PiCIE.Segmentation.ToyScenes;

/// <summary>Places the things of one scene and paints them from far to near.</summary>
internal sealed class Composition
{
    private readonly Canvas _canvas;
    private readonly Dice _dice;
    private readonly Camera _camera;
    private readonly SceneLight _light;
    private readonly Water? _water;
    private readonly float _roadMiddle;
    private readonly float _roadHalf;
    private readonly List<(float Depth, Action Paint)> _things = [];

    public Composition(Canvas canvas, Dice dice)
    {
        _canvas = canvas;
        _dice = dice;
        _camera = Camera.Draw(dice.Fork(1), canvas.Width, canvas.Height);
        _light = SceneLight.Draw(dice.Fork(2));
        _water = dice.Chance(0.75f) ? Water.Draw(dice.Fork(3)) : null;
        _roadMiddle = dice.Between(-2.5f, 2.5f);
        _roadHalf = dice.Between(2f, 3.5f);
    }

    public void Paint()
    {
        Sky.Paint(_canvas, _camera, _light, _dice.Fork(4));
        Ground.Paint(_canvas, _camera, _light, _dice.Fork(5));
        if (_dice.Chance(0.6f))
        {
            Ground.PaintRoad(_canvas, _camera, _light, _roadMiddle, _roadHalf, _dice.Fork(6));
        }

        _water?.Paint(_canvas, _camera, _light, _dice.Fork(7));
        PlaceBuildings(_dice.Fork(8));
        PlaceTrees(_dice.Fork(9));
        PlaceVehicles(_dice.Fork(10));
        PlacePeople(_dice.Fork(11));
        foreach ((_, Action? paint) in _things.OrderByDescending(thing => thing.Depth))
        {
            paint();
        }
    }

    private bool OnLand(float x, float z) => _water is null || !_water.Covers(x, z, 0.6f);

    private void PlaceBuildings(Dice dice)
    {
        // A skyline across the view, and rows along the road.
        float skyline = dice.Between(24f, 45f);
        float tall = dice.Between(6f, 20f);
        for (float x = -skyline * 1.1f; x < skyline * 1.1f;)
        {
            float width = dice.Between(5f, 13f);
            float place = x;
            x += width + (dice.Chance(0.5f) ? 0 : dice.Between(1f, 12f));
            Add(new Building(place, place + width, skyline, skyline + 10, tall * dice.Between(0.5f, 1.2f)), dice);
        }

        foreach (float side in (ReadOnlySpan<float>)[-1, 1])
        {
            if (dice.Chance(0.45f))
            {
                continue;
            }

            float edge = _roadHalf + dice.Between(1.5f, 6f);
            for (float z = dice.Between(7f, 13f); z < skyline - 8;)
            {
                float depth = dice.Between(6f, 10f);
                (float left, float right) = side < 0 ? (_roadMiddle - edge - 9, _roadMiddle - edge) : (_roadMiddle + edge, _roadMiddle + edge + 9);
                Add(new Building(left, right, z, z + depth, dice.Between(4.5f, 16f)), dice);
                z += depth + dice.Between(0f, 7f);
            }
        }
    }

    private void Add(Building building, Dice dice)
    {
        Dice own = dice.Fork(dice.Seed());
        if (OnLand(building.Left, building.Near) && OnLand(building.Right, building.Near))
        {
            _things.Add((building.Near, () => building.Paint(_canvas, _camera, _light, own)));
        }
    }

    private void PlaceTrees(Dice dice)
    {
        int count = dice.Between(4, 12);
        Tree.Shape grove = dice.Pick(Tree.Shape.Broad, Tree.Shape.Broad, Tree.Shape.Conifer);
        for (int index = 0; index < count; index++)
        {
            float z = dice.Between(5f, 24f);
            float x = dice.Between(-0.75f, 0.75f) * z;
            Tree.Shape kind = dice.Chance(0.2f) ? Tree.Shape.Bush : dice.Chance(0.8f) ? grove : Tree.Shape.Conifer;
            float height = kind == Tree.Shape.Bush ? dice.Between(0.9f, 2f) : dice.Between(4f, 9f);
            Dice own = dice.Fork(dice.Seed());
            Tree tree = new(x, z, height, kind);
            if (OnLand(x, z) && MathF.Abs(x - _roadMiddle) > _roadHalf)
            {
                _things.Add((z, () =>
                {
                    Shadow(tree.X, tree.Z, tree.Height * 0.35f);
                    tree.Paint(_canvas, _camera, _light, own);
                }
                ));
            }
        }
    }

    private void PlaceVehicles(Dice dice)
    {
        int count = dice.Between(1, 4);
        for (int index = 0; index < count; index++)
        {
            for (int attempt = 0; attempt < 8; attempt++)
            {
                float z = dice.Between(5f, 14f);
                float x = dice.Between(-0.65f, 0.65f) * z;
                Vehicle.Type kind = dice.Pick(Vehicle.Type.Car, Vehicle.Type.Car, Vehicle.Type.Van, Vehicle.Type.Bus);
                Vehicle vehicle = new(x, kind == Vehicle.Type.Bus ? z + 4 : z, kind, dice.Chance(0.35f));
                if (OnLand(x - (vehicle.Length / 2), vehicle.Z) && OnLand(x + (vehicle.Length / 2), vehicle.Z))
                {
                    Dice own = dice.Fork(dice.Seed());
                    _things.Add((vehicle.Z, () => vehicle.Paint(_canvas, _camera, _light, own)));
                    break;
                }
            }
        }
    }

    private void PlacePeople(Dice dice)
    {
        int count = dice.Between(2, 6);
        for (int index = 0; index < count; index++)
        {
            for (int attempt = 0; attempt < 8; attempt++)
            {
                float z = dice.Between(2.6f, 8f);
                float x = dice.Between(-0.55f, 0.55f) * z;
                Person person = new(x, z, dice.Between(1.45f, 1.9f));
                if (OnLand(x, z))
                {
                    Dice own = dice.Fork(dice.Seed());
                    _things.Add((z, () => person.Paint(_canvas, _camera, _light, own)));
                    break;
                }
            }
        }
    }

    /// <summary>Paints a soft patch of shade on the plane, drawn out away from the sun.</summary>
    private void Shadow(float x, float z, float radius)
    {
        float scale = _camera.Scale(z);
        float centre = _camera.ScreenX(x - (_light.SunSide * radius), z);
        float row = _camera.ScreenY(0, z);
        (float half, float high) = (radius * 1.5f * scale, MathF.Max(radius * 0.25f * scale, 1));
        _canvas.Darken(centre - half, row - high, centre + half, row + high, (px, py) =>
        {
            (float dx, float dy) = ((px - centre) / half, (py - row) / high);
            return 1 - (_light.Shadow * Math.Clamp(1.6f * (1 - ((dx * dx) + (dy * dy))), 0, 1));
        });
    }
}
