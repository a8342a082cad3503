#include "settingtable.h"

#include <QThread>
#include <algorithm>

#include "folders.h"
#include "limitfield.h"
#include "providersettings.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

QString numberOfCores()
{
    return QString::number(QThread::idealThreadCount());
}

QList<Setting> programSettings()
{
    return {
        {.name = settingname::outputDir,
         .option = u"data"_s,
         .valueName = u"DIR"_s,
         .type = SettingType::Folder,
         .defaultText = u"containerized-agent in the XDG data folder"_s,
         .computeDefault = defaultDataDir,
         .meaning = u"Folder that keeps the jobs and their results."_s},
        {.name = settingname::listen,
         .option = u"listen"_s,
         .valueName = u"ADDRESS:PORT"_s,
         .type = SettingType::ListenAddress,
         .defaultText = u"127.0.0.1:8000"_s,
         .meaning = u"Where the REST API listens; port 0 takes a free one."_s},
        {.name = settingname::apiToken,
         .option = {},
         .valueName = u"TOKEN"_s,
         .type = SettingType::Secret,
         .defaultText = {},
         .meaning = u"Token that callers of the REST API must send, 16 characters or more. It has no option, since "
                    "others can read command lines."_s,
         .least = minTokenLength},
        {.name = settingname::desktopPort,
         .option = u"desktop-port"_s,
         .valueName = u"PORT"_s,
         .type = SettingType::Port,
         .defaultText = u"6080"_s,
         .meaning =
             u"Where a browser on this machine finds the desktops of running jobs: a port, 0 for any, or off."_s},
        {.name = settingname::notebookPort,
         .option = u"notebook-port"_s,
         .valueName = u"PORT"_s,
         .type = SettingType::Port,
         .defaultText = u"8888"_s,
         .meaning =
             u"Where a browser on this machine finds the notebooks of running jobs: a port, 0 for any, or off."_s},
        {.name = settingname::engine,
         .option = u"engine"_s,
         .valueName = u"NAME"_s,
         .type = SettingType::Choice,
         .defaultText = u"auto"_s,
         .meaning = u"What makes the sandboxes of jobs that name no engine: auto, bubblewrap, docker or podman."_s,
         .choices = {u"auto"_s, u"bubblewrap"_s, u"docker"_s, u"podman"_s}},
        {.name = settingname::image,
         .option = u"image"_s,
         .valueName = u"NAME"_s,
         .type = SettingType::Text,
         .defaultText = u"containerized-agent:latest"_s,
         .meaning = u"What Docker and Podman make the sandboxes of jobs from that name no image."_s},
        {.name = settingname::missingImage,
         .option = u"missing-image"_s,
         .valueName = u"ACTION"_s,
         .type = SettingType::Choice,
         .defaultText = u"refuse"_s,
         .meaning = u"What becomes of a job whose image Docker or Podman has not got: refuse, or fetch, which pulls "
                    "it, or builds the default one, as the job's first phase."_s,
         .choices = {u"refuse"_s, u"fetch"_s}},
        {.name = settingname::runtime,
         .option = u"runtime"_s,
         .valueName = u"NAME"_s,
         .type = SettingType::Text,
         .meaning = u"The OCI runtime that Docker and Podman use for jobs that name none; without it, their own."_s},
        {.name = settingname::keychain,
         .option = u"keychain"_s,
         .valueName = u"USE"_s,
         .type = SettingType::Choice,
         .defaultText = u"auto"_s,
         .meaning = u"Whether AI providers' keys are kept in the desktop's keychain where that works: auto or off."_s,
         .choices = {u"auto"_s, u"off"_s}},
        {.name = settingname::maxJobs,
         .option = u"max-jobs"_s,
         .valueName = u"N"_s,
         .type = SettingType::WholeNumber,
         .defaultText = u"number of cores"_s,
         .computeDefault = numberOfCores,
         .meaning = u"Jobs that run at once."_s,
         .least = 1,
         .most = 1024},
        {.name = settingname::maxQueued,
         .option = u"max-queued"_s,
         .valueName = u"N"_s,
         .type = SettingType::WholeNumber,
         .defaultText = u"10000"_s,
         .meaning = u"Jobs that may wait; more are refused."_s,
         .least = 1,
         .most = 1'000'000},
        {.name = settingname::network,
         .option = u"network"_s,
         .valueName = u"POLICY"_s,
         .type = SettingType::Choice,
         .defaultText = u"allowlist"_s,
         .meaning = u"What jobs that ask for nothing else can reach: off, allowlist or open."_s,
         .choices = {u"off"_s, u"allowlist"_s, u"open"_s}},
        {.name = settingname::allowedHosts,
         .option = u"allowed-hosts"_s,
         .valueName = u"HOSTS"_s,
         .type = SettingType::HostList,
         .defaultText = {},
         .meaning = u"More hosts that jobs can reach: HOST, HOST:PORT or *.DOMAIN, with commas between them. Only a "
                    "host named here may have a private address or another port than 80 and 443."_s},
        {.name = settingname::proxy,
         .option = {},
         .valueName = u"URL"_s,
         .type = SettingType::ProxyUrl,
         .defaultText = {},
         .meaning = u"The HTTP proxy that jobs' connections go through, or off; without it https_proxy, http_proxy and "
                    "no_proxy count. It has no option, since it may hold a password."_s},
        {.name = settingname::approvalTimeout,
         .option = u"approval-timeout"_s,
         .valueName = u"SECONDS"_s,
         .type = SettingType::WholeNumber,
         .defaultText = u"600"_s,
         .meaning = u"How long a job that asks for approval waits before it is paused."_s,
         .least = 1,
         .most = 2'000'000},
        {.name = settingname::rejoinTimeout,
         .option = u"rejoin-timeout"_s,
         .valueName = u"SECONDS"_s,
         .type = SettingType::WholeNumber,
         .defaultText = u"120"_s,
         .meaning = u"How long a job with Docker or Podman goes on by itself when this program dies, or the engine "
                    "stops, and waits for it to come back."_s,
         .least = 1,
         .most = 86'400},
        {.name = settingname::retentionDays,
         .option = u"retention-days"_s,
         .valueName = u"DAYS"_s,
         .type = SettingType::WholeNumber,
         .defaultText = u"30"_s,
         .meaning = u"Days after which an ended job is deleted with its files; 0 keeps it."_s,
         .least = 0,
         .most = 36'500},
    };
}

Setting limitSetting(const LimitField &limit)
{
    return {.name = settingname::ofLimit(limit.name),
            .option = QString(limit.name).replace(u'_', u'-'),
            .valueName = limit.unit,
            .type = limit.isWhole() ? SettingType::WholeNumber : SettingType::Number,
            .group = SettingGroup::JobLimits,
            .defaultText = QString::number(limit.value(Limits()), 'g', 15),
            .meaning = limit.meaning,
            .least = limit.least,
            .most = limit.most};
}
} // namespace

const QList<Setting> &settingTable()
{
    static const QList<Setting> table = [] {
        QList<Setting> all = programSettings() + providerSettings();
        std::ranges::transform(limitFields(), std::back_inserter(all), limitSetting);
        return all;
    }();
    return table;
}

const Setting *findSetting(const QString &name)
{
    const auto found = std::ranges::find(settingTable(), name, &Setting::name);
    return found != settingTable().end() ? &*found : nullptr;
}

QString settingname::ofLimit(QLatin1StringView limit)
{
    return u"AGENT_"_s + QString(limit).toUpper();
}

} // namespace ca
