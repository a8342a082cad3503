#include "jobrequestcheck.h"

#include <QUrl>
#include <algorithm>

#include "engines.h"
#include "limitfield.h"
#include "newjob.h"
#include "providers.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

Result<void> misfit(const QString &field, const QString &sentence)
{
    return failure(ErrorCode::InvalidArgument, sentence, field);
}

Result<void> checkRange(const QString &field, double value, double least, double most)
{
    if (value >= least && value <= most) // nan is neither
        return {};
    return misfit(
        field,
        u"%1 is %2, but must be from %3 to %4"_s.arg(field).arg(value).arg(least, 0, 'g', 12).arg(most, 0, 'g', 12));
}

Result<void> checkRanges(const JobRequest &request)
{
    constexpr double mostPriority = 100;
    if (auto fits = checkRange(u"priority"_s, request.priority, -mostPriority, mostPriority); !fits)
        return fits;
    for (const LimitField &limit : limitFields()) {
        const double value = limit.value(request.limits);
        if (auto fits = checkRange(u"limits."_s + limit.name, value, limit.least, limit.most); !fits)
            return fits;
    }
    return {};
}

Result<void> checkExcludes(const QStringList &names)
{
    for (const QString &name : names) {
        if (name.isEmpty() || name.contains(u'/') || name == "."_L1 || name == ".."_L1) {
            return misfit(u"exclude"_s,
                          u"exclude holds \"%1\", but takes names of folders, without a slash"_s.arg(name));
        }
    }
    return {};
}

/// Which the agent gives to git: nothing but a plain address of a server, so that it is no option, no path, no other
/// transport ("ext::…" runs programs), and carries no secret.
Result<void> checkGit(const QString &text)
{
    constexpr qsizetype longest = 2048;
    if (text.isEmpty())
        return {};
    const QUrl url(text, QUrl::StrictMode);
    const bool isWeb = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    const auto isPlain = [](QChar c) { return c > u' ' && c < QChar(0x7f); };
    if (!url.isValid() || !isWeb || url.host().isEmpty() || text.size() > longest ||
        !std::ranges::all_of(text, isPlain)) {
        return misfit(u"git"_s, u"git must be the address of a repository, such as https://example.org/project.git"_s);
    }
    if (!url.userInfo().isEmpty())
        return misfit(u"git"_s, u"git holds a user name or password, which would be stored and shown: leave it out"_s);
    return {};
}

Result<void> checkInputs(const QStringList &inputs)
{
    constexpr qsizetype most = 100;
    if (inputs.size() <= most)
        return {};
    return misfit(u"inputs"_s, u"a job takes %1 inputs at most: put more into an archive"_s.arg(most));
}

/// A name becomes part of what the engine is asked, so it holds nothing else.
bool isName(const QString &text, QLatin1StringView signs)
{
    constexpr qsizetype longest = 255;
    return text.size() <= longest && (text.isEmpty() || text.front().unicode() < 0x80) &&
           (text.isEmpty() || text.front().isLetterOrNumber()) && !text.contains(".."_L1) &&
           std::ranges::all_of(
               text, [signs](QChar c) { return c.unicode() < 0x80 && (c.isLetterOrNumber() || signs.contains(c)); });
}

Result<void> checkEngine(const JobRequest &request)
{
    if (auto fits = checkEngineName(request.engine); !fits)
        return fits;
    if (auto fits = checkImageName(request.image); !fits)
        return fits;
    if (!isName(request.runtime, "._-"_L1))
        return misfit(u"runtime"_s, u"\"%1\" is no name of a runtime, such as runsc"_s.arg(request.runtime.left(100)));
    if (request.engine == "bubblewrap"_L1 && !(request.image.isEmpty() && request.runtime.isEmpty())) {
        const QString field = request.image.isEmpty() ? u"runtime"_s : u"image"_s;
        return misfit(field,
                      u"the engine bubblewrap has no %1s: ask for docker or podman, or leave %1 out"_s.arg(field));
    }
    return {};
}
} // namespace

Result<void> checkImageName(const QString &name)
{
    if (isName(name, "._-/:@"_L1))
        return {};
    return misfit(u"image"_s, u"\"%1\" is no name of an image, such as debian:trixie-slim"_s.arg(name.left(100)));
}

Result<void> checkEngineName(const QString &name)
{
    if (name == "auto"_L1 || engineNames().contains(name))
        return {};
    return misfit(u"engine"_s,
                  u"there is no engine \"%1\": use \"auto\", \"%2\""_s.arg(name, engineNames().join(u"\", \""_s)));
}

Result<void> checkRequest(const JobRequest &request)
{
    if (request.prompt.trimmed().isEmpty())
        return misfit(u"prompt"_s, u"the prompt is empty: say what is to be done"_s);
    if (request.prompt.toUtf8().size() > maxPromptBytes)
        return misfit(u"prompt"_s, u"the prompt is longer than 1 MiB"_s);
    if (request.provider != runbookProvider) {
        if (auto fits = Providers::checkName(request.provider); !fits)
            return fits;
    }
    if (auto fits = checkEngine(request); !fits)
        return fits;
    if (auto fits = checkRanges(request); !fits)
        return fits;
    if (auto fits = checkGit(request.git).and_then([&] { return checkInputs(request.inputs); }); !fits)
        return fits;
    return checkExcludes(request.exclude.value_or(QStringList()));
}

} // namespace ca
