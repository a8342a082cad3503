#include "job.h"

#include <QRegularExpression>
#include <array>
#include <numeric>

namespace ca {

namespace {
constexpr std::array statusNames{
    QLatin1StringView("scheduled"), QLatin1StringView("running"),   QLatin1StringView("complete"),
    QLatin1StringView("error"),     QLatin1StringView("cancelled"),
};
constexpr std::array phaseNames{
    QLatin1StringView(""),
    QLatin1StringView("starting"),
    QLatin1StringView("fetching_image"),
    QLatin1StringView("working"),
    QLatin1StringView("waiting_for_provider"),
    QLatin1StringView("waiting_for_approval"),
    QLatin1StringView("paused"),
    QLatin1StringView("stopping"),
    QLatin1StringView("packing"),
};
constexpr std::array stepStatusNames{
    QLatin1StringView("running"),
    QLatin1StringView("succeeded"),
    QLatin1StringView("failed"),
};
constexpr qsizetype maxTitleLength = 120;
} // namespace

int Job::calls() const
{
    const auto add = [](int sum, const ProviderUsage &entry) { return sum + entry.calls; };
    return std::accumulate(usage.begin(), usage.end(), 0, add);
}

qint64 Job::tokens() const
{
    const auto add = [](qint64 sum, const ProviderUsage &entry) {
        return sum + entry.promptTokens + entry.answerTokens;
    };
    return std::accumulate(usage.begin(), usage.end(), qint64{0}, add);
}

QString statusName(JobStatus status)
{
    return statusNames.at(static_cast<size_t>(status));
}

std::optional<JobStatus> statusFromName(QStringView name)
{
    for (size_t i = 0; i < statusNames.size(); ++i) {
        if (name == statusNames.at(i))
            return static_cast<JobStatus>(i);
    }
    return std::nullopt;
}

QString phaseName(JobPhase phase)
{
    return phaseNames.at(static_cast<size_t>(phase));
}

QString stepStatusName(StepStatus status)
{
    return stepStatusNames.at(static_cast<size_t>(status));
}

QString titleOf(const QString &prompt)
{
    static const QRegularExpression decoration(QStringLiteral("^(\\s*(#{1,6}\\s+|\\$ ))|^\\s+|\\s+$"));
    static const QRegularExpression fence(QStringLiteral("^\\s{0,3}(```|~~~)"));
    for (const QStringView line : QStringView(prompt).split(u'\n')) {
        const QString text = line.toString();
        if (fence.match(text).hasMatch())
            continue;
        QString title = text;
        title = title.remove(decoration).simplified();
        if (title.isEmpty())
            continue;
        return title.size() <= maxTitleLength ? title : title.left(maxTitleLength - 1) + QChar(0x2026);
    }
    return {};
}

} // namespace ca
