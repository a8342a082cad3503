#pragma once

#include <QByteArray>
#include <QString>

namespace ca {

/// What of this host may stand in the way of a sandbox.
struct HostObstacles
{
    /// user.max_user_namespaces is 0.
    bool noUserNamespaces = false;
    /// kernel.unprivileged_userns_clone is 0 (Debian, Arch).
    bool cloneForbidden = false;
    /// kernel.apparmor_restrict_unprivileged_userns is 1 (Ubuntu 24.04 and later).
    bool appArmorRestricts = false;

    static HostObstacles ofThisSystem();
};

/// Why user namespaces cannot be made and what to do about it: one or more sentences.
QString userNamespaceAdvice(const HostObstacles &obstacles);

/// Turns what bwrap said into a sentence with the cause and what to do about it.
QString explainSandboxFailure(const QByteArray &bwrapOutput, const HostObstacles &obstacles);

} // namespace ca
