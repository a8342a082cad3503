#pragma once

#include <QList>
#include <QTemporaryDir>
#include <chrono>
#include <future>
#include <memory>

#include "dashboardfixture.h"
#include "framemeter.h"
#include "loadgenerator.h"

namespace ca::bench {

/// The window over a core of its own with 10,000 stored jobs, whose REST API is called meanwhile.
class ServingWindow
{
public:
    /// Waits until the list is there; check isReady() then.
    ServingWindow();

    [[nodiscard]] bool isReady() const { return m_isReady; }

    /// The frames of seconds with a thousand changes, while 4 clients make 500 calls a second in all. Empty when the
    /// API failed, or when far fewer calls came through.
    QList<Duration> framesWhileServing(FrameMeter &meter);
    /// Milliseconds that a call takes, without and with a modal dialog.
    struct CallTimes
    {
        double without = 0;
        double with = 0;
    };
    /// In turns; empty when the API failed.
    QList<CallTimes> callTimes();

private:
    [[nodiscard]] std::future<Result<LoadAnswer>> call(int clients, std::chrono::microseconds pause,
                                                       std::chrono::milliseconds duration) const;
    /// Milliseconds; below 0 when the API failed.
    [[nodiscard]] double medianCall() const;

    QTemporaryDir m_folder;
    QList<Job> m_jobs;
    std::unique_ptr<dashboard::DashboardFixture> m_fixture;
    quint16 m_port = 0;
    bool m_isReady = false;
};

} // namespace ca::bench
