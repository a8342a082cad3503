#include "healthlook.h"

#include <QCoreApplication>
#include <QHash>

namespace ca::dashboard {

namespace {

struct HealthTexts
{
    Q_DECLARE_TR_FUNCTIONS(HealthTexts)
};

} // namespace

Symbol symbolOf(HealthState state)
{
    switch (state) {
    case HealthState::Good:
        return Symbol::Complete;
    case HealthState::Warning:
        return Symbol::Warning;
    case HealthState::Fault:
        return Symbol::Failed;
    }
    Q_UNREACHABLE_RETURN(Symbol::Information);
}

Accent accentOf(HealthState state)
{
    switch (state) {
    case HealthState::Good:
        return Accent::Success;
    case HealthState::Warning:
        return Accent::Warning;
    case HealthState::Fault:
        return Accent::Failure;
    }
    Q_UNREACHABLE_RETURN(Accent::Neutral);
}

QString wordOf(HealthState state)
{
    switch (state) {
    case HealthState::Good:
        return HealthTexts::tr("Good");
    case HealthState::Warning:
        return HealthTexts::tr("Not as good as it could be");
    case HealthState::Fault:
        return HealthTexts::tr("Wrong");
    }
    Q_UNREACHABLE_RETURN(QString());
}

QString titleOf(const HealthCheck &check)
{
    static const QHash<QString, const char *> titles{
        {QStringLiteral("engine"), QT_TRANSLATE_NOOP("HealthTexts", "Sandbox engine")},
        {QStringLiteral("bubblewrap"), QT_TRANSLATE_NOOP("HealthTexts", "bubblewrap")},
        {QStringLiteral("user_namespaces"), QT_TRANSLATE_NOOP("HealthTexts", "User namespaces")},
        {QStringLiteral("apparmor"), QT_TRANSLATE_NOOP("HealthTexts", "AppArmor")},
        {QStringLiteral("limits"), QT_TRANSLATE_NOOP("HealthTexts", "Limits of jobs")},
        {QStringLiteral("docker"), QT_TRANSLATE_NOOP("HealthTexts", "Docker")},
        {QStringLiteral("podman"), QT_TRANSLATE_NOOP("HealthTexts", "Podman")},
        {QStringLiteral("disk"), QT_TRANSLATE_NOOP("HealthTexts", "Disk space")},
        {QStringLiteral("store"), QT_TRANSLATE_NOOP("HealthTexts", "Stored jobs")},
        {QStringLiteral("providers"), QT_TRANSLATE_NOOP("HealthTexts", "AI providers")},
        {QStringLiteral("keychain"), QT_TRANSLATE_NOOP("HealthTexts", "Keychain")},
        {QStringLiteral("api"), QT_TRANSLATE_NOOP("HealthTexts", "REST API")},
        {QStringLiteral("ports"), QT_TRANSLATE_NOOP("HealthTexts", "Ports")},
    };
    const char *title = titles.value(check.id);
    return title != nullptr ? HealthTexts::tr(title) : check.title;
}

} // namespace ca::dashboard
