using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CarePlanning.Core.Storage.Sqlite.Migrations
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RestrictedBy",
                table: "Plans",
                type: "TEXT",
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
