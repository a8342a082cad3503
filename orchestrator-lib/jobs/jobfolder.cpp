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

Result<void> JobFolder::writeRecord(const Job &job) const
{
    return write(u"job.json"_s, jobToRecord(job));
}

Result<void> JobFolder::writePrompt(const QString &prompt) const
{
    return write(u"prompt.txt"_s, prompt.toUtf8());
}

Result<void> JobFolder::writeSteps(const QList<Step> &steps) const
{
    QByteArray array("[");
    for (const Step &step : steps)
        array += (array.size() > 1 ? ",\n" : "") + stepToRecord(step);
    return write(u"steps.json"_s, array + ']');
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
                       .steps = {}};
    if (details.job.id.isNull())
        return failure(ErrorCode::Corrupt, u"%1/job.json cannot be read"_s.arg(m_path));
    const QJsonArray steps = QJsonDocument::fromJson(contents(u"steps.json"_s)).array();
    for (const QJsonValue &step : steps)
        details.steps.append(stepFromRecord(QJsonDocument(step.toObject()).toJson(QJsonDocument::Compact)));
    return details;
}

} // namespace ca
