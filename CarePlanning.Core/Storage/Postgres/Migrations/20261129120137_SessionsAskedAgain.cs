using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CarePlanning.Core.Storage.Postgres.Migrations
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
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "SigningSinceUtc",
                table: "Sessions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Way",
                table: "Sessions",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "SeenAtUtc",
                table: "Joins",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LeadToldAtUtc",
                table: "Concerns",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LeadTriedAtUtc",
                table: "Concerns",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LeadTries",
                table: "Concerns",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "LeadToldAtUtc",
                table: "BreakGlass",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LeadTriedAtUtc",
                table: "BreakGlass",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LeadTries",
                table: "BreakGlass",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            // The leads were told of those when they happened.
            foreach (var told in new[] { "Concerns", "BreakGlass" }) migrationBuilder.Sql($"UPDATE \"{told}\" SET \"LeadToldAtUtc\" = \"AtUtc\"");

            migrationBuilder.CreateTable(
                name: "Vouchings",
                columns: table => new
                {
                    SessionId = table.Column<Guid>(type: "uuid", nullable: false),
                    RefreshToken = table.Column<string>(type: "text", nullable: false),
                    AskedAtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
