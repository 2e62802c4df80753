using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CarePlanning.Core.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class FiguresAtOnce : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Requests_OrganisationId_DecidedAtUtc",
                table: "Requests");

            migrationBuilder.CreateIndex(
                name: "IX_Requests_Figures",
                table: "Requests",
                columns: new[] { "OrganisationId", "DecidedAtUtc", "Route", "Outcome", "ReasonKind", "DecisionSeconds", "StartSeconds" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Requests_Figures",
                table: "Requests");

            migrationBuilder.CreateIndex(
                name: "IX_Requests_OrganisationId_DecidedAtUtc",
                table: "Requests",
                columns: new[] { "OrganisationId", "DecidedAtUtc" });
        }
    }
}
