#pragma once

#include <memory>

#include "bubblewrapconfig.h"
#include "sandboxengine.h"

namespace ca {

/// Makes sandboxes with bubblewrap, from the host's own /usr: no daemon, no image, milliseconds to start. An ordinary
/// user's jobs run as that user outside, root's as an unprivileged one; inside they are user 1000 either way.
class BubblewrapEngine : public SandboxEngine
{
public:
    explicit BubblewrapEngine(BubblewrapConfig config);
    ~BubblewrapEngine() override;

    [[nodiscard]] QString name() const override;
    QCoro::Task<Result<void>> check() override;
    QCoro::Task<Result<std::unique_ptr<Sandbox>>> start(SandboxSpec spec) override;
    [[nodiscard]] Result<QList<Enforcement>> enforcement(const Limits &limits) const override;
    void removeLeftovers(const QStringList &adopted) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace ca
