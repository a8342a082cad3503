#include "crashjobs.h"

#include <KZip>
#include <QDirIterator>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace ca::test {

using namespace Qt::StringLiterals;

namespace {

const QStringList kinds{u"quick"_s, u"slow"_s, u"loud"_s, u"files"_s, u"children"_s};
constexpr qsizetype loudBytes = 300'000;

QStringList filesBelow(const QString &jobDir, const QString &folder)
{
    QStringList files;
    QDirIterator entries(jobDir + u'/' + folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (entries.hasNext())
        files.append(entries.next().mid(jobDir.size() + 1));
    return files;
}

} // namespace

CrashJobs::CrashJobs(QString dataDir, QString mark)
    : m_dataDir(std::move(dataDir))
    , m_mark(std::move(mark))
{
}

QString CrashJobs::promptOf(const QString &kind) const
{
    if (kind == "quick"_L1)
        return u"$ echo hello"_s;
    if (kind == "slow"_L1)
        return u"$ echo before; sleep 0.4; echo after"_s;
    if (kind == "loud"_L1)
        return u"$ head -c %1 /dev/zero | tr '\\0' x"_s.arg(loudBytes);
    if (kind == "files"_L1)
        return u"$ for n in 1 2 3 4 5 6; do head -c 400000 /dev/urandom > file$n; done"_s;
    // A session of its own, deaf to what is polite, and one that is stopped: what is hard to end.
    return u"```sh\n"
           "(trap '' TERM HUP INT; setsid sh -c 'trap \"\" TERM HUP INT; sleep 1000; : %1' &)\n"
           "sh -c 'kill -STOP $$; : %1' &\n"
           "sleep 0.2\n"
           "```\n"_s.arg(m_mark);
}

void CrashJobs::schedule(const QUrl &url)
{
    for (const QString &kind : kinds) {
        auto http = std::make_unique<HttpClient>(url);
        QNetworkRequest request(http->url(u"/schedule"_s));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
        const QByteArray body = QJsonDocument(QJsonObject{{u"prompt"_s, promptOf(kind)}}).toJson();
        std::unique_ptr<QNetworkReply> reply(http->manager().post(request, body));
        m_calls.push_back({.kind = kind, .http = std::move(http), .reply = std::move(reply)});
    }
}

void CrashJobs::collect()
{
    for (Call &call : m_calls) {
        if (!QTest::qWaitFor([&call] { return call.reply->isFinished(); }, 10'000))
            call.reply->abort();
        const QString id = QJsonDocument::fromJson(call.reply->readAll())[u"job_id"].toString();
        if (!id.isEmpty())
            m_kinds.insert(id, call.kind);
        call.reply.reset();
    }
    m_calls.clear();
}

QString CrashJobs::compare(const QJsonArray &jobs)
{
    static const QStringList open{u"scheduled"_s, u"running"_s};
    QHash<QString, QJsonObject> now;
    for (const QJsonValue job : jobs)
        now.insert(job[u"job_id"].toString(), job.toObject());
    for (auto id = m_kinds.keyBegin(); id != m_kinds.keyEnd(); ++id) {
        if (!now.contains(*id))
            return u"the job %1 was returned, but is not there"_s.arg(*id);
    }
    for (const auto &[id, before] : m_ended.asKeyValueRange()) {
        for (const QString &field : {u"status"_s, u"error"_s}) {
            if (now.value(id).value(field) != before.value(field))
                return u"the job %1 had ended, but its %2 has changed to \"%3\""_s.arg(
                    id, field, now.value(id).value(field).toString());
        }
    }
    for (const auto &[id, job] : now.asKeyValueRange()) {
        if (!open.contains(job.value(u"status"_s).toString()))
            m_ended.insert(id, job);
    }
    return {};
}

QString CrashJobs::checkEnd(HttpClient &http, const QString &id) const
{
    const QJsonObject job = http.get(u"/job/"_s + id).json();
    const QString status = job[u"status"].toString();
    const QString error = job[u"error"].toString();
    const bool isInterrupted =
        status == "error"_L1 && job[u"error_code"].toString() == "interrupted"_L1 && error.startsWith(u"interrupted"_s);
    if (status != "complete"_L1 && !isInterrupted)
        return u"it is %1: %2"_s.arg(status, error);
    if (isInterrupted && job[u"started"].toDouble() <= 0)
        return u"it was interrupted, but had not started"_s;
    const HttpAnswer answer = http.get(u"/logs/%1/stdout"_s.arg(id));
    if (answer.status != 200 && !(isInterrupted && answer.status == 404)) // interrupted before it had one
        return u"its log is not to be had: %1 %2"_s.arg(answer.status).arg(QString::fromUtf8(answer.body));
    const QByteArray log = answer.status == 200 ? answer.body : QByteArray();
    const QString kind = m_kinds.value(id);
    const QByteArray expected = kind == "quick"_L1  ? "hello\n"_ba
                                : kind == "slow"_L1 ? "before\nafter\n"_ba
                                : kind == "loud"_L1 ? QByteArray(loudBytes, 'x')
                                                    : QByteArray();
    if (isInterrupted ? !expected.startsWith(log) : log != expected)
        return u"its log has %1 bytes, which are not what it printed"_s.arg(log.size());
    for (int n = 1; kind == "files"_L1 && !isInterrupted && n <= 6; ++n) {
        if (QFileInfo(u"%1/jobs/%2/workspace/file%3"_s.arg(m_dataDir, id).arg(n)).size() != 400'000)
            return u"its file%1 is missing or not whole"_s.arg(n);
    }
    return checkArchive(id);
}

QString CrashJobs::checkArchive(const QString &id) const
{
    const QString jobDir = m_dataDir + u"/jobs/" + id;
    KZip zip(jobDir + u"/output.zip");
    if (!zip.open(QIODevice::ReadOnly))
        return u"its ZIP cannot be read: %1"_s.arg(zip.errorString());
    QStringList files = filesBelow(jobDir, u"workspace"_s);
    for (const QString &log : {u"logs/stdout.log"_s, u"logs/stderr.log"_s}) {
        if (QFile::exists(jobDir + u'/' + log))
            files.append(log);
    }
    for (const QString &name : std::as_const(files)) {
        const KArchiveFile *packed = zip.directory()->file(name);
        QFile file(jobDir + u'/' + name);
        if (packed == nullptr || !file.open(QIODevice::ReadOnly) || packed->data() != file.readAll())
            return u"%1 is not in its ZIP as it is on disk"_s.arg(name);
    }
    return zip.directory()->file(u"manifest.json"_s) == nullptr ? u"its ZIP has no manifest"_s : QString();
}

} // namespace ca::test
