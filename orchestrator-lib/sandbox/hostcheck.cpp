#include "hostcheck.h"

#include <QList>

#include "smallfile.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

bool sysctlIs(const QString &path, const QByteArray &value)
{
    return readSmallFile(path).value_or(QByteArray()).trimmed() == value;
}

// bwrap's own words for each obstacle, and what helps. An empty advice: it is a matter of user namespaces.
struct Cause
{
    const char *said;
    QString advice;
};

QList<Cause> causes()
{
    return {
        {"Unknown option", u"this bwrap is too old; version 0.8 or later is needed. Install a newer bubblewrap."_s},
        {"unknown option", u"this bwrap is too old; version 0.8 or later is needed. Install a newer bubblewrap."_s},
        {"Unexpected capabilities", u"the orchestrator holds capabilities without being root. Start it without them "
                                    "(no --cap-add, no AmbientCapabilities)."_s},
        {"mount proc",
         u"a fresh /proc cannot be mounted. Inside a container parts of /proc are masked, which forbids "
         "it: start the container with unmasked /proc (Docker: --security-opt systempaths=unconfined), or "
         "run the orchestrator outside of it."_s},
        {"seccomp", u"the kernel does not take seccomp filters. Use a kernel with CONFIG_SECCOMP_FILTER."_s},
        {"loopback", u"a network namespace could not be set up; the system forbids it. Check AppArmor or SELinux for "
                     "bwrap."_s},
        {"execvp", u"the agent inside the sandbox could not be started: check that it is executable and static, or "
                   "linked only to what /usr holds."_s},
        {"Can't find source path", u"a folder of the job is gone or out of reach for the user that jobs run as."_s},
        {"amespace", {}},
        {"uid map", {}},
        {"Operation not permitted", {}},
    };
}

} // namespace

HostObstacles HostObstacles::ofThisSystem()
{
    return {.noUserNamespaces = sysctlIs(u"/proc/sys/user/max_user_namespaces"_s, "0"_ba),
            .cloneForbidden = sysctlIs(u"/proc/sys/kernel/unprivileged_userns_clone"_s, "0"_ba),
            .appArmorRestricts = sysctlIs(u"/proc/sys/kernel/apparmor_restrict_unprivileged_userns"_s, "1"_ba)};
}

QString userNamespaceAdvice(const HostObstacles &obstacles)
{
    if (obstacles.appArmorRestricts)
        return u"AppArmor keeps unprivileged programs from making user namespaces "
               "(kernel.apparmor_restrict_unprivileged_userns=1, as on Ubuntu 24.04). Install an AppArmor profile that "
               "lets bwrap use them (a file in /etc/apparmor.d with \"profile bwrap /usr/bin/bwrap "
               "flags=(unconfined) { userns, }\"), or set that sysctl to 0."_s;
    if (obstacles.cloneForbidden)
        return u"user namespaces are switched off (kernel.unprivileged_userns_clone=0). Run "
               "\"sysctl kernel.unprivileged_userns_clone=1\" as root, and put it into /etc/sysctl.d to keep it."_s;
    if (obstacles.noUserNamespaces)
        return u"user namespaces are switched off (user.max_user_namespaces=0). Run "
               "\"sysctl user.max_user_namespaces=15000\" as root, and put it into /etc/sysctl.d to keep it."_s;
    return u"the kernel refused a new user namespace. Inside a container or a chroot, let it make them (for Docker: "
           "a seccomp profile that allows unshare and clone), or run the orchestrator outside of it."_s;
}

QString explainSandboxFailure(const QByteArray &bwrapOutput, const HostObstacles &obstacles)
{
    const auto said = QString::fromUtf8(bwrapOutput).simplified().right(400);
    const auto quoted = said.isEmpty() ? QString() : u" (bwrap said: %1)"_s.arg(said);
    const auto known = causes();
    for (const auto &cause : known) {
        if (bwrapOutput.contains(cause.said)) {
            const auto advice = cause.advice.isEmpty() ? userNamespaceAdvice(obstacles) : cause.advice;
            return u"No safe sandbox can be made here: "_s + advice + quoted;
        }
    }
    return u"No sandbox could be made, and bwrap gave no reason that we know. Try \"bwrap --unshare-all --ro-bind / / "
           "true\" by hand."_s +
           quoted;
}

} // namespace ca
