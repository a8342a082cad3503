#include "jobimage.h"

#include <QCoroSignal>
#include <QElapsedTimer>
#include <chrono>

#include "containerengine.h"
#include "engineclient.h"
#include "imagefetch.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr std::chrono::milliseconds mostTime = 2h;
} // namespace

QCoro::Task<Result<void>> JobImage::run(ContainerEngine &engine)
{
    const auto client = co_await engine.connected();
    if (!client || m_isGivenUp)
        co_return {};
    const auto found = co_await (*client)->image(m_details.job.image);
    if (found || found.error().code != ErrorCode::NotFound || m_isGivenUp)
        co_return {};
    m_details.job.phase = JobPhase::FetchingImage;
    auto fetched = co_await fetch(engine);
    m_fetch.reset();
    m_details.job.currentStep.clear();
    if (m_details.job.phase == JobPhase::FetchingImage)
        m_details.job.phase = JobPhase::Starting;
    Q_EMIT progressed();
    co_return fetched;
}

QCoro::Task<Result<void>> JobImage::fetch(ContainerEngine &engine)
{
    QElapsedTimer clock;
    clock.start();
    m_fetch = engine.fetch(m_details.job.image);
    const auto show = [this] {
        m_details.job.currentStep = m_fetch->progress();
        Q_EMIT progressed();
    };
    connect(m_fetch.get(), &ImageFetch::progressed, this, show);
    connect(m_fetch.get(), &ImageFetch::ended, this, &JobImage::settled);
    show();
    if (!m_fetch->hasEnded() && !m_isGivenUp)
        co_await qCoro(this, &JobImage::settled, mostTime);
    if (m_isGivenUp)
        co_return failure(ErrorCode::Cancelled, u"the job was ended while its image was fetched"_s);
    if (!m_fetch->hasEnded())
        co_return failure(ErrorCode::SandboxFailed,
                          u"the image %1 did not come within %2 minutes"_s.arg(
                              m_details.job.image, QString::number(std::chrono::minutes(2h).count())));
    if (!m_fetch->error().message.isEmpty())
        co_return failure(m_fetch->error());
    Q_EMIT told(
        u"The image %1 was not here. Fetching it took %2 s."_s.arg(m_details.job.image).arg(clock.elapsed() / 1000));
    co_return {};
}

void JobImage::giveUp()
{
    m_isGivenUp = true;
    // Later: what is woken goes on to the job's end, and the caller is not done yet.
    QMetaObject::invokeMethod(this, &JobImage::settled, Qt::QueuedConnection);
}

} // namespace ca
