#include "jobinputs.h"

#include <QCoroFuture>
#include <QFutureWatcher>
#include <QTimer>
#include <unistd.h>

#include "inputplacer.h"
#include "sandboxowner.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

PlacementRequest placementOf(const Job &job, const QString &jobDir)
{
    PlacementRequest request{
        .inputsDir = jobDir + u"/inputs"_s, .names = job.inputs, .workspaceDir = jobDir + u"/workspace"_s};
    request.limits.bytes = job.limits.diskBytes();
    if (::geteuid() == 0)
        request.owner = FileOwner{.user = jobUid, .group = jobGid};
    return request;
}
} // namespace

QCoro::Task<Result<void>> JobInputs::run(QString jobDir)
{
    const Job &job = m_details.job;
    if (job.inputs.isEmpty())
        co_return {};
    const int seconds = job.limits.wallTimeSeconds;
    bool isLate = false;
    QTimer clock;
    clock.setSingleShot(true);
    connect(&clock, &QTimer::timeout, this, [this, &isLate] {
        isLate = true;
        giveUp();
    });
    clock.start(std::chrono::seconds(seconds));
    QFutureWatcher<Result<QStringList>> watcher;
    connect(&watcher, &QFutureWatcherBase::progressTextChanged, this, [this](const QString &text) { m_what = text; });
    connect(&watcher, &QFutureWatcherBase::progressValueChanged, this, &JobInputs::show);
    const auto placing = placeInputs(placementOf(job, jobDir), m_stop.get_token());
    watcher.setFuture(placing);
    const Result<QStringList> placed = co_await placing;
    m_details.job.currentStep.clear();
    if (!placed && isLate) {
        co_return failure(ErrorCode::LimitReached,
                          u"the job reached its limit wall_time of %1 s while its inputs were unpacked: raise "
                          "limits.wall_time to give it more"_s.arg(seconds),
                          u"wall_time"_s);
    }
    if (!placed)
        co_return failure(placed.error());
    m_details.placed = *placed;
    co_return {};
}

void JobInputs::show(int percent)
{
    m_details.job.currentStep = u"%1 (%2 %)"_s.arg(m_what).arg(percent);
    Q_EMIT progressed();
}

} // namespace ca
