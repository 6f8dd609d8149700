using System.Security.Claims;
using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using PiCIE.Dashboard.Acts;
using PiCIE.Dashboard.Live;
using PiCIE.Experiments.People;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Control;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Marks;

namespace PiCIE.Dashboard.OneRun;

/// <summary>What one can do to a run. Each act says what it will do before, and how it went behind it; whoever may only look sees it disabled.</summary>
public sealed partial class RunActs
{
    /// <summary>The run.</summary>
    [Parameter]
    [EditorRequired]
    public RunFacts Facts { get; set; } = null!;

    /// <summary>Is called when an act was done.</summary>
    [Parameter]
    public EventCallback OnDone { get; set; }

    /// <summary>Who looks at the page.</summary>
    [CascadingParameter]
    public Task<AuthenticationState>? Visitor { get; set; }

    [Inject]
    internal Questions Questions { get; set; } = null!;

    [Inject]
    internal IDialogService Dialogs { get; set; } = null!;

    [Inject]
    internal ISnackbar Notices { get; set; } = null!;

    private bool MayAct { get; set; }

    private string? WhyNot => MayAct ? null : "You may look at runs here and not change them.";

    private string Name => $"{Facts.Experiment.Name}/{Facts.Run.Name}";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        string? role = Visitor is null ? null : (await Visitor).User.FindFirstValue(ClaimTypes.Role);
        MayAct = Enum.TryParse(role, ignoreCase: true, out Role known) && known >= Role.Operator;
    }

    private Task CancelAsync() => DoAsync(
        "Cancel this run?",
        $"Its stages that nobody else wants stop, and what waits is not started. {(Facts.SharedOpenStages is > 0 and int shared ? $"{shared} of its stages {(shared == 1 ? "is" : "are")} shared with other runs and {(shared == 1 ? "goes" : "go")} on for those. " : "")}What is done stays; it can be asked for again.",
        "Cancel the run", _ => new CancelRuns([Facts.Address]), (ChangedRuns _) => $"{Name} is canceled.");

    private Task RetryAsync() => DoAsync(
        "Try this run again?", "Its failed stages are tried again from their newest checkpoints; what is done stays done.",
        "Try again", _ => new RetryRuns([Facts.Address]), (ChangedRuns _) => $"{Name} is tried again.");

    private Task AskAgainAsync() => DoAsync(
        "Ask for this run again?", "It takes its place among what waits; what is done stays done.",
        "Ask for it again", _ => new ResumeRuns([Facts.Address]), (ChangedRuns _) => $"{Name} is asked for again.");

    private Task TagAsync() => DoAsync(
        "Tag this run", "The tag is seen by everybody, and filters find it as tag = ….",
        "Add the tag", text => new Tag([Facts.Address], [text], []), (MarksDocument marks) => marks.Marked.Any(one => one.Changed) ? $"{Name} has the tag." : $"{Name} had the tag before.", "Tag");

    private Task NoteAsync() => DoAsync(
        "Write a note on this run", "It carries your name and the time, and everybody sees it.",
        "Write the note", text => new WriteNote(Facts.Address, text, null), (MarksDocument _) => $"The note stands on {Name}.", "Note", 4);

    private Task ArchiveAsync() => DoAsync(
        "Archive this run?", "Lists leave it out unless a filter names archived. Nothing is deleted, and what waits is done all the same.",
        "Archive the run", _ => new Archive([Facts.Address]), (MarksDocument _) => $"{Name} is archived; picie archive --undo takes it out.");

    private async Task DoAsync<T>(string title, string sentence, string verb, Func<string, IRequest<T>> act, Func<T, string> told, string? field = null, int lines = 1)
    {
        DialogParameters<ActDialog> parameters = new()
        {
            { dialog => dialog.Title, title },
            { dialog => dialog.Sentence, sentence },
            { dialog => dialog.Verb, verb },
            { dialog => dialog.Field, field },
            { dialog => dialog.Lines, lines },
        };
        IDialogReference asked = await Dialogs.ShowAsync<ActDialog>(title, parameters, new DialogOptions { MaxWidth = MaxWidth.Small, CloseOnEscapeKey = false });
        if (await asked.Result is not { Canceled: false, Data: string text } || !MayAct)
        {
            return;
        }

        try
        {
            Notices.Add(told(await Questions.AskAsync(act(text))), Severity.Normal);
            await OnDone.InvokeAsync();
        }
        catch (PicieException error)
        {
            Notices.Add(error.Message, Severity.Error);
        }
    }
}
