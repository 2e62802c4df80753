namespace CarePlanning.Core.Storage;

/// <summary>Lets writers in one after another where the database has a single writer; waiting here beats its busy-retry of seconds.</summary>
public sealed class WriteQueue(bool oneAtATime) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);

    public async Task<T> Run<T>(Func<Task<T>> write)
    {
        if (!oneAtATime) return await write();
        await turn.WaitAsync();
        try { return await write(); }
        finally { turn.Release(); }
    }

    public void Dispose() => turn.Dispose();
}
