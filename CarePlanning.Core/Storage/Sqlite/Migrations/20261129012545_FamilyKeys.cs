using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CarePlanning.Core.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class FamilyKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_FamilyAccounts_Email",
                table: "FamilyAccounts");

            migrationBuilder.AddColumn<string>(
                name: "EmailHmac",
                table: "FamilyAccounts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PortalKeys",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DataKey = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PortalKeys", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_FamilyAccounts_EmailHmac",
                table: "FamilyAccounts",
                column: "EmailHmac",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PortalKeys");

            migrationBuilder.DropIndex(
                name: "IX_FamilyAccounts_EmailHmac",
                table: "FamilyAccounts");

            migrationBuilder.DropColumn(
                name: "EmailHmac",
                table: "FamilyAccounts");

            migrationBuilder.CreateIndex(
                name: "IX_FamilyAccounts_Email",
                table: "FamilyAccounts",
                column: "Email",
                unique: true);
        }
    }
}
