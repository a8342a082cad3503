#include "logdocument.h"

#include "logengine.h"

namespace ca::dashboard {

LogDocument::LogDocument(QObject *parent)
    : QObject(parent)
    , m_engine(new LogEngine)
{
    m_thread.setObjectName(QStringLiteral("log"));
    m_engine->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_engine, &QObject::deleteLater);
    connectEngine();
    m_thread.start();
}

LogDocument::~LogDocument()
{
    m_thread.quit();
    m_thread.wait(); // for one turn of a few milliseconds
}

void LogDocument::connectEngine()
{
    connect(m_engine, &LogEngine::pageMade, this, &LogDocument::take);
    connect(m_engine, &LogEngine::hitsChanged, this, [this](const LogHits &hits) {
        if (hits.generation == m_generation)
            Q_EMIT hitsChanged(hits);
    });
    connect(m_engine, &LogEngine::hitFound, this, [this](const LogHit &hit) {
        if (hit.generation == m_generation)
            Q_EMIT hitFound(hit);
    });
    connect(m_engine, &LogEngine::located, this, [this](int generation, qint64 line) {
        if (generation == m_generation)
            Q_EMIT located(line);
    });
    connect(m_engine, &LogEngine::copied, this, [this](int generation, const QString &text, bool isCut) {
        if (generation == m_generation)
            Q_EMIT copied(text, isCut);
    });
}

template <typename Call>
void LogDocument::post(Call call)
{
    QMetaObject::invokeMethod(m_engine, [engine = m_engine, call = std::move(call)] { call(*engine); });
}

void LogDocument::open(const QString &folder)
{
    m_folder = folder;
    ++m_generation;
    m_extent = {};
    m_page = {.generation = m_generation, .serial = m_viewport.serial};
    m_error.clear();
    m_hasGrown = m_isGrowing = m_isEnded = false;
    if (!folder.isEmpty())
        post([generation = m_generation, folder](LogEngine &engine) { engine.open(generation, folder); });
    Q_EMIT changed();
}

void LogDocument::grow(bool isEnded)
{
    m_isEnded = isEnded;
    m_hasGrown = true;
    if (!m_isGrowing && !m_folder.isEmpty())
        sendGrowth();
}

void LogDocument::sendGrowth()
{
    m_hasGrown = false;
    m_isGrowing = true;
    post([this, isEnded = m_isEnded, generation = m_generation](LogEngine &engine) {
        engine.grow(isEnded);
        QMetaObject::invokeMethod(this, [this, generation] {
            if (generation != m_generation)
                return;
            m_isGrowing = false;
            if (m_hasGrown)
                sendGrowth();
        });
    });
}

void LogDocument::follow(LogSource source, qint64 count)
{
    ask({.source = source, .isFollowing = true, .count = count});
}

void LogDocument::show(LogSource source, qint64 first, qint64 count)
{
    ask({.source = source, .isFollowing = false, .first = first, .count = count});
}

void LogDocument::ask(const LogViewport &viewport)
{
    LogViewport wanted = viewport;
    wanted.serial = m_viewport.serial;
    const bool isSame = wanted.source == m_viewport.source && wanted.isFollowing == m_viewport.isFollowing &&
                        wanted.first == m_viewport.first && wanted.count == m_viewport.count;
    if (isSame && wanted.serial > 0)
        return;
    ++wanted.serial;
    m_viewport = wanted;
    post([wanted](LogEngine &engine) { engine.setViewport(wanted); });
}

void LogDocument::take(const LogPage &page)
{
    if (page.generation != m_generation)
        return;
    m_error = page.error;
    if (page.serial == m_viewport.serial) {
        m_extent = page.extent;
        if (page.hasLines)
            m_page = page;
    }
    Q_EMIT changed();
}

const LogLine *LogDocument::line(qint64 number) const
{
    const qint64 at = number - m_page.first;
    const bool isThere = m_page.first >= 0 && at >= 0 && at < m_page.lines.size();
    return isThere ? &m_page.lines.at(at) : nullptr;
}

void LogDocument::setQuery(const std::optional<LogQuery> &query)
{
    post([query](LogEngine &engine) { engine.setQuery(query); });
}

void LogDocument::findNext(LogPosition from, bool isForward)
{
    post([from, isForward](LogEngine &engine) { engine.findNext(from, isForward); });
}

void LogDocument::locate(qint64 outOffset, qint64 errOffset)
{
    post([outOffset, errOffset](LogEngine &engine) { engine.locate(outOffset, errOffset); });
}

void LogDocument::copy(LogPosition from, LogPosition to)
{
    post([from, to](LogEngine &engine) { engine.copy(from, to); });
}

} // namespace ca::dashboard
