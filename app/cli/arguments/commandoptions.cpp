#include "commandoptions.h"

#include "commandspec.h"
#include "limitfield.h"

namespace ca::cli {

using namespace Qt::StringLiterals;

namespace {
QString limitNames()
{
    QStringList names;
    for (const LimitField &field : limitFields())
        names.append(field.unit == "SECONDS"_L1 ? u"%1 (seconds)"_s.arg(field.name) : QString(field.name));
    return names.join(u", "_s);
}
} // namespace

const QList<QCommandLineOption> &globalOptions()
{
    static const QList<QCommandLineOption> options{
        {u"server"_s, u"The server. Default: $CACTL_SERVER, else http://127.0.0.1:8000."_s, u"URL"_s},
        {u"token"_s,
         u"The API token, where the server asks for one. Default: $AGENT_API_TOKEN, which other users "
         "cannot see in the process list."_s,
         u"TOKEN"_s},
        {u"json"_s, u"Print the server's JSON, for scripts; errors too (on standard error)."_s},
        {{u"h"_s, u"help"_s}, u"Show this help."_s},
        {u"version"_s, u"Show the version."_s},
    };
    return options;
}

QList<QCommandLineOption> scheduleOptions()
{
    return {
        {u"file"_s, u"Read the task from this file."_s, u"TASK.md"_s},
        {u"provider"_s, u"Who works out the steps: auto or runbook."_s, u"NAME"_s},
        {u"engine"_s, u"What makes the sandbox: auto, bubblewrap, docker or podman."_s, u"NAME"_s},
        {u"image"_s, u"What Docker or Podman make the sandbox from. Default: the server's."_s, u"NAME"_s},
        {u"runtime"_s, u"The OCI runtime that Docker or Podman use, such as runsc. Default: the server's."_s,
         u"NAME"_s},
        {u"approval"_s, u"Ask before each batch of steps: see cactl approve."_s},
        {u"network"_s, u"What the job can reach: off, allowlist or open. Default: the server's."_s, u"POLICY"_s},
        {u"priority"_s, u"-100 … 100; higher starts earlier. Default: 0."_s, u"N"_s},
        {u"limit"_s, u"May be given several times: %1. Default: the server's."_s.arg(limitNames()), u"NAME=VALUE"_s},
        {u"input"_s,
         u"A file or folder for the job; may be given several times. Archives (zip, tar, 7z) and folders get a folder "
         "of their own in the workspace, or fill it when there is no other input."_s,
         u"PATH"_s},
        {u"git"_s, u"Clone this repository (http or https) into the workspace first."_s, u"URL"_s},
        {u"exclude"_s,
         u"Leave folders of this name out of the result; may be given several times. Default: the server's "
         "list."_s,
         u"NAME"_s},
    };
}

QList<QCommandLineOption> jobsOptions()
{
    return {
        {u"status"_s, u"Only jobs that are scheduled, running, complete, error or cancelled."_s, u"STATUS"_s},
        {{u"q"_s, u"query"_s}, u"Only jobs with this text in title or id."_s, u"TEXT"_s},
        {u"limit"_s, u"At most this many. Default: 20."_s, u"N"_s},
        {u"all"_s, u"Every job."_s},
    };
}

QList<QCommandLineOption> approveOptions()
{
    return {
        {u"no"_s, u"The steps are not to be taken."_s},
        {u"comment"_s, u"What the agent is told with it."_s, u"TEXT"_s},
    };
}

QCommandLineOption controlOption()
{
    return {u"control"_s, u"Let keys, pointer and clipboard through as well, and not only a look."_s};
}

QCommandLineOption openOption()
{
    return {u"open"_s, u"Open it in the browser, too."_s};
}

QCommandLineOption outputOption()
{
    return {{u"o"_s, u"output"_s},
            u"Where the ZIP goes: a name that ends in .zip is the file, any other a folder, made where it is missing. "
            "Default: the current folder."_s,
            u"PATH"_s};
}

QCommandLineOption engineOption()
{
    return {u"engine"_s, u"docker or podman. Default: the one that is there, Docker first."_s, u"NAME"_s};
}

QCommandLineOption forceOption()
{
    return {u"force"_s, u"Replace the file when it is there already."_s};
}

QCommandLineOption retryOption()
{
    return {u"retry-for"_s, u"How long to try again when the connection breaks. Default: 60."_s, u"SECONDS"_s};
}

QCommandLineOption followOption()
{
    return {{u"f"_s, u"follow"_s}, u"Go on until the job has ended."_s};
}

QCommandLineOption stderrOption()
{
    return {u"stderr"_s, u"Only the job's standard error, written to standard output."_s};
}

} // namespace ca::cli
