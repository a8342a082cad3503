#include "download.h"

#include <QCoroSignal>
#include <QDir>
#include <QFileInfo>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace ca::cli {

namespace {
using namespace Qt::StringLiterals;

constexpr int rangeNotSatisfiable = 416;
constexpr int partialContent = 206;

/// "bytes 4-6/8" and "bytes */8" both end in the file's size.
qint64 sizeFromRange(const QByteArray &contentRange)
{
    bool isNumber = false;
    const qint64 size = contentRange.mid(contentRange.lastIndexOf('/') + 1).toLongLong(&isNumber);
    return isNumber ? size : -1;
}

std::unexpected<CliError> alreadyThere(const QString &path)
{
    return failed(ErrorCode::Conflict, u"%1 is there already: --force replaces it, -o names another place"_s.arg(path),
                  path);
}

bool isFileName(const QString &output)
{
    return output.endsWith(u".zip"_s, Qt::CaseInsensitive) && !QFileInfo(output).isDir();
}
} // namespace

CliResult<void> prepareResultFolder(const QString &output)
{
    if (output.isEmpty())
        return {};
    const QString folder = isFileName(output) ? QFileInfo(output).path() : output;
    if (!QDir().mkpath(folder) || ::access(QFile::encodeName(folder).constData(), W_OK) != 0)
        return wrongUse(u"the folder %1 cannot be made or written: choose another with -o"_s.arg(folder));
    return {};
}

CliResult<QString> resultPath(const QString &output, const QString &jobId, bool mayReplace)
{
    if (const auto prepared = prepareResultFolder(output); !prepared)
        return std::unexpected(prepared.error());
    const QString path =
        isFileName(output) ? output : QDir(output.isEmpty() ? u"."_s : output).filePath(jobId + u".zip"_s);
    const QFileInfo target(path);
    if (!mayReplace && (target.exists() || target.isSymLink()))
        return alreadyThere(path);
    return QDir::cleanPath(path);
}

Download::Download(ApiClient &api, const Config &config, QObject *parent)
    : QObject(parent)
    , m_config(config)
    , m_part(config.path + u'.' + config.jobId.left(8) + u".part"_s)
    , m_stream(api, {.path = u"/download/"_s + config.jobId, .patience = config.patience, .headers = [this] {
                         ApiClient::Headers headers;
                         if (m_part.pos() > 0)
                             headers.append({"Range", "bytes=" + QByteArray::number(m_part.pos()) + '-'});
                         return headers;
                     }})
{
    connect(&m_stream, &ReconnectingStream::opened, this, &Download::begin);
    connect(&m_stream, &ReconnectingStream::received, this, &Download::write);
    connect(&m_stream, &ReconnectingStream::completed, this, &Download::complete);
    connect(&m_stream, &ReconnectingStream::lost, this, &Download::lost);
    connect(&m_stream, &ReconnectingStream::failed, this, &Download::fail);
}

CliResult<void> Download::openPart()
{
    if (!m_part.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        return failed(ErrorCode::Io, u"cannot write %1: %2"_s.arg(m_part.fileName(), m_part.errorString()));
    if (::flock(m_part.handle(), LOCK_EX | LOCK_NB) != 0) {
        return failed(ErrorCode::Conflict,
                      u"%1 is being written by another cactl: let that one finish"_s.arg(m_part.fileName()));
    }
    m_part.seek(m_part.size());
    return {};
}

QCoro::Task<CliResult<void>> Download::fetch()
{
    if (const auto opened = openPart(); !opened)
        co_return opened;
    m_stream.start();
    co_await qCoro(this, &Download::settled);
    if (!m_outcome && m_part.size() == 0)
        m_part.remove();
    co_return m_outcome;
}

void Download::begin(const QNetworkReply &reply)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == partialContent) {
        m_total = sizeFromRange(reply.rawHeader("Content-Range"));
        return;
    }
    m_part.resize(0);
    m_part.seek(0);
    const QVariant length = reply.header(QNetworkRequest::ContentLengthHeader);
    m_total = length.isValid() ? length.toLongLong() : -1;
}

void Download::write(const QByteArray &bytes)
{
    if (m_part.write(bytes) != bytes.size()) {
        return settle(failed(ErrorCode::Io, u"cannot write %1: %2. What is there stays; the same command goes on from "
                                            "it."_s.arg(m_part.fileName(), m_part.errorString())));
    }
    Q_EMIT progressed(m_part.pos(), m_total);
}

void Download::complete()
{
    if (m_total >= 0 && m_part.pos() != m_total) {
        return settle(failed(
            ErrorCode::Io,
            u"the server sent %1 of %2 bytes: the same command goes on from there"_s.arg(m_part.pos()).arg(m_total)));
    }
    settle(putInPlace());
}

void Download::fail(const CliError &error)
{
    if (error.httpStatus != rangeNotSatisfiable || m_part.pos() == 0)
        return settle(std::unexpected(error));
    // Nothing is left to ask for: it is whole, or not what it was taken for.
    const qint64 size = toObject(error.answer)[u"detail"].toString().toLongLong();
    if (size == m_part.pos())
        return settle(putInPlace());
    m_part.resize(0);
    m_part.seek(0);
    m_stream.start();
}

CliResult<void> Download::putInPlace()
{
    const QByteArray from = QFile::encodeName(m_part.fileName());
    const QByteArray to = QFile::encodeName(m_config.path);
    const unsigned flags = m_config.mayReplace ? 0 : RENAME_NOREPLACE;
    if (::renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), flags) == 0)
        return {};
    if (errno == EEXIST)
        return alreadyThere(m_config.path);
    // Some file systems cannot rename so; a link does not replace anything either.
    if (errno == EINVAL && ::link(from.constData(), to.constData()) == 0) {
        ::unlink(from.constData());
        return {};
    }
    return std::unexpected(CliError{.error = ioError(u"cannot write "_s + m_config.path, errno)});
}

void Download::settle(CliResult<void> outcome)
{
    m_stream.stop();
    m_outcome = std::move(outcome);
    // Not from within: fetch() goes on at once and may be the end of this object.
    QMetaObject::invokeMethod(this, &Download::settled, Qt::QueuedConnection);
}

} // namespace ca::cli
