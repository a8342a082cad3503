#pragma once

#include <QString>

#include "job.h"
#include "result.h"

namespace ca {

/// One job's folder: workspace/ home/ logs/ output.zip, and beside them a copy of what the database knows of the job
/// (job.json, prompt.txt, steps.json, events.json), from which the database can be made again. Any thread; calls block.
class JobFolder
{
public:
    /// Need not exist.
    explicit JobFolder(QString path)
        : m_path(std::move(path))
    {
    }

    [[nodiscard]] const QString &path() const { return m_path; }

    /// Each replaces its file at once, never in part, and makes the folder when it is missing. Errors: NoSpace, Io.
    /// `record`: as jobToRecord() makes it.
    [[nodiscard]] Result<void> writeRecord(const QByteArray &record) const;
    [[nodiscard]] Result<void> writePrompt(const QString &prompt) const;
    [[nodiscard]] Result<void> writeSteps(const QList<Step> &steps) const;
    [[nodiscard]] Result<void> writeEvents(const QList<JobEvent> &events) const;

    /// Errors: NotFound (no job.json), Corrupt.
    [[nodiscard]] Result<JobDetails> read() const;

private:
    [[nodiscard]] Result<void> write(const QString &name, const QByteArray &contents) const;

    QString m_path;
};

} // namespace ca
