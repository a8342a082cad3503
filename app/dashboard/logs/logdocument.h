#pragma once

#include <QObject>
#include <QThread>
#include <optional>

#include "logtypes.h"

namespace ca::dashboard {

class LogEngine;

/// One job's log for the GUI thread: how much there is, and the lines that a view has asked for. Files are read on a
/// thread of its own.
class LogDocument : public QObject
{
    Q_OBJECT

public:
    explicit LogDocument(QObject *parent = nullptr);
    ~LogDocument() override;

    /// The folder with a job's logs; empty: none. Everything is asked for anew.
    void open(const QString &folder);
    /// There may be more. `isEnded`: this is all.
    void grow(bool isEnded);
    [[nodiscard]] const QString &folder() const { return m_folder; }
    [[nodiscard]] LogSource source() const { return m_viewport.source; }
    [[nodiscard]] bool isFollowing() const { return m_viewport.isFollowing; }

    /// What is to be shown from now on; changed() follows when that is not at hand. The last `count` lines:
    void follow(LogSource source, qint64 count);
    /// Or these:
    void show(LogSource source, qint64 first, qint64 count);
    [[nodiscard]] const LogExtent &extent() const { return m_extent; }
    /// The lines at hand; those of page().first < 0 have no numbers yet.
    [[nodiscard]] const LogPage &page() const { return m_page; }
    /// Null: not at hand.
    [[nodiscard]] const LogLine *line(qint64 number) const;
    /// What was asked for is at hand, or has been answered with nothing.
    [[nodiscard]] bool isCurrent() const { return m_page.serial == m_viewport.serial; }
    [[nodiscard]] const QString &error() const { return m_error; }

    /// See LogEngine.
    void setQuery(const std::optional<LogQuery> &query);
    void findNext(LogPosition from, bool isForward);
    void locate(qint64 outOffset, qint64 errOffset);
    void copy(LogPosition from, LogPosition to);

Q_SIGNALS:
    /// The extent, the page, or the error.
    void changed();
    void hitsChanged(const ca::dashboard::LogHits &hits);
    void hitFound(const ca::dashboard::LogHit &hit);
    void located(qint64 line);
    void copied(const QString &text, bool isCut);

private:
    void connectEngine();
    void ask(const LogViewport &viewport);
    void take(const LogPage &page);
    void sendGrowth();
    template <typename Call>
    void post(Call call);

    QThread m_thread;
    /// Lives on m_thread and is deleted there.
    LogEngine *m_engine;
    int m_generation = 0;
    QString m_folder;
    LogViewport m_viewport;
    LogExtent m_extent;
    LogPage m_page;
    QString m_error;
    /// One grow() is under way at most, so that a fast job never floods anyone.
    bool m_isGrowing = false;
    bool m_hasGrown = false;
    bool m_isEnded = false;
};

} // namespace ca::dashboard
