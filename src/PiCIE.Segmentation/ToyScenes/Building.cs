using System.Numerics;

namespace PiCIE.Segmentation.ToyScenes;

/// <summary>A house or block: a front wall across the view and the side wall that the camera can see, with windows, a door and a roof.</summary>
internal sealed record Building(float Left, float Right, float Near, float Far, float Height)
{
    private const float DoorWidth = 1.2f;

    public void Paint(Canvas canvas, Camera camera, SceneLight light, Dice dice)
    {
        Wall wall = Wall.Draw(dice, Height);
        float front = 0.5f + (0.3f * MathF.Abs(light.SunSide));
        float side = light.SunSide * (Left > 0 ? -1 : 1) > 0 ? 0.95f : 0.12f;
        PaintSide(canvas, camera, light, wall, side);
        (float left, float right) = (camera.ScreenX(Left, Near), camera.ScreenX(Right, Near));
        (float top, float bottom) = (camera.ScreenY(Height, Near), camera.ScreenY(0, Near));
        float scale = camera.Scale(Near);
        canvas.Paint(left, top, right, bottom, ToyClass.Building, (x, y) =>
        {
            if (x < left || x > right || y < top || y > bottom)
            {
                return Vector4.Zero;
            }

            return new Vector4(light.Lit(wall.At((x - left) / scale, (bottom - y) / scale, Right - Left, light), front, Near), 1);
        });
        if (Height < 9)
        {
            PaintGable(canvas, camera, light, wall, front);
        }
    }

    /// <summary>Paints the wall that runs away from the camera, seen when the house stands beside the view's middle.</summary>
    private void PaintSide(Canvas canvas, Camera camera, SceneLight light, Wall wall, float facing)
    {
        float edge = Left > 0 ? Left : Right;
        if (Left <= 0 && Right >= 0)
        {
            return;
        }

        (float from, float to) = (camera.ScreenX(edge, Near), camera.ScreenX(edge, Far));
        canvas.Paint(MathF.Min(from, to), camera.ScreenY(Height, Near), MathF.Max(from, to), camera.ScreenY(0, Near), ToyClass.Building, (x, y) =>
        {
            float depth = edge * camera.Focal / (x - camera.CentreX);
            if (!(depth >= Near && depth <= Far))
            {
                return Vector4.Zero;
            }

            float height = camera.Eye - ((y - camera.HorizonY) * depth / camera.Focal);
            return height < 0 || height > Height
                ? Vector4.Zero
                : new Vector4(light.Lit(wall.At(depth - Near, height, Far - Near, light), facing, depth), 1);
        });
    }

    /// <summary>Paints a pointed roof over the front of a low house.</summary>
    private void PaintGable(Canvas canvas, Camera camera, SceneLight light, Wall wall, float facing)
    {
        (float left, float right) = (camera.ScreenX(Left - 0.4f, Near), camera.ScreenX(Right + 0.4f, Near));
        (float peak, float eaves) = (camera.ScreenY(Height + (0.34f * (Right - Left)), Near), camera.ScreenY(Height, Near));
        float scale = camera.Scale(Near);
        canvas.Paint(left, peak, right, eaves, ToyClass.Building, (x, y) =>
        {
            float fromMiddle = MathF.Abs(((x - left) / (right - left)) - 0.5f) * 2;
            if (y < peak || y > eaves || fromMiddle > (y - peak) / (eaves - peak))
            {
                return Vector4.Zero;
            }

            float row = MathF.Floor((eaves - y) / scale * 3);
            float tile = Noise.Cell((int)(((x - left) / scale * 2.5f) + (row % 2 * 0.5f)), (int)row, wall.Seed);
            return new Vector4(light.Lit(wall.Roof * (0.82f + (0.25f * tile) - (row * scale % 1 < 0.2f ? 0.05f : 0)), facing, Near), 1);
        });
    }
}
