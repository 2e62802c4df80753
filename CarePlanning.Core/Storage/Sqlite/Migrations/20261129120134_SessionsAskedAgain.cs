using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CarePlanning.Core.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SessionsAskedAgain : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "SigningPlanId",
                table: "Sessions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "SigningSinceUtc",
                table: "Sessions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Way",
                table: "Sessions",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "SeenAtUtc",
                table: "Joins",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LeadToldAtUtc",
                table: "Concerns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LeadTriedAtUtc",
                table: "Concerns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LeadTries",
                table: "Concerns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "LeadToldAtUtc",
                table: "BreakGlass",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LeadTriedAtUtc",
                table: "BreakGlass",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LeadTries",
                table: "BreakGlass",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            // The leads were told of those when they happened.
            foreach (var told in new[] { "Concerns", "BreakGlass" }) migrationBuilder.Sql($"UPDATE \"{told}\" SET \"LeadToldAtUtc\" = \"AtUtc\"");

            migrationBuilder.CreateTable(
                name: "Vouchings",
                columns: table => new
                {
                    SessionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RefreshToken = table.Column<string>(type: "TEXT", nullable: false),
                    AskedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Vouchings", x => x.SessionId);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Vouchings");

            migrationBuilder.DropColumn(
                name: "SigningPlanId",
                table: "Sessions");

            migrationBuilder.DropColumn(
                name: "SigningSinceUtc",
                table: "Sessions");

            migrationBuilder.DropColumn(
                name: "Way",
                table: "Sessions");

            migrationBuilder.DropColumn(
                name: "SeenAtUtc",
                table: "Joins");

            migrationBuilder.DropColumn(
                name: "LeadToldAtUtc",
                table: "Concerns");

            migrationBuilder.DropColumn(
                name: "LeadTriedAtUtc",
                table: "Concerns");

            migrationBuilder.DropColumn(
                name: "LeadTries",
                table: "Concerns");

            migrationBuilder.DropColumn(
                name: "LeadToldAtUtc",
                table: "BreakGlass");

            migrationBuilder.DropColumn(
                name: "LeadTriedAtUtc",
                table: "BreakGlass");

            migrationBuilder.DropColumn(
                name: "LeadTries",
                table: "BreakGlass");
        }
    }
}
