#include "partupload.h"

#include <QCoroTimer>
#include <QJsonDocument>

#include "backoff.h"

namespace ca::cli {

namespace {
using namespace Qt::StringLiterals;

/// The server takes 8 MiB; with less the bar moves more often.
constexpr qint64 partBytes = 4LL * 1024 * 1024;
constexpr int conflict = 409;
} // namespace

PartUpload::PartUpload(ApiClient &api, const QString &path, QString name, std::chrono::seconds patience)
    : m_api(api)
    , m_file(path)
    , m_name(std::move(name))
    , m_patience(patience)
{
}

QCoro::Task<CliResult<QString>> PartUpload::send()
{
    if (!m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        co_return wrongUse(u"cannot read %1: %2"_s.arg(m_file.fileName(), m_file.errorString()));
    m_size = m_file.size();
    const QJsonObject body{{u"name"_s, m_name}, {u"size"_s, m_size}};
    const auto created = co_await m_api.send("POST", u"/uploads"_s, QJsonDocument(body).toJson());
    if (!created)
        co_return std::unexpected(created.error());
    m_id = toObject(*created)[u"upload_id"].toString();
    const auto sent = co_await sendParts();
    if (!sent)
        co_return std::unexpected(sent.error());
    co_return m_id;
}

QCoro::Task<CliResult<void>> PartUpload::sendParts()
{
    Backoff backoff(m_patience);
    qint64 done = 0;
    while (done < m_size) {
        const auto part = readPart(done);
        if (!part)
            co_return std::unexpected(part.error());
        const auto answer = co_await m_api.send("PUT", u"/uploads/%1?offset=%2"_s.arg(m_id, QString::number(done)),
                                                *part, "application/octet-stream");
        if (answer) {
            done += part->size();
            backoff.reset();
            Q_EMIT progressed(done, m_size);
            continue;
        }
        const auto wait = backoff.next();
        if (!wait)
            co_return std::unexpected(answer.error());
        co_await QCoro::sleepFor(*wait);
        const auto place = co_await placeAfter(answer.error());
        if (!place)
            co_return std::unexpected(place.error());
        done = *place;
    }
    co_return CliResult<void>();
}

QCoro::Task<CliResult<qint64>> PartUpload::placeAfter(CliError error)
{
    if (error.exitCode != ExitCode::Unreachable && error.httpStatus != conflict)
        co_return std::unexpected(error);
    Q_EMIT lost(error.error.message);
    Backoff backoff(m_patience);
    while (true) {
        const auto answer = co_await m_api.get(u"/uploads/"_s + m_id);
        if (answer)
            co_return toObject(*answer)[u"received"].toInteger();
        const auto wait = answer.error().exitCode == ExitCode::Unreachable ? backoff.next() : std::nullopt;
        if (!wait)
            co_return std::unexpected(answer.error());
        co_await QCoro::sleepFor(*wait);
    }
}

CliResult<QByteArray> PartUpload::readPart(qint64 offset)
{
    const qint64 wanted = std::min(partBytes, m_size - offset);
    QByteArray part;
    if (m_file.seek(offset))
        part = m_file.read(wanted);
    if (part.size() == wanted)
        return part;
    return wrongUse(u"%1 cannot be read to its end: it may have changed just now"_s.arg(m_file.fileName()));
}

} // namespace ca::cli
