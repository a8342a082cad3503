#include "cactlfixture.h"

#include <QFile>
#include <QJsonDocument>

#include "storedjobs.h"

namespace ca::test {

using namespace Qt::StringLiterals;

const QString CactlFixture::firstTwin = u"abcd0000-0000-4000-8000-000000000001"_s;
const QString CactlFixture::secondTwin = u"abcd0000-0000-4000-8000-000000000002"_s;

CactlFixture::CactlFixture()
{
    const QString hostile = u"dead0000-0000-4000-8000-000000000003"_s;
    QList<Job> jobs;
    for (const auto &[id, title] : {std::pair{firstTwin, u"first twin"_s}, std::pair{secondTwin, u"second twin"_s},
                                    std::pair{hostile, u"a\x1b]0;owned\x07\u009b2J\u202eb"_s}})
        jobs.append(endedJob(QUuid::fromString(id), title));
    if (!storeJobs(m_data.path(), jobs))
        return;
    m_daemon = std::make_unique<DaemonProcess>(DaemonProcess::Options{.dataDir = m_data.path()});
    m_http = std::make_unique<HttpClient>(m_daemon->url());
}

CactlProcess::Outcome CactlFixture::cactl(const QStringList &arguments, const QByteArray &input)
{
    return CactlProcess(url(), m_folder.path()).run(arguments, input);
}

QString CactlFixture::ranJob()
{
    if (m_ran.isEmpty()) {
        m_ran = DaemonProcess::schedule(
            *m_http,
            {{u"prompt"_s, u"$ printf 'one\\n\\033]0;owned\\007two\\r\\n\\377'; echo oops >&2; echo x > f"_s}});
        DaemonProcess::awaitEnd(*m_http, m_ran);
    }
    return m_ran;
}

QJsonObject objectOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool writeTo(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

} // namespace ca::test
