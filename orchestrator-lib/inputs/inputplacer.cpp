#include "inputplacer.h"

#include <QFile>
#include <QFileInfo>
#include <QPromise>
#include <QThread>
#include <algorithm>
#include <memory>

#include "archivename.h"
#include "archiveunpacker.h"
#include "filecopy.h"
#include "inputname.h"

namespace ca {

using namespace Qt::StringLiterals;

InputPlacer::InputPlacer(PlacementRequest request, std::stop_token stop, Progress progress)
    : m_request(std::move(request))
    , m_stop(std::move(stop))
    , m_progress(std::move(progress))
    , m_budget(m_request.limits)
    , m_taken(reservedNames())
{
    for (const QString &name : std::as_const(m_request.names)) {
        m_totalBytes += QFileInfo(pathOf(name)).size();
        if (unpackedName(name).isEmpty())
            m_taken.insert(name);
    }
}

QString InputPlacer::pathOf(const QString &name) const
{
    return m_request.inputsDir + u'/' + name;
}

Result<QStringList> InputPlacer::run()
{
    auto root = BeneathDir::open(m_request.workspaceDir);
    if (!root)
        return failure(root.error());
    TreeWriter tree(std::move(*root), m_request.owner);
    for (const QString &name : std::as_const(m_request.names)) {
        if (const auto placed = place(name, tree); !placed) {
            Error error = placed.error();
            if (error.code != ErrorCode::Cancelled)
                error.message = u"the input \"%1\" cannot be used: %2"_s.arg(name, error.message);
            error.detail = name;
            return failure(error);
        }
        m_doneBytes += QFileInfo(pathOf(name)).size();
    }
    QStringList names;
    for (const QByteArray &name : tree.topNames())
        names.append(QFile::decodeName(name));
    return names;
}

Result<void> InputPlacer::place(const QString &name, TreeWriter &tree)
{
    if (!unpackedName(name).isEmpty())
        return unpack(name, tree);
    const QString what = u"copying %1"_s.arg(name);
    advance(0, what);
    return copyInto(tree, m_budget, pathOf(name), QFile::encodeName(name), m_stop,
                    [this, &what](qint64 bytes) { advance(bytes, what); });
}

Result<void> InputPlacer::unpack(const QString &name, TreeWriter &tree)
{
    if (!QFile::exists(pathOf(name)))
        return failure(ErrorCode::NotFound, u"it is not there any more"_s);
    const QString what = u"unpacking %1"_s.arg(name);
    advance(0, what);
    ArchiveUnpacker unpacker(tree, m_budget, m_stop, [this, &what](qint64 bytes) { advance(bytes, what); });
    const bool isAlone = m_request.names.size() == 1;
    const QString folder = isAlone ? QString() : freeName(unpackedName(name), m_taken);
    return unpacker.run(pathOf(name), QFile::encodeName(folder));
}

void InputPlacer::advance(qint64 bytes, const QString &what)
{
    const qint64 done = (m_doneBytes + bytes) * 100 / std::max<qint64>(m_totalBytes, 1);
    const auto percent = static_cast<int>(std::clamp<qint64>(done, 0, 100));
    if (bytes == 0 || percent != m_percent)
        m_progress(percent, what);
    m_percent = percent;
}

QFuture<Result<QStringList>> placeInputs(const PlacementRequest &request, const std::stop_token &stop)
{
    auto promise = std::make_shared<QPromise<Result<QStringList>>>();
    auto future = promise->future();
    promise->start();
    promise->setProgressRange(0, 100);
    QThread *thread = QThread::create([promise, stop, request] {
        InputPlacer placer(request, stop, [&promise](int percent, const QString &what) {
            promise->setProgressValueAndText(percent, what);
        });
        promise->addResult(placer.run());
        promise->finish();
    });
    thread->setObjectName(u"inputs"_s);
    QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    thread->start(QThread::LowPriority);
    return future;
}

} // namespace ca
