#include "commandspec.h"

#include "commandoptions.h"

namespace ca::cli {

namespace {
using namespace Qt::StringLiterals;

const QString promptArguments = u"PROMPT | --file TASK.md | -"_s;

CommandSpec runSpec()
{
    return {.name = u"run"_s,
            .arguments = promptArguments,
            .summary = u"schedule a job, watch it work, and fetch its result"_s,
            .details =
                u"Shows steps and output while the job works, then writes the result as ID.zip. The job's standard "
                "output goes to standard output, everything else to standard error. The exit code is 0 only when "
                "the job completes. Ctrl-C asks whether to cancel the job; a second Ctrl-C leaves it running. "
                "Without a terminal a signal ends cactl and leaves the job running."_s,
            .examples = {u"cactl run '$ echo hello > greeting.txt'"_s, u"cactl run --file task.md -o results"_s,
                         u"cactl run --file task.md --limit wall_time=600 --json | tail -n 1"_s,
                         u"cactl run 'Tidy up the tables' --input sales.csv --input old-reports/"_s},
            .options = scheduleOptions() << outputOption() << forceOption() << retryOption(),
            .maxArguments = 1};
}

CommandSpec scheduleSpec()
{
    return {.name = u"schedule"_s,
            .arguments = promptArguments,
            .summary = u"schedule a job and print its id"_s,
            .details = u"The task is the argument, a file, or standard input (-). It runs when a place is free."_s,
            .examples = {u"cactl schedule '$ make test'"_s, u"id=$(cactl schedule --file task.md --priority 10)"_s,
                         u"generate-task | cactl schedule - --limit memory_mb=4096 --limit wall_time=600"_s},
            .options = scheduleOptions(),
            .maxArguments = 1};
}

CommandSpec statusSpec()
{
    return {.name = u"status"_s,
            .arguments = u"ID"_s,
            .summary = u"show what a job is at, its steps and how it ended"_s,
            .details = u"With --json: the answer of GET /status/ID."_s,
            .examples = {u"cactl status 5f0c"_s, u"cactl status 5f0c --json | jq -r .status"_s},
            .options = {},
            .minArguments = 1,
            .maxArguments = 1};
}

CommandSpec jobsSpec()
{
    return {.name = u"jobs"_s,
            .arguments = {},
            .summary = u"list jobs, newest first"_s,
            .details = u"Shows the newest 20 unless told otherwise."_s,
            .examples = {u"cactl jobs"_s, u"cactl jobs --status running"_s,
                         u"cactl jobs --all -q report --json | jq -r '.jobs[].job_id'"_s},
            .options = jobsOptions(),
            .maxArguments = 0};
}

CommandSpec logsSpec()
{
    return {
        .name = u"logs"_s,
        .arguments = u"ID"_s,
        .summary = u"print what a job wrote to its output"_s,
        .details = u"The job's standard output goes to standard output, its standard error to standard error. At a "
                   "terminal escape sequences other than colours are left out; anywhere else every byte passes "
                   "unchanged."_s,
        .examples = {u"cactl logs 5f0c"_s, u"cactl logs -f 5f0c"_s, u"cactl logs 5f0c --stderr | grep -i warning"_s},
        .options = QList<QCommandLineOption>{followOption(), stderrOption(), retryOption()},
        .minArguments = 1,
        .maxArguments = 1};
}

CommandSpec downloadSpec()
{
    return {.name = u"download"_s,
            .arguments = u"ID"_s,
            .summary = u"fetch a job's result as a ZIP"_s,
            .details =
                u"Writes ID.zip into the current folder and prints its path. A download that was cut off goes on "
                "where it stopped when the same command is given again."_s,
            .examples = {u"cactl download 5f0c"_s, u"cactl download 5f0c -o results/report.zip"_s,
                         u"unzip -l \"$(cactl download 5f0c -o /tmp)\""_s},
            .options = {outputOption(), forceOption(), retryOption()},
            .minArguments = 1,
            .maxArguments = 1};
}

CommandSpec cancelSpec()
{
    return {.name = u"cancel"_s,
            .arguments = u"ID…"_s,
            .summary = u"end waiting or running jobs"_s,
            .details =
                u"What a job had made until then is packed and can be downloaded. A job that has already ended is "
                "no error."_s,
            .examples = {u"cactl cancel 5f0c"_s,
                         u"cactl cancel $(cactl jobs --status scheduled --all --json | jq -r '.jobs[].job_id')"_s},
            .options = {},
            .minArguments = 1,
            .maxArguments = -1};
}

CommandSpec pauseSpec()
{
    return {.name = u"pause"_s,
            .arguments = u"ID…"_s,
            .summary = u"stop running jobs where they are"_s,
            .details = u"Every process in the sandbox stands still, and so do the job's clocks, until it is resumed."_s,
            .examples = {u"cactl pause 5f0c"_s, u"cactl resume 5f0c"_s},
            .options = {},
            .minArguments = 1,
            .maxArguments = -1};
}

CommandSpec resumeSpec()
{
    return {.name = u"resume"_s,
            .arguments = u"ID…"_s,
            .summary = u"let paused jobs go on"_s,
            .details = {},
            .examples = {u"cactl resume 5f0c"_s,
                         u"cactl resume $(cactl jobs --status running --json | jq -r '.jobs[].job_id')"_s},
            .options = {},
            .minArguments = 1,
            .maxArguments = -1};
}

CommandSpec messageSpec()
{
    return {.name = u"message"_s,
            .arguments = u"ID TEXT…"_s,
            .summary = u"tell a running job's agent something"_s,
            .details = u"It reaches the agent's next analysis: what it works at is not interrupted."_s,
            .examples = {u"cactl message 5f0c 'Use SQLite, and add a test for an empty list.'"_s,
                         u"cactl message 5f0c \"$(cat review.txt)\""_s},
            .options = {},
            .minArguments = 2,
            .maxArguments = -1};
}

CommandSpec approveSpec()
{
    return {
        .name = u"approve"_s,
        .arguments = u"ID"_s,
        .summary = u"say yes or no to what a job wants to do next"_s,
        .details = u"For jobs that were scheduled with --approval: each batch of steps waits for a yes. cactl status "
                   "shows the steps. A no goes back to the agent, with the comment."_s,
        .examples = {u"cactl approve 5f0c"_s, u"cactl approve 5f0c --no --comment 'Do not delete the old files.'"_s},
        .options = approveOptions(),
        .minArguments = 1,
        .maxArguments = 1};
}

CommandSpec desktopSpec()
{
    return {.name = u"desktop"_s,
            .arguments = u"ID"_s,
            .summary = u"open a running job's desktop and print its address"_s,
            .details = u"The desktop is started if need be. The address is good on the server's machine, for whoever "
                       "has it, until the job ends."_s,
            .examples = {u"cactl desktop 5f0c --open"_s, u"cactl desktop 5f0c --control"_s},
            .options = {controlOption(), openOption()},
            .minArguments = 1,
            .maxArguments = 1};
}

CommandSpec notebookSpec()
{
    return {.name = u"notebook"_s,
            .arguments = u"ID"_s,
            .summary = u"open a Jupyter Lab on a running job's workspace and print its address"_s,
            .details = u"It is started if need be. Whoever has the address can run programs in the sandbox, until the "
                       "job ends."_s,
            .examples = {u"cactl notebook 5f0c"_s, u"cactl notebook 5f0c --open"_s},
            .options = {openOption()},
            .minArguments = 1,
            .maxArguments = 1};
}

CommandSpec retrySpec()
{
    return {.name = u"retry"_s,
            .arguments = u"ID…"_s,
            .summary = u"schedule the same task again and print the new id"_s,
            .details = u"The new job has the same task, limits and options; the old one stays as it is."_s,
            .examples = {u"cactl retry 5f0c"_s, u"cactl logs -f \"$(cactl retry 5f0c)\""_s},
            .options = {},
            .minArguments = 1,
            .maxArguments = -1};
}

CommandSpec removeSpec()
{
    return {.name = u"rm"_s,
            .arguments = u"ID…"_s,
            .summary = u"delete ended jobs with their files, logs and results"_s,
            .details = u"What is deleted is gone for good. A job that has not ended is refused: cancel it first."_s,
            .examples = {u"cactl rm 5f0c"_s,
                         u"cactl rm $(cactl jobs --status cancelled --all --json | jq -r '.jobs[].job_id')"_s},
            .options = {},
            .minArguments = 1,
            .maxArguments = -1};
}

CommandSpec providersSpec()
{
    return {.name = u"providers"_s,
            .arguments = u"list | test [NAME]"_s,
            .summary = u"show the AI providers, or try whether they answer"_s,
            .details =
                u"The list tells for each provider whether it can be asked, and what to do when not. A test asks one "
                "tiny question, which the provider may charge for; without a name all that are ready are tested. "
                "The exit code is 0 only when each of them answers."_s,
            .examples = {u"cactl providers list"_s, u"cactl providers test gemini"_s,
                         u"cactl providers list --json | jq -r '.providers[] | select(.state == \"ready\").name'"_s},
            .options = {},
            .maxArguments = 2};
}

CommandSpec imageSpec()
{
    return {.name = u"image"_s,
            .arguments = u"[list | pull IMAGE | build [IMAGE] | rm IMAGE]"_s,
            .summary = u"show, fetch, build or remove the images of Docker and Podman"_s,
            .details = u"build makes the default image: Debian with Python, Node, build tools, a desktop and Jupyter. "
                       "What the engine says while it works is shown; Ctrl-C gives up."_s,
            .examples = {u"cactl image build"_s, u"cactl image pull python:3.12-slim"_s,
                         u"cactl image list --json | jq -r '.images[].name'"_s},
            .options = {engineOption()},
            .maxArguments = 2};
}

CommandSpec healthSpec()
{
    return {.name = u"health"_s,
            .arguments = {},
            .summary = u"tell whether all that jobs need is there, and what to do when not"_s,
            .details =
                u"Makes a sandbox, looks at disk, keychain and AI providers. The exit code is 0 unless something "
                "is found that keeps jobs from running as they should."_s,
            .examples = {u"cactl health"_s, u"cactl health --json | jq '.checks[] | select(.state != \"good\")'"_s},
            .options = {},
            .maxArguments = 0};
}

CommandSpec settingsSpec()
{
    return {.name = u"settings"_s,
            .arguments = {},
            .summary = u"show the server's settings and where they come from"_s,
            .details = u"Secrets are shown as set or not set, never with their value."_s,
            .examples = {u"cactl settings"_s,
                         u"cactl settings --json | jq '.settings[] | select(.source != \"default\")'"_s},
            .options = {},
            .maxArguments = 0};
}

CommandSpec keysSpec()
{
    return {.name = u"keys"_s,
            .arguments = u"[list | set PROVIDER | rm PROVIDER]"_s,
            .summary = u"show, set or forget the keys of AI providers"_s,
            .details =
                u"set asks for the key at the terminal without showing it, or reads it from standard input; it is "
                "never an argument, since others can read command lines. The server keeps it in the desktop's "
                "keychain, or where that does not work until it ends. list shows the last four characters."_s,
            .examples = {u"cactl keys"_s, u"cactl keys set gemini"_s, u"cactl keys set alchemyst < key.txt"_s,
                         u"cactl keys rm gemini"_s},
            .options = {},
            .maxArguments = 2};
}
} // namespace

const QList<CommandSpec> &commandSpecs()
{
    static const QList<CommandSpec> specs{
        runSpec(),    scheduleSpec(), jobsSpec(),    statusSpec(),    logsSpec(),    downloadSpec(), cancelSpec(),
        pauseSpec(),  resumeSpec(),   messageSpec(), approveSpec(),   desktopSpec(), notebookSpec(), retrySpec(),
        removeSpec(), imageSpec(),    keysSpec(),    providersSpec(), healthSpec(),  settingsSpec()};
    return specs;
}

const CommandSpec *findCommand(const QString &name)
{
    for (const CommandSpec &spec : commandSpecs()) {
        if (spec.name == name)
            return &spec;
    }
    return nullptr;
}

QStringList commandNames()
{
    QStringList names;
    for (const CommandSpec &spec : commandSpecs())
        names.append(spec.name);
    return names;
}

} // namespace ca::cli
