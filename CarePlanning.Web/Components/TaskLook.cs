using CarePlanning.Core.Plans;

namespace CarePlanning.Web.Components;

/// <summary>How a task's state is drawn.</summary>
internal static class TaskLook
{
    public static string Of(TaskState state) => state switch
    {
        TaskState.Completed => "done",
        TaskState.InProgress or TaskState.ToPutRight => "part",
        _ => "todo",
    };
}
