using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CarePlanning.Core.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class PlanKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "DataKey",
                table: "Plans",
                type: "text",
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "DataKey",
                table: "Plans");
        }
    }
}
