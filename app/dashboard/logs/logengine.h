#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <memory>
#include <optional>

#include "logsearch.h"
#include "pagebuilder.h"

namespace ca::dashboard {

/// Everything about one job's log that reads files: indexes, makes pages, searches, copies. Lives on a thread of its
/// own and works in turns of a few milliseconds, so that a page never waits for the index or a search.
class LogEngine : public QObject
{
    Q_OBJECT

public:
    LogEngine();
    ~LogEngine() override;

    /// Another job's folder; a page follows.
    void open(int generation, const QString &folder);
    /// There is more; a page follows. `isEnded`: this is all.
    void grow(bool isEnded);
    void setViewport(const LogViewport &viewport);
    /// Nothing: no more search.
    void setQuery(const std::optional<LogQuery> &query);
    /// hitFound() follows, as soon as that line is known.
    void findNext(LogPosition from, bool isForward);
    /// located() follows with the line where the first of these bytes is, once that is indexed.
    void locate(qint64 outOffset, qint64 errOffset);
    /// copied() follows.
    void copy(LogPosition from, LogPosition to);

Q_SIGNALS:
    void pageMade(const ca::dashboard::LogPage &page);
    void hitsChanged(const ca::dashboard::LogHits &hits);
    void hitFound(const ca::dashboard::LogHit &hit);
    void located(int generation, qint64 line);
    /// `isCut`: it was too much for a clipboard.
    void copied(int generation, const QString &text, bool isCut);

private:
    struct Wish
    {
        LogPosition from;
        bool isForward = true;
    };
    struct Place
    {
        qint64 outOffset = 0;
        qint64 errOffset = 0;
    };
    void takeTurn();
    bool index();
    bool search();
    void startSearch();
    void publish();
    void publishHits();
    void answerWish();
    void answerPlace();
    [[nodiscard]] bool isIndexed() const;
    [[nodiscard]] bool isPageAffected(qint64 lines) const;
    [[nodiscard]] qint64 searchable() const;
    [[nodiscard]] const LogMatcher *matcher() const;

    int m_generation = 0;
    std::unique_ptr<LogFiles> m_files;
    std::unique_ptr<PageBuilder> m_builder;
    bool m_isEnded = false;
    LogViewport m_viewport;
    /// The viewport has not been answered with lines yet.
    bool m_isPageDue = true;
    /// As of the page made last.
    qint64 m_shownLines = 0;
    qint64 m_shownBytes = 0;
    std::optional<LogQuery> m_query;
    std::unique_ptr<LogSearch> m_search;
    std::optional<Wish> m_wish;
    std::optional<Place> m_place;
    QTimer m_turn;
    QElapsedTimer m_sincePage;
    QElapsedTimer m_sinceHits;
};

} // namespace ca::dashboard
