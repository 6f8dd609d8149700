using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PiCIE.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class BatchSize : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "batch_size",
                table: "stages",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "batch_size",
                table: "attempts",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "batch_size",
                table: "stages");

            migrationBuilder.DropColumn(
                name: "batch_size",
                table: "attempts");
        }
    }
}
