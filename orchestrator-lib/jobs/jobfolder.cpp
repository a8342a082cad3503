#include "jobfolder.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <cerrno>
#include <cstdio>

#include "jobrecord.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {
template <typename Item>
QByteArray arrayOf(const QList<Item> &items, QByteArray (*toRecord)(const Item &))
{
    QByteArray array("[");
    for (const Item &item : items)
        array += (array.size() > 1 ? ",\n" : "") + toRecord(item);
    return array + ']';
}

template <typename Item>
QList<Item> itemsOf(const QByteArray &array, Item (*fromRecord)(const QByteArray &))
{
    QList<Item> items;
    const QJsonArray records = QJsonDocument::fromJson(array).array();
    for (const QJsonValue &record : records)
        items.append(fromRecord(QJsonDocument(record.toObject()).toJson(QJsonDocument::Compact)));
    return items;
}
} // namespace

Result<void> JobFolder::write(const QString &name, const QByteArray &contents) const
{
    const QString path = m_path + u'/' + name;
    QFile file(path + u".new"_s);
    if (!file.open(QIODevice::WriteOnly) && QDir().mkpath(m_path))
        file.open(QIODevice::WriteOnly);
    errno = 0;
    const bool isWritten = file.isOpen() && file.write(contents) == contents.size() && file.flush();
    const int writeError = errno;
    file.close();
    // Not synced: the database is what must survive a power cut, this is its copy.
    if (isWritten &&
        std::rename(QFile::encodeName(file.fileName()).constData(), QFile::encodeName(path).constData()) == 0)
        return {};
    const int renameError = errno;
    file.remove();
    return failure(ioError(u"cannot write %1"_s.arg(path), isWritten ? renameError : writeError));
}

Result<void> JobFolder::writeRecord(const QByteArray &record) const
{
    return write(u"job.json"_s, record);
}

Result<void> JobFolder::writePrompt(const QString &prompt) const
{
    return write(u"prompt.txt"_s, prompt.toUtf8());
}

Result<void> JobFolder::writeSteps(const QList<Step> &steps) const
{
    return write(u"steps.json"_s, arrayOf(steps, stepToRecord));
}

Result<void> JobFolder::writeEvents(const QList<JobEvent> &events) const
{
    return write(u"events.json"_s, arrayOf(events, eventToRecord));
}

Result<JobDetails> JobFolder::read() const
{
    const auto contents = [this](const QString &name) {
        QFile file(m_path + u'/' + name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    if (!QFile::exists(m_path + u"/job.json"_s))
        return failure(ErrorCode::NotFound, u"there is no job.json in %1"_s.arg(m_path));
    JobDetails details{.job = jobFromRecord(contents(u"job.json"_s)),
                       .prompt = QString::fromUtf8(contents(u"prompt.txt"_s)),
                       .steps = itemsOf(contents(u"steps.json"_s), stepFromRecord),
                       .events = itemsOf(contents(u"events.json"_s), eventFromRecord)};
    if (details.job.id.isNull())
        return failure(ErrorCode::Corrupt, u"%1/job.json cannot be read"_s.arg(m_path));
    return details;
}

} // namespace ca
