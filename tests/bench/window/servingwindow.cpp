#include "servingwindow.h"

#include <QMessageBox>

#include "httpconnection.h"
#include "jobsource.h"
#include "listspeed.h"
#include "statistics.h"
#include "storedjobs.h"
#include "waiting.h"

namespace ca::bench {

namespace {
using namespace ca::dashboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr int jobCount = 10'000;
constexpr int running = 400;
constexpr int rounds = 7;
} // namespace

ServingWindow::ServingWindow()
{
    for (int i = 0; i < jobCount; ++i)
        m_jobs.append(test::endedJob(QUuid::createUuid(), u"Sales report of week %1, with charts"_s.arg(i)));
    if (!test::storeJobs(m_folder.path(), m_jobs))
        return;
    m_fixture = std::make_unique<DashboardFixture>(quint16{0}, m_folder.path());
    QObject::connect(&m_fixture->core(), &CoreThread::apiChanged, &m_fixture->window(),
                     [this](const ApiState &state) { m_port = static_cast<quint16>(state.url.port(0)); });
    m_isReady = m_fixture->waitUntilOpen() && awaitRows(m_fixture->window(), jobCount);
    for (int i = 0; m_isReady && m_port == 0 && i < 100; ++i)
        wait(50ms);
    m_isReady = m_isReady && m_port != 0;
}

std::future<Result<LoadAnswer>> ServingWindow::call(int clients, std::chrono::microseconds pause,
                                                    std::chrono::milliseconds duration) const
{
    Load load{.port = m_port, .requests = {}, .connections = clients, .duration = duration, .pause = pause};
    for (int i = 0; i < 100; ++i)
        load.requests.append(
            getRequest(m_port, "/status/" + m_jobs.at(i).id.toString(QUuid::WithoutBraces).toLatin1()));
    return std::async(std::launch::async, [load] { return generateLoad(load); });
}

QList<Duration> ServingWindow::framesWhileServing(FrameMeter &meter)
{
    constexpr double callsPerSecond = 500;
    constexpr int clients = 4;
    // One loop serves all clients and pauses after each answer.
    std::future<Result<LoadAnswer>> load = call(clients, 1900us, 6s);
    const QList<Duration> frames = frameTimes(meter, m_fixture->window(), m_fixture->client(), mixedJobs(running));
    const Result<LoadAnswer> answer = load.get();
    return answer && answer->rate() > callsPerSecond * 0.9 ? frames : QList<Duration>();
}

double ServingWindow::medianCall() const
{
    std::future<Result<LoadAnswer>> load = call(1, 2ms, 700ms);
    while (load.wait_for(0s) != std::future_status::ready)
        wait(10ms);
    const Result<LoadAnswer> answer = load.get();
    return answer ? median(answer->latenciesMs) : -1;
}

QList<ServingWindow::CallTimes> ServingWindow::callTimes()
{
    QList<CallTimes> times;
    for (int i = 0; i < rounds; ++i) {
        CallTimes time{.without = medianCall()};
        QMessageBox question(QMessageBox::Question, u"A question"_s, u"It blocks the window."_s, QMessageBox::Ok,
                             &m_fixture->window());
        QTimer::singleShot(0ms, &question, [&] {
            time.with = medianCall();
            question.accept();
        });
        question.exec();
        if (time.without <= 0 || time.with <= 0)
            return {};
        times.append(time);
    }
    return times;
}

} // namespace ca::bench
