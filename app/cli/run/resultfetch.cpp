#include "resultfetch.h"

#include <QJsonDocument>

#include "download.h"
#include "harmless.h"
#include "timetext.h"

namespace ca::cli {

using namespace Qt::StringLiterals;

QCoro::Task<CliResult<QString>> ResultFetch::fetch(QString jobId)
{
    const CommandLine &line = m_context.line;
    const auto patience = line.number(u"retry-for"_s, 0, 86'400, 60);
    if (!patience)
        co_return std::unexpected(patience.error());
    const auto path = resultPath(line.value(u"output"_s), jobId, line.isSet(u"force"_s));
    if (!path)
        co_return std::unexpected(path.error());
    Download download(m_context.api, {.jobId = jobId,
                                      .path = *path,
                                      .mayReplace = line.isSet(u"force"_s),
                                      .patience = std::chrono::seconds(*patience)});
    QObject::connect(&download, &Download::progressed, &download,
                     [this](qint64 done, qint64 total) { show(done, total); });
    QObject::connect(&download, &Download::lost, &download, [this](const QString &reason) {
        m_screen.line(u"the connection broke, trying again: "_s + harmless(reason));
    });
    const auto fetched = co_await download.fetch();
    m_screen.setStatus({});
    if (!fetched)
        co_return std::unexpected(fetched.error());
    co_return *path;
}

QByteArray ResultFetch::json(const QString &jobId, const QString &path)
{
    return QJsonDocument(QJsonObject{{u"job_id"_s, jobId}, {u"path"_s, path}}).toJson(QJsonDocument::Compact);
}

void ResultFetch::show(qint64 done, qint64 total)
{
    constexpr qint64 cells = 30;
    if (total <= 0)
        return m_screen.setStatus(u"downloading: "_s + sizeText(done));
    const qint64 filled = done * cells / total;
    m_screen.setStatus(u"downloading %1%2 %3 % of %4"_s.arg(QString(filled, u'█'), QString(cells - filled, u'░'))
                           .arg(done * 100 / total)
                           .arg(sizeText(total)));
}

} // namespace ca::cli
