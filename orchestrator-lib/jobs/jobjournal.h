#pragma once

#include <QObject>

#include "job.h"

namespace ca {

class JobStore;
class Redactor;

/// Writes down what happens in a job and is no step: a provider left for another, a refused connection, a message. The
/// newest maxEvents stay with the job and in the store, so that whatever a sandbox provokes costs a bounded amount.
class JobJournal : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype maxEvents = 1000;
    /// A text is cut to this many characters.
    static constexpr qsizetype maxTextLength = 16'384;

    /// All outlive the journal.
    JobJournal(JobDetails &details, JobStore &store, const Redactor &redactor);

    /// `kind` and `text` as in JobEvent.
    void add(const QString &kind, const QString &text, const QList<HostUse> &hosts = {});

Q_SIGNALS:
    void added(const ca::JobEvent &event);

private:
    JobDetails &m_details;
    JobStore &m_store;
    const Redactor &m_redactor;
};

} // namespace ca
