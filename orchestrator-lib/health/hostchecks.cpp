#include "hostchecks.h"

#include <QLocale>
#include <QRegularExpression>
#include <QVersionNumber>
#include <algorithm>

#include "engines.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

/// Below it jobs fail soon; below the other it is time to tidy up.
constexpr qint64 tooLittleSpace = 200LL * 1024 * 1024;
constexpr qint64 littleSpace = 2LL * 1024 * 1024 * 1024;

QString sizeText(qint64 bytes)
{
    return QLocale::c().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat);
}

} // namespace

HealthCheck checkEngine(const QString &name, const Result<void> &engine)
{
    HealthCheck check{.id = u"engine"_s, .title = u"Sandbox engine"_s};
    check.finding = hasImages(name) ? u"%1 answers and keeps all limits."_s.arg(name)
                                    : u"A sandbox was made with %1 and taken down again."_s.arg(name);
    if (engine)
        return check;
    check.state = HealthState::Fault;
    check.finding = engine.error().message; // with cause and fix
    return check;
}

HealthCheck checkUserNamespaces(const HostObstacles &obstacles, bool engineWorks)
{
    HealthCheck check{.id = u"user_namespaces"_s, .title = u"User namespaces"_s};
    const bool isForbidden = obstacles.noUserNamespaces || obstacles.cloneForbidden;
    if (engineWorks) {
        check.finding = isForbidden ? u"This system forbids them to ordinary users, but not to this program."_s
                                    : u"Sandboxes can have their own users."_s;
        return check;
    }
    if (isForbidden) {
        check.state = HealthState::Fault;
        check.finding = u"This system forbids programs to make them, and a sandbox needs one."_s;
        check.fix = userNamespaceAdvice(obstacles);
        return check;
    }
    check.finding = u"The kernel's settings do not forbid them."_s;
    return check;
}

HealthCheck checkAppArmor(const HostObstacles &obstacles, bool isOn, bool engineWorks)
{
    HealthCheck check{.id = u"apparmor"_s, .title = u"AppArmor"_s};
    if (!isOn) {
        check.finding = u"It is not in use here."_s;
        return check;
    }
    if (!obstacles.appArmorRestricts || engineWorks) {
        check.finding = obstacles.appArmorRestricts ? u"It restricts user namespaces, and lets bubblewrap make them."_s
                                                    : u"It is in use and does not restrict user namespaces."_s;
        return check;
    }
    check.state = HealthState::Fault;
    check.finding = u"It keeps bubblewrap from making user namespaces."_s;
    check.fix = userNamespaceAdvice(obstacles);
    return check;
}

HealthCheck checkBubblewrap(const Result<QString> &version, bool isStandard)
{
    static const QRegularExpression number(u"\\d+(\\.\\d+)+"_s);
    HealthCheck check{.id = u"bubblewrap"_s, .title = u"bubblewrap"_s};
    const QVersionNumber least(0, 8);
    if (!isStandard && !version && version.error().code == ErrorCode::NotFound) {
        check.finding = u"It is not installed, and only jobs that ask for it need it."_s;
        return check;
    }
    const HealthState trouble = isStandard ? HealthState::Fault : HealthState::Warning;
    if (!version) {
        check.state = trouble;
        check.finding = version.error().code == ErrorCode::NotFound ? u"The program bwrap is not installed."_s
                                                                    : version.error().message + u'.';
        check.fix = u"Install the package bubblewrap, version %1 or later."_s.arg(least.toString());
        return check;
    }
    const QString said = number.match(*version).captured();
    check.finding = u"Version %1 is installed."_s.arg(said.isEmpty() ? *version : said);
    if (!said.isEmpty() && QVersionNumber::fromString(said) < least) {
        check.state = trouble;
        check.finding = u"Version %1 is installed, and it is too old."_s.arg(said);
        check.fix = u"Install version %1 or later of the package bubblewrap."_s.arg(least.toString());
    }
    return check;
}

HealthCheck checkLimits(const Result<QList<Enforcement>> &enforcement)
{
    HealthCheck check{.id = u"limits"_s, .title = u"Limits of jobs"_s};
    if (!enforcement) {
        check.state = HealthState::Fault;
        check.finding = enforcement.error().message;
        return check;
    }
    QStringList parts;
    for (const Enforcement &limit : *enforcement)
        parts.append(u"%1 by %2"_s.arg(limit.limit, limit.by));
    check.finding = parts.isEmpty() ? u"The engine keeps them."_s : u"Kept: %1."_s.arg(parts.join(u", "_s));
    const bool hasGroups =
        std::ranges::any_of(*enforcement, [](const Enforcement &limit) { return limit.by.contains("cgroup"_L1); });
    if (!parts.isEmpty() && !hasGroups) {
        check.state = HealthState::Warning;
        check.finding += u" No cgroup can be used, so a job can go beyond a limit for moments."_s;
        check.fix = u"Start the program in a session of systemd that delegates cgroups, or as a service with "
                    "Delegate=yes."_s;
    }
    return check;
}

HealthCheck checkSpace(const SpaceFacts &space)
{
    HealthCheck check{.id = u"disk"_s, .title = u"Disk space"_s};
    if (!space.isKnown) {
        check.state = HealthState::Fault;
        check.finding = u"The folder of the jobs, %1, cannot be looked at, or not in time."_s.arg(space.folder);
        check.fix = u"Check that it is there and that its disk or server answers."_s;
        return check;
    }
    check.finding =
        u"%1 of %2 are free in %3."_s.arg(sizeText(space.freeBytes), sizeText(space.totalBytes), space.folder);
    const QString fix = u"Delete jobs that are not needed, shorten the time that ended jobs are kept, or choose a "
                        "folder with more room."_s;
    if (space.isReadOnly) {
        check.state = HealthState::Fault;
        check.finding = u"The folder of the jobs, %1, is on a disk that cannot be written to."_s.arg(space.folder);
        check.fix = u"Mount it writable, or choose another folder."_s;
    } else if (space.isOutOfFiles) {
        check.state = HealthState::Fault;
        check.finding += u" But the disk has as many files as it can have."_s;
        check.fix = fix;
    } else if (space.freeBytes < littleSpace) {
        check.state = space.freeBytes < tooLittleSpace ? HealthState::Fault : HealthState::Warning;
        check.fix = fix;
    }
    return check;
}

} // namespace ca
