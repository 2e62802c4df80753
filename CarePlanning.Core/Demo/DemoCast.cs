using CarePlanning.Core.People;

namespace CarePlanning.Core.Demo;

/// <summary>Everybody who can sign in to the demonstration; none of them exists.</summary>
internal static class DemoCast
{
    public static DemoAccount Joyce { get; } = new("Joyce Ashworth", "Joyce", AccountRole.Person);
    public static DemoAccount Anne { get; } = new("Anne Ashworth", "Anne", AccountRole.Carer);
    public static DemoAccount Nia { get; } = new("Nia Rees", "Nia", AccountRole.Professional, "Hospice nurse", "00A0000X");

    public static DemoAccount Des { get; } = new("Desmond Clarke", "Des", AccountRole.Person);
    public static DemoAccount Pauline { get; } = new("Pauline Clarke", "Pauline", AccountRole.Carer);

    public static DemoAccount Tess { get; } = new("Tess Okonjo", "Tess", AccountRole.Person);
    public static DemoAccount Grace { get; } = new("Grace Okonjo", "Grace", AccountRole.Carer);
    public static DemoAccount Samir { get; } = new("Samir Qureshi", "Samir", AccountRole.Professional, "Support planner");

    public static DemoAccount Helen { get; } = new("Helen Castle", "Helen", AccountRole.Approver, "Continuing care lead nurse");
    public static DemoAccount Owen { get; } = new("Owen Brandt", "Owen", AccountRole.Approver, "Team lead, community nursing");
    public static DemoAccount Miriam { get; } = new("Miriam Sands", "Miriam", AccountRole.Approver, "Finance lead");
    public static DemoAccount Tunde { get; } = new("Tunde Bello", "Tunde", AccountRole.Approver, "Therapy lead");
    public static DemoAccount Ravi { get; } = new("Ravi Menon", "Ravi", AccountRole.Lead, "Personal health budgets programme lead");
}
