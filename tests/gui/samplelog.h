#pragma once

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "logfiles.h"
#include "logindex.h"

namespace ca::dashboard {

/// A job's logs folder that is being written.
class SampleLog
{
public:
    /// The time of the first write() is `begin` and a second.
    explicit SampleLog(qint64 begin = 0)
        : m_index(begin)
        , m_time(begin)
    {
        append("arrival.index", m_index.header());
    }

    void write(LogStream stream, const QByteArray &bytes, bool indexed = true)
    {
        append(stream == LogStream::Out ? "stdout.log" : "stderr.log", bytes);
        if (!indexed)
            return;
        m_time += 1000;
        m_index.add(stream, bytes.size(), m_time);
        append("arrival.index", m_index.take(true));
    }
    void out(const QByteArray &bytes) { write(LogStream::Out, bytes); }
    void err(const QByteArray &bytes) { write(LogStream::Err, bytes); }

    [[nodiscard]] QString path() const { return m_folder.path(); }
    [[nodiscard]] QString file(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

private:
    void append(const char *name, const QByteArray &bytes) const
    {
        QFile target(file(name));
        QVERIFY(target.open(QIODevice::Append));
        target.write(bytes);
    }

    QTemporaryDir m_folder;
    LogIndexWriter m_index;
    qint64 m_time = 0;
};

/// Indexes everything that is there.
inline void indexAll(LogFiles &files)
{
    files.refresh();
    while (files.extend(100'000)) {
    }
}

} // namespace ca::dashboard
