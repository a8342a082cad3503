#include "transcript.h"

#include <limits>

namespace ca::cli {

namespace {
using namespace std::chrono_literals;

constexpr auto outputDelay = 100ms;
/// A step's end is known, but its output has not come, or the other way round: so long it may take.
constexpr qint64 mostWaitMs = 2'000;
constexpr qsizetype mostWaiting = 4LL * 1024 * 1024;
constexpr qint64 everything = std::numeric_limits<qint64>::max();
} // namespace

Transcript::Transcript(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(outputDelay);
    connect(&m_timer, &QTimer::timeout, this, &Transcript::moreMayCome);
}

void Transcript::addStep(const StepNews &step)
{
    const bool isRepeated =
        step.isRunning && (step.number == m_current || (!m_news.isEmpty() && m_news.last().number == step.number));
    if (isRepeated)
        return;
    m_news.enqueue(step);
    advance();
}

void Transcript::addOutput(Stream stream, const QByteArray &bytes)
{
    Log &log = m_logs.at(static_cast<size_t>(stream));
    if (m_logs.at(0).waiting.isEmpty() && m_logs.at(1).waiting.isEmpty())
        m_outputIsWaiting.start();
    log.waiting += bytes;
    if (log.waiting.size() > mostWaiting)
        showAll();
    advance();
    if (!m_timer.isActive())
        m_timer.start();
}

void Transcript::endOutput(Stream stream)
{
    m_logs.at(static_cast<size_t>(stream)).hasEnded = true;
    advance();
}

void Transcript::finish()
{
    m_timer.stop();
    while (!m_news.isEmpty()) {
        const StepNews step = m_news.dequeue();
        if (m_current != step.number)
            start(step);
        showUpTo(step.isRunning ? step.begin : step.end);
        if (!step.isRunning) {
            m_current = 0;
            Q_EMIT stepEnded(step);
        }
    }
    showAll();
}

void Transcript::advance()
{
    while (!m_news.isEmpty() && advanceStep(m_news.head())) {
    }
}

/// False when the step's output must come first; else the news is done with.
bool Transcript::advanceStep(const StepNews &step)
{
    if (m_current != step.number)
        start(step);
    if (!step.isRunning) {
        showUpTo(step.end);
        if (!m_endIsKnown.isValid())
            m_endIsKnown.start();
        if (!hasShown(step.end) && m_endIsKnown.elapsed() < mostWaitMs) {
            m_timer.start();
            return false;
        }
        m_endIsKnown.invalidate();
        m_current = 0;
    }
    const StepNews shown = m_news.dequeue();
    if (!shown.isRunning)
        Q_EMIT stepEnded(shown);
    return true;
}

void Transcript::start(const StepNews &step)
{
    showUpTo(step.begin);
    m_current = step.number;
    Q_EMIT stepStarted(step);
}

bool Transcript::hasShown(const std::array<qint64, 2> &ends) const
{
    for (size_t i = 0; i < ends.size(); ++i) {
        if (m_logs.at(i).position < ends.at(i) && !m_logs.at(i).hasEnded)
            return false;
    }
    return true;
}

void Transcript::showUpTo(const std::array<qint64, 2> &ends)
{
    for (size_t i = 0; i < ends.size(); ++i) {
        Log &log = m_logs.at(i);
        const qint64 count = std::min<qint64>(ends.at(i) - log.position, log.waiting.size());
        if (count <= 0)
            continue;
        const QByteArray bytes = log.waiting.first(count);
        log.waiting.remove(0, count);
        log.position += count;
        Q_EMIT output(static_cast<Stream>(i), bytes);
    }
}

void Transcript::showAll()
{
    showUpTo({everything, everything});
}

void Transcript::moreMayCome()
{
    if (!m_news.isEmpty())
        advance();
    else if (m_current != 0 || m_outputIsWaiting.elapsed() >= mostWaitMs)
        showAll();
    else
        m_timer.start();
}

} // namespace ca::cli
