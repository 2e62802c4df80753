using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Concerns;

/// <summary>Finds the named lead of a plan's organisation.</summary>
public sealed class NamedLeadService(IOpenDb storage, NamedLeads leads)
{
    internal async Task<NamedLead> Of(Guid planId)
    {
        if (leads.Own.Count == 0) return leads.OfOthers;
        await using var db = storage.Open();
        var organisation = await (from p in db.Plans join o in db.Organisations on p.OrganisationId equals o.Id where p.Id == planId select o.Name).SingleAsync();
        return leads.Own.GetValueOrDefault(organisation) ?? leads.OfOthers;
    }
}
