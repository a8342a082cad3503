#pragma once

#include <QObject>

#include "servicecore.h"

namespace ca::test {

/// What tests of services in real sandboxes share.
class ServiceTest : public QObject
{
    Q_OBJECT

protected:
    /// What a VNC server says first.
    static constexpr auto banner = "RFB 003.008\n";
    static constexpr int aWhile = 60'000;

    /// A job that runs until it is cancelled.
    static QString hold();
    /// Services go soon after the last of their users.
    static ServicePatience shortGrace();
    /// Until the service is ready; false when it does not get so far.
    static bool start(JobServices &services, Service service, const ServiceOptions &options = {});
    /// Those of this test's sandboxes with such a name.
    static int processes(const ServiceCore &core, const QString &program);
};

} // namespace ca::test
