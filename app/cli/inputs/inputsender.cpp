#include "inputsender.h"

#include <QCoroFuture>
#include <QDir>
#include <QFileInfo>

#include "harmless.h"
#include "partupload.h"
#include "poolwork.h"
#include "timetext.h"

namespace ca::cli {

namespace {
using namespace Qt::StringLiterals;

CliResult<void> checkPaths(const QStringList &paths)
{
    for (const QString &path : paths) {
        const QFileInfo info(path);
        if (!info.exists())
            return wrongUse(u"there is no file or folder %1 to give to the job"_s.arg(path));
        if (!info.isReadable() || (!info.isFile() && !info.isDir()))
            return wrongUse(u"%1 cannot be read, or is neither a file nor a folder"_s.arg(path));
    }
    return {};
}

/// "." and "a/.." have names, too.
QString nameOf(const QString &path)
{
    const QString name = QFileInfo(QFileInfo(path).canonicalFilePath()).fileName();
    return name.isEmpty() ? u"input"_s : name;
}
} // namespace

InputSender::InputSender(const CommandContext &context, Screen &screen)
    : m_context(context)
    , m_screen(screen)
{
}

InputSender::~InputSender()
{
    m_stop.request_stop();
    m_packing.waitForFinished();
}

QCoro::Task<CliResult<QStringList>> InputSender::send(std::chrono::seconds patience)
{
    const QStringList paths = m_context.line.options.value(u"input"_s);
    if (const auto fit = checkPaths(paths); !fit)
        co_return std::unexpected(fit.error());
    QStringList ids;
    for (const QString &path : paths) {
        const auto id = co_await sendPath(path, patience);
        m_screen.setStatus({});
        if (!id)
            co_return std::unexpected(id.error());
        ids.append(*id);
    }
    co_return ids;
}

QCoro::Task<CliResult<QString>> InputSender::sendPath(QString path, std::chrono::seconds patience)
{
    if (!QFileInfo(path).isDir())
        co_return co_await sendFile(path, QFileInfo(path).fileName(), patience);
    const QString name = nameOf(path) + u".tar.zst"_s;
    const auto archive = co_await pack(path, name);
    if (!archive)
        co_return archive;
    const auto id = co_await sendFile(*archive, name, patience);
    QFile::remove(*archive);
    co_return id;
}

QCoro::Task<CliResult<QString>> InputSender::pack(QString folder, QString name)
{
    if (!m_temporary)
        m_temporary = std::make_unique<QTemporaryDir>(QDir::tempPath() + u"/cactl-XXXXXX"_s);
    if (!m_temporary->isValid())
        co_return failed(ErrorCode::Io, u"cannot make a temporary folder: %1"_s.arg(m_temporary->errorString()));
    const QString archive = m_temporary->filePath(name);
    m_screen.setStatus(u"packing "_s + harmless(folder));
    m_packing = inThreadPool(
        [folder, archive, stop = m_stop.get_token()] { return packFolder(folder, archive, stop, [](qint64) {}); });
    const auto packed = co_await m_packing;
    if (!packed)
        co_return std::unexpected(CliError{.error = packed.error()});
    for (const QString &leftOut : packed->leftOut)
        m_screen.line(u"not sent: "_s + harmless(leftOut));
    co_return archive;
}

QCoro::Task<CliResult<QString>> InputSender::sendFile(QString path, QString name, std::chrono::seconds patience)
{
    PartUpload upload(m_context.api, path, name, patience);
    QObject::connect(&upload, &PartUpload::progressed, this,
                     [this, name](qint64 done, qint64 total) { show(name, done, total); });
    QObject::connect(&upload, &PartUpload::lost, this, [this](const QString &reason) {
        m_screen.line(u"the connection broke, trying again: "_s + harmless(reason));
    });
    co_return co_await upload.send();
}

void InputSender::show(const QString &what, qint64 done, qint64 total)
{
    const qint64 percent = total > 0 ? done * 100 / total : 100;
    m_screen.setStatus(u"sending %1: %2 % of %3"_s.arg(harmless(what), QString::number(percent), sizeText(total)));
}

} // namespace ca::cli
