namespace PiCIE.Segmentation.ToyScenes;

/// <summary>Where things stand in one scene; painted from far to near.</summary>
internal sealed class Composition
{
    private readonly Canvas canvas;
    private readonly Dice dice;
    private readonly Camera camera;
    private readonly SceneLight light;
    private readonly Water? water;
    private readonly float roadMiddle;
    private readonly float roadHalf;
    private readonly List<(float Depth, Action Paint)> things = [];

    public Composition(Canvas canvas, Dice dice)
    {
        this.canvas = canvas;
        this.dice = dice;
        camera = Camera.Draw(dice.Fork(1), canvas.Width, canvas.Height);
        light = SceneLight.Draw(dice.Fork(2));
        water = dice.Chance(0.75f) ? Water.Draw(dice.Fork(3)) : null;
        roadMiddle = dice.Between(-2.5f, 2.5f);
        roadHalf = dice.Between(2f, 3.5f);
    }

    public void Paint()
    {
        Sky.Paint(canvas, camera, light, dice.Fork(4));
        Ground.Paint(canvas, camera, light, dice.Fork(5));
        if (dice.Chance(0.6f))
        {
            Ground.PaintRoad(canvas, camera, light, roadMiddle, roadHalf, dice.Fork(6));
        }

        water?.Paint(canvas, camera, light, dice.Fork(7));
        PlaceBuildings(dice.Fork(8));
        PlaceTrees(dice.Fork(9));
        PlaceVehicles(dice.Fork(10));
        PlacePeople(dice.Fork(11));
        foreach (var (_, paint) in things.OrderByDescending(thing => thing.Depth))
        {
            paint();
        }
    }

    private bool OnLand(float x, float z) => water is null || !water.Covers(x, z, 0.6f);

    private void PlaceBuildings(Dice dice)
    {
        // A skyline across the view, and rows along the road.
        var skyline = dice.Between(24f, 45f);
        var tall = dice.Between(6f, 20f);
        for (var x = -skyline * 1.1f; x < skyline * 1.1f;)
        {
            var width = dice.Between(5f, 13f);
            var place = x;
            x += width + (dice.Chance(0.5f) ? 0 : dice.Between(1f, 12f));
            Add(new Building(place, place + width, skyline, skyline + 10, tall * dice.Between(0.5f, 1.2f)), dice);
        }

        foreach (var side in (ReadOnlySpan<float>)[-1, 1])
        {
            if (dice.Chance(0.45f))
            {
                continue;
            }

            var edge = roadHalf + dice.Between(1.5f, 6f);
            for (var z = dice.Between(7f, 13f); z < skyline - 8;)
            {
                var depth = dice.Between(6f, 10f);
                var (left, right) = side < 0 ? (roadMiddle - edge - 9, roadMiddle - edge) : (roadMiddle + edge, roadMiddle + edge + 9);
                Add(new Building(left, right, z, z + depth, dice.Between(4.5f, 16f)), dice);
                z += depth + dice.Between(0f, 7f);
            }
        }
    }

    private void Add(Building building, Dice dice)
    {
        var own = dice.Fork(dice.Seed());
        if (OnLand(building.Left, building.Near) && OnLand(building.Right, building.Near))
        {
            things.Add((building.Near, () => building.Paint(canvas, camera, light, own)));
        }
    }

    private void PlaceTrees(Dice dice)
    {
        var count = dice.Between(4, 12);
        var grove = dice.Pick(Tree.Shape.Broad, Tree.Shape.Broad, Tree.Shape.Conifer);
        for (var index = 0; index < count; index++)
        {
            var z = dice.Between(5f, 24f);
            var x = dice.Between(-0.75f, 0.75f) * z;
            var kind = dice.Chance(0.2f) ? Tree.Shape.Bush : dice.Chance(0.8f) ? grove : Tree.Shape.Conifer;
            var height = kind == Tree.Shape.Bush ? dice.Between(0.9f, 2f) : dice.Between(4f, 9f);
            var own = dice.Fork(dice.Seed());
            var tree = new Tree(x, z, height, kind);
            if (OnLand(x, z) && MathF.Abs(x - roadMiddle) > roadHalf)
            {
                things.Add((z, () =>
                {
                    Shadow(tree.X, tree.Z, tree.Height * 0.35f);
                    tree.Paint(canvas, camera, light, own);
                }
                ));
            }
        }
    }

    private void PlaceVehicles(Dice dice)
    {
        var count = dice.Between(1, 4);
        for (var index = 0; index < count; index++)
        {
            for (var attempt = 0; attempt < 8; attempt++)
            {
                var z = dice.Between(5f, 14f);
                var x = dice.Between(-0.65f, 0.65f) * z;
                var kind = dice.Pick(Vehicle.Type.Car, Vehicle.Type.Car, Vehicle.Type.Van, Vehicle.Type.Bus);
                var vehicle = new Vehicle(x, kind == Vehicle.Type.Bus ? z + 4 : z, kind, dice.Chance(0.35f));
                if (OnLand(x - (vehicle.Length / 2), vehicle.Z) && OnLand(x + (vehicle.Length / 2), vehicle.Z))
                {
                    var own = dice.Fork(dice.Seed());
                    things.Add((vehicle.Z, () => vehicle.Paint(canvas, camera, light, own)));
                    break;
                }
            }
        }
    }

    private void PlacePeople(Dice dice)
    {
        var count = dice.Between(2, 6);
        for (var index = 0; index < count; index++)
        {
            for (var attempt = 0; attempt < 8; attempt++)
            {
                var z = dice.Between(2.6f, 8f);
                var x = dice.Between(-0.55f, 0.55f) * z;
                var person = new Person(x, z, dice.Between(1.45f, 1.9f));
                if (OnLand(x, z))
                {
                    var own = dice.Fork(dice.Seed());
                    things.Add((z, () => person.Paint(canvas, camera, light, own)));
                    break;
                }
            }
        }
    }

    /// <summary>A soft patch of shade on the plane, drawn out away from the sun.</summary>
    private void Shadow(float x, float z, float radius)
    {
        var scale = camera.Scale(z);
        var centre = camera.ScreenX(x - (light.SunSide * radius), z);
        var row = camera.ScreenY(0, z);
        var (half, high) = (radius * 1.5f * scale, MathF.Max(radius * 0.25f * scale, 1));
        canvas.Darken(centre - half, row - high, centre + half, row + high, (px, py) =>
        {
            var (dx, dy) = ((px - centre) / half, (py - row) / high);
            return 1 - (light.Shadow * Math.Clamp(1.6f * (1 - ((dx * dx) + (dy * dy))), 0, 1));
        });
    }
}
