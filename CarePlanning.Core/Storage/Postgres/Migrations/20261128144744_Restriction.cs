using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CarePlanning.Core.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Restriction : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "RestrictedAtUtc",
                table: "Plans",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RestrictedBy",
                table: "Plans",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "RestrictedAtUtc",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "RestrictedBy",
                table: "Plans");
        }
    }
}
