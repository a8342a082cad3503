#include "recordcleaner.h"

#include "jobrecord.h"
#include "redactor.h"

namespace ca {

namespace {
/// By way of the record, so that no field is forgotten, now or when there is a new one.
template <typename T, typename Write, typename Read>
T byRecord(const T &value, const Redactor *redactor, Write write, Read read)
{
    if (!redactor)
        return value;
    const QByteArray record = write(value);
    const QByteArray clean = redactor->redacted(record);
    return clean.isSharedWith(record) ? value : read(clean);
}
} // namespace

Job RecordCleaner::cleaned(const Job &job) const
{
    return byRecord(job, m_redactor.get(), jobToRecord, jobFromRecord);
}

Step RecordCleaner::cleaned(const Step &step) const
{
    return byRecord(step, m_redactor.get(), stepToRecord, stepFromRecord);
}

QList<Step> RecordCleaner::cleaned(const QList<Step> &steps) const
{
    QList<Step> result;
    for (const Step &step : steps)
        result.append(cleaned(step));
    return result;
}

JobEvent RecordCleaner::cleaned(const JobEvent &event) const
{
    JobEvent result = event;
    if (m_redactor)
        result.text = m_redactor->redacted(event.text);
    return result;
}

QList<JobEvent> RecordCleaner::cleaned(const QList<JobEvent> &events) const
{
    QList<JobEvent> result;
    for (const JobEvent &event : events)
        result.append(cleaned(event));
    return result;
}

} // namespace ca
