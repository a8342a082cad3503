#include "limittexts.h"

#include <QCoreApplication>
#include <QHash>

namespace ca::dashboard {

namespace {

struct LimitTexts
{
    Q_DECLARE_TR_FUNCTIONS(LimitTexts)
};

} // namespace

LimitText limitText(const QString &name)
{
    const QHash<QString, LimitText> texts{
        {QStringLiteral("cpus"), {LimitTexts::tr("Processors:"), {}}},
        {QStringLiteral("memory_mb"), {LimitTexts::tr("Memory:"), LimitTexts::tr("MB")}},
        {QStringLiteral("pids"), {LimitTexts::tr("Processes:"), {}}},
        {QStringLiteral("disk_mb"), {LimitTexts::tr("Disk space:"), LimitTexts::tr("MB")}},
        {QStringLiteral("log_mb"), {LimitTexts::tr("Log:"), LimitTexts::tr("MB")}},
        {QStringLiteral("wall_time"), {LimitTexts::tr("Time in all:"), LimitTexts::tr("seconds")}},
        {QStringLiteral("steps"), {LimitTexts::tr("Steps:"), {}}},
        {QStringLiteral("step_timeout"), {LimitTexts::tr("Time per step:"), LimitTexts::tr("seconds")}},
        {QStringLiteral("calls"), {LimitTexts::tr("Calls of providers:"), {}}},
        {QStringLiteral("tokens"), {LimitTexts::tr("Tokens:"), {}}},
    };
    return texts.value(name, {name, {}});
}

} // namespace ca::dashboard
