#include "settinglook.h"

#include <QCoreApplication>
#include <QHash>
#include <utility>

#include "setting.h"

namespace ca::dashboard {

namespace {

struct SettingTexts
{
    Q_DECLARE_TR_FUNCTIONS(SettingTexts)
};

struct Look
{
    const char *label = "";
    const char *unit = "";
    const char *hint = "";
};

const QHash<QString, Look> &looks()
{
    static const QHash<QString, Look> all{
        {QStringLiteral("AGENT_OUTPUT_DIR"),
         {QT_TRANSLATE_NOOP("SettingTexts", "Folder of the jobs"), "",
          QT_TRANSLATE_NOOP("SettingTexts", "Jobs that are there already stay where they are.")}},
        {QStringLiteral("AGENT_LISTEN"),
         {QT_TRANSLATE_NOOP("SettingTexts", "Address and port"), "",
          QT_TRANSLATE_NOOP("SettingTexts", "Port 0 takes a free one. An address that other computers reach needs a "
                                            "token.")}},
        {QStringLiteral("AGENT_API_TOKEN"),
         {QT_TRANSLATE_NOOP("SettingTexts", "Token"), "",
          QT_TRANSLATE_NOOP("SettingTexts", "What callers must send. It is kept in the settings file, which only you "
                                            "can read.")}},
        {QStringLiteral("AGENT_DESKTOP_PORT"), {QT_TRANSLATE_NOOP("SettingTexts", "Port for desktops")}},
        {QStringLiteral("AGENT_NOTEBOOK_PORT"),
         {QT_TRANSLATE_NOOP("SettingTexts", "Port for notebooks"), "",
          QT_TRANSLATE_NOOP("SettingTexts", "A number, 0 for any free port, or off.")}},
        {QStringLiteral("AGENT_ENGINE"), {QT_TRANSLATE_NOOP("SettingTexts", "Sandbox engine")}},
        {QStringLiteral("AGENT_IMAGE"),
         {QT_TRANSLATE_NOOP("SettingTexts", "Image"), "",
          QT_TRANSLATE_NOOP("SettingTexts",
                            "What Docker and Podman make sandboxes from, if a job names nothing else.")}},
        {QStringLiteral("AGENT_MISSING_IMAGE"),
         {QT_TRANSLATE_NOOP("SettingTexts", "A missing image"), "",
          QT_TRANSLATE_NOOP("SettingTexts", "Pulling or building one may take minutes and gigabytes.")}},
        {QStringLiteral("AGENT_RUNTIME"),
         {QT_TRANSLATE_NOOP("SettingTexts", "OCI runtime"), "",
          QT_TRANSLATE_NOOP("SettingTexts", "How Docker and Podman run containers, if not as usual: runsc (gVisor), "
                                            "kata.")}},
        {QStringLiteral("AGENT_KEYCHAIN"), {QT_TRANSLATE_NOOP("SettingTexts", "Desktop's keychain")}},
        {QStringLiteral("AGENT_MAX_JOBS"), {QT_TRANSLATE_NOOP("SettingTexts", "Jobs at once")}},
        {QStringLiteral("AGENT_MAX_QUEUED"), {QT_TRANSLATE_NOOP("SettingTexts", "Jobs that may wait")}},
        {QStringLiteral("AGENT_NETWORK"), {QT_TRANSLATE_NOOP("SettingTexts", "Jobs reach")}},
        {QStringLiteral("AGENT_ALLOWED_HOSTS"),
         {QT_TRANSLATE_NOOP("SettingTexts", "More hosts"), "",
          QT_TRANSLATE_NOOP("SettingTexts", "With commas between them: example.org, *.example.org, intranet:8443. Only "
                                            "a host named here may have a private address.")}},
        {QStringLiteral("AGENT_PROXY"),
         {QT_TRANSLATE_NOOP("SettingTexts", "Proxy"), "",
          QT_TRANSLATE_NOOP("SettingTexts", "Jobs' connections go through it. Without one, what the environment says "
                                            "counts; \"off\" means none.")}},
        {QStringLiteral("AGENT_APPROVAL_TIMEOUT"),
         {QT_TRANSLATE_NOOP("SettingTexts", "Wait for approval"), QT_TRANSLATE_NOOP("SettingTexts", "seconds"),
          QT_TRANSLATE_NOOP("SettingTexts", "After it the job is paused.")}},
        {QStringLiteral("AGENT_REJOIN_TIMEOUT"),
         {QT_TRANSLATE_NOOP("SettingTexts", "Containers go on alone"), QT_TRANSLATE_NOOP("SettingTexts", "seconds"),
          QT_TRANSLATE_NOOP("SettingTexts", "So long a job in a container waits for this program after a crash, or for "
                                            "its engine.")}},
        {QStringLiteral("RETENTION_DAYS"),
         {QT_TRANSLATE_NOOP("SettingTexts", "Keep ended jobs"), QT_TRANSLATE_NOOP("SettingTexts", "days"),
          QT_TRANSLATE_NOOP("SettingTexts", "Then they are deleted with their files. 0 keeps them for ever.")}},
        {QStringLiteral("AGENT_CPUS"), {QT_TRANSLATE_NOOP("SettingTexts", "Processors")}},
        {QStringLiteral("AGENT_MEMORY_MB"), {QT_TRANSLATE_NOOP("SettingTexts", "Memory"), "MB"}},
        {QStringLiteral("AGENT_PIDS"), {QT_TRANSLATE_NOOP("SettingTexts", "Processes")}},
        {QStringLiteral("AGENT_DISK_MB"), {QT_TRANSLATE_NOOP("SettingTexts", "Disk space"), "MB"}},
        {QStringLiteral("AGENT_LOG_MB"), {QT_TRANSLATE_NOOP("SettingTexts", "Output that is kept"), "MB"}},
        {QStringLiteral("AGENT_WALL_TIME"),
         {QT_TRANSLATE_NOOP("SettingTexts", "Time"), QT_TRANSLATE_NOOP("SettingTexts", "seconds")}},
        {QStringLiteral("AGENT_STEPS"), {QT_TRANSLATE_NOOP("SettingTexts", "Steps")}},
        {QStringLiteral("AGENT_STEP_TIMEOUT"),
         {QT_TRANSLATE_NOOP("SettingTexts", "Time of one step"), QT_TRANSLATE_NOOP("SettingTexts", "seconds")}},
        {QStringLiteral("AGENT_CALLS"), {QT_TRANSLATE_NOOP("SettingTexts", "Calls of AI providers")}},
        {QStringLiteral("AGENT_TOKENS"), {QT_TRANSLATE_NOOP("SettingTexts", "Tokens")}},
    };
    return all;
}

/// Those that each provider has, by how their names end.
const std::pair<QLatin1StringView, Look> providerLooks[] = {
    {QLatin1StringView("_MODEL"), {QT_TRANSLATE_NOOP("SettingTexts", "Model")}},
    {QLatin1StringView("_BASE_URL"), {QT_TRANSLATE_NOOP("SettingTexts", "Address")}},
    {QLatin1StringView("_TEMPERATURE"),
     {QT_TRANSLATE_NOOP("SettingTexts", "Temperature"), "",
      QT_TRANSLATE_NOOP("SettingTexts", "From 0 to 2. Empty: the model's own.")}},
    {QLatin1StringView("_CONTEXT"),
     {QT_TRANSLATE_NOOP("SettingTexts", "Context"), QT_TRANSLATE_NOOP("SettingTexts", "tokens"),
      QT_TRANSLATE_NOOP("SettingTexts", "Empty: what is known of the model.")}},
    {QLatin1StringView("_HEADERS"), {QT_TRANSLATE_NOOP("SettingTexts", "More headers")}},
};

Look lookOf(const QString &name)
{
    if (const auto look = looks().constFind(name); look != looks().cend())
        return *look;
    for (const auto &[suffix, look] : providerLooks) {
        if (name.endsWith(suffix))
            return look;
    }
    return {};
}

QString translated(const char *text)
{
    return text == nullptr || *text == '\0' ? QString() : SettingTexts::tr(text);
}

} // namespace

QString settingLabel(const Setting &setting)
{
    const QString label = translated(lookOf(setting.name).label);
    return label.isEmpty() ? setting.name : label;
}

QString settingUnit(const Setting &setting)
{
    return translated(lookOf(setting.name).unit);
}

QString settingHint(const Setting &setting)
{
    return translated(lookOf(setting.name).hint);
}

QString choiceText(const QString &choice)
{
    static const QHash<QString, const char *> texts{
        {QStringLiteral("auto"), QT_TRANSLATE_NOOP("SettingTexts", "Automatic")},
        {QStringLiteral("off"), QT_TRANSLATE_NOOP("SettingTexts", "Off")},
        {QStringLiteral("refuse"), QT_TRANSLATE_NOOP("SettingTexts", "Ends the job and says what to do")},
        {QStringLiteral("fetch"), QT_TRANSLATE_NOOP("SettingTexts", "Is pulled or built first")},
        {QStringLiteral("allowlist"), QT_TRANSLATE_NOOP("SettingTexts", "Package sources and the hosts below")},
        {QStringLiteral("open"), QT_TRANSLATE_NOOP("SettingTexts", "Everything public")},
    };
    const QString text = translated(texts.value(choice));
    return text.isEmpty() ? choice : text;
}

} // namespace ca::dashboard
