#include "jobrequestcheck.h"

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
} // namespace

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
    if (request.engine != "auto"_L1 && request.engine != "bubblewrap"_L1) {
        return misfit(u"engine"_s, u"there is no engine \"%1\": use \"auto\" or \"bubblewrap\""_s.arg(request.engine));
    }
    if (auto fits = checkRanges(request); !fits)
        return fits;
    return checkExcludes(request.exclude.value_or(QStringList()));
}

} // namespace ca
